"""Theorems: hypotheses ⊢ conclusion. Only a rule makes one, and it remembers by which rule from which premises.

A rule is a function that looks at terms and at theorems already made, and answers with hypotheses and a conclusion or
raises :class:`Refused`. ``@rule`` is the only maker: it checks that every premise is genuine, unites their axioms, and
records the step. The record is the proof: :mod:`lrproof.kernel.replay` writes it down and runs it again.
"""

from __future__ import annotations

import functools
import weakref
from collections.abc import Callable, Iterator
from typing import Any, Final, NoReturn

from lrproof.kernel.terms import PROP, Expr, Fn

Sequent = tuple[frozenset[Expr], Expr]
RULES: Final[dict[str, Callable[..., Theorem]]] = {}
_MADE: Final[weakref.WeakSet[Theorem]] = weakref.WeakSet()
"""Every theorem there is. Only ``rule`` adds to it."""


class Refused(ValueError):
    """A rule does not give the conclusion asked for. ``rule``: which; ``witness``: values that speak against it."""

    def __init__(self, rule: str, why: str, witness: str | None = None) -> None:
        self.rule, self.why, self.witness = rule, why, witness
        super().__init__(f"{rule}: {why}" + (f" (for example {witness})" if witness else ""))


class Theorem:
    """``hyps`` ⊢ ``concl``, true for all values of the free variables and function symbols, given ``axioms``.

    Not to be made by hand: raises TypeError. Immutable; two theorems are the same only when they are one object.
    """

    __slots__ = ("__weakref__", "args", "axioms", "concl", "hyps", "rule")
    hyps: frozenset[Expr]
    concl: Expr
    axioms: frozenset[str]
    rule: str
    args: tuple[Any, ...]

    def __new__(cls, *args: object, **kwargs: object) -> Theorem:
        raise TypeError("a Theorem is made by a rule of lrproof.kernel only")

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("a theorem never changes")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError("a theorem never changes")

    def __reduce__(self) -> NoReturn:
        raise TypeError("a theorem is neither copied nor pickled: write its proof with lrproof.kernel.replay")

    def __init_subclass__(cls) -> NoReturn:
        raise TypeError("Theorem has no subclasses")

    @property
    def premises(self) -> tuple[Theorem, ...]:
        """The theorems that this one was made from."""
        return tuple(_theorems(self.args))

    def __str__(self) -> str:
        return f"{', '.join(sorted(map(str, self.hyps)))} |- {self.concl}"

    __repr__ = __str__


def _theorems(value: object) -> Iterator[Theorem]:
    if isinstance(value, Theorem):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _theorems(item)


def genuine(theorem: object) -> bool:
    """Whether a rule made it."""
    return type(theorem) is Theorem and theorem in _MADE


def _plain(value: object) -> bool:
    """Whether ``value`` is what a rule may be given: nothing that only resembles a term or a theorem."""
    return type(value) in (Expr, Fn, Theorem, str, int) or (type(value) is tuple and all(map(_plain, value)))


def rule(function: Callable[..., Sequent]) -> Callable[..., Theorem]:
    """Make ``function`` a rule of the kernel: from terms and theorems to (hypotheses, conclusion)."""
    name = function.__name__

    @functools.wraps(function)
    def apply(*args: Any) -> Theorem:
        if not _plain(args):
            raise Refused(name, "a rule takes terms, symbols, theorems, text, whole numbers and tuples of these only")
        premises = tuple(_theorems(args))
        if not all(map(genuine, premises)):
            raise Refused(name, "a premise is no theorem of this kernel")
        hyps, concl = function(*args)
        if type(concl) is not Expr or concl.sort != PROP or any(type(h) is not Expr or h.sort != PROP for h in hyps):
            raise Refused(name, f"a theorem is about formulas, and {concl} is none")
        axioms = frozenset().union(*(p.axioms for p in premises))
        if name == "axiom":
            axioms |= {args[0]}
        made: Theorem = object.__new__(Theorem)
        whole = {"hyps": frozenset(hyps), "concl": concl, "axioms": axioms, "rule": name, "args": args}
        for slot, value in whole.items():
            object.__setattr__(made, slot, value)
        _MADE.add(made)
        return made

    if name in RULES:
        raise TypeError(f"there is a rule {name} already")
    RULES[name] = apply
    return apply


def need(condition: bool, name: str, why: str) -> None:
    """Refuse, in the name of a rule, unless ``condition``."""
    if not condition:
        raise Refused(name, why)


def joint(premises: tuple[Theorem, ...]) -> frozenset[Expr]:
    """The hypotheses of all of them."""
    return frozenset().union(*(p.hyps for p in premises))
