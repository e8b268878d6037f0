"""A number that rests on the toss of fair coins, exactly: the small instance of a random variable.

With independent signs s₁, s₂, ..., each +1 or −1 with probability 1/2, every function of finitely many of them is a
sum of products Σ c_A Π_{k in A} s_k (its Walsh expansion), and its expectation is the coefficient of the empty product.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from fractions import Fraction
from itertools import product
from typing import Any, Final

from lrproof.undefined import Undefined

MOST_COINS: Final = 8
"""A function of more coins is looked at in no outcome."""

Signs = frozenset[Hashable]


class Chance:
    """Σ c_A Π s: ``terms`` maps the set A of coins to c_A. Arithmetic with fractions and with its own kind."""

    __slots__ = ("terms",)

    def __init__(self, terms: Mapping[Signs, Fraction]) -> None:
        self.terms = {coins: c for coins, c in terms.items() if c}

    @classmethod
    def coin(cls, name: Hashable) -> Chance:
        """The sign that this coin shows."""
        return cls({frozenset((name,)): Fraction(1)})

    @property
    def mean(self) -> Fraction:
        """The expectation."""
        return self.terms.get(frozenset(), Fraction(0))

    @property
    def coins(self) -> tuple[Hashable, ...]:
        """The coins on which it depends."""
        return tuple(sorted(frozenset[Hashable]().union(*self.terms), key=repr))

    def __add__(self, other: object) -> Any:
        if (known := _chance(other)) is None:
            return NotImplemented
        return Chance({a: self.terms.get(a, Fraction(0)) + known.terms.get(a, Fraction(0))
                       for a in {*self.terms, *known.terms}})  # fmt: skip

    __radd__ = __add__

    def __neg__(self) -> Chance:
        return Chance({a: -c for a, c in self.terms.items()})

    def __sub__(self, other: object) -> Any:
        known = _chance(other)
        return NotImplemented if known is None else self + -known

    def __rsub__(self, other: object) -> Any:
        return -self + other

    def __mul__(self, other: object) -> Any:
        if (known := _chance(other)) is None:
            return NotImplemented
        terms: dict[Signs, Fraction] = {}
        for a, c in self.terms.items():
            for b, d in known.terms.items():
                terms[a ^ b] = terms.get(a ^ b, Fraction(0)) + c * d  # a sign times itself is 1
        return Chance(terms)

    __rmul__ = __mul__

    def __pow__(self, k: int) -> Any:
        result = Chance({frozenset(): Fraction(1)})
        for _ in range(abs(k)):
            result = result * self
        return result if k >= 0 else 1 / result

    def __truediv__(self, other: object) -> Any:
        known = _chance(other)
        return NotImplemented if known is None else by_outcome(_quotient, self, known)

    def __rtruediv__(self, other: object) -> Any:
        known = _chance(other)
        return NotImplemented if known is None else by_outcome(_quotient, known, self)

    def __abs__(self) -> Chance:
        return by_outcome(abs, self)

    def __eq__(self, other: object) -> bool:
        known = _chance(other)
        return known is not None and self.terms == known.terms

    __hash__ = None  # type: ignore[assignment]

    def __str__(self) -> str:
        """``1 ± 2`` for one coin, else the mean and "by chance"."""
        rest = [c for a, c in self.terms.items() if a]
        if not rest:
            return str(self.mean)
        if len(rest) > 1:
            return f"{self.mean} in the mean, by chance"
        return f"±{abs(rest[0])}" if not self.mean else f"{self.mean} ± {abs(rest[0])}"

    __repr__ = __str__


def by_outcome(function: Callable[..., Fraction], *values: Chance | Fraction | int) -> Chance:
    """``function`` of the values in each outcome. Raises Undefined for too many coins, and where it does."""
    known = [_known(v) for v in values]
    coins = sorted(frozenset[Hashable]().union(*(v.coins for v in known)), key=repr)
    if len(coins) > MOST_COINS:
        raise Undefined(f"{len(coins)} coins are too many to look at every outcome")
    share, terms = Fraction(1, 2 ** len(coins)), dict[Signs, Fraction]()
    for signs in product((1, -1), repeat=len(coins)):
        shown = dict(zip(coins, signs, strict=True))
        value = share * function(*(_in(v, shown) for v in known))
        for size in product((False, True), repeat=len(coins)):
            chosen = frozenset(c for c, taken in zip(coins, size, strict=True) if taken)
            terms[chosen] = terms.get(chosen, Fraction(0)) + value * _sign(chosen, shown)
    return Chance(terms)


def in_every_outcome(test: Callable[..., bool], *values: Chance | Fraction | int) -> bool:
    """Whether ``test`` holds of the values in each outcome. Raises Undefined for too many coins."""
    return by_outcome(lambda *there: Fraction(bool(test(*there))), *values).terms == {frozenset(): Fraction(1)}


def _quotient(x: Fraction, y: Fraction) -> Fraction:
    if y == 0:
        raise Undefined("the divisor is 0 in some outcome")
    return x / y


def _sign(coins: Iterable[Hashable], shown: Mapping[Hashable, int]) -> int:
    sign = 1
    for coin in coins:
        sign *= shown[coin]
    return sign


def _in(value: Chance, shown: Mapping[Hashable, int]) -> Fraction:
    return sum((c * _sign(a, shown) for a, c in value.terms.items()), Fraction(0))


def _chance(value: object) -> Chance | None:
    if isinstance(value, Chance):
        return value
    return Chance({frozenset(): Fraction(value)}) if isinstance(value, (int, Fraction)) else None


def _known(value: Chance | Fraction | int) -> Chance:
    known = _chance(value)
    assert known is not None
    return known
