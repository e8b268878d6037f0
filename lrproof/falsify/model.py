"""One small exact instance: rational values for the variables, and a value for a function symbol wherever it is asked.

What the assumptions define is unrolled, lazily and remembered; other functions get values at random, fixed for the
instance and the argument. Only what is asked for is ever computed. Random things rest on fair coins of their own, so
they are independent: a + b s with a sign s.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from random import Random
from typing import Any

from lrproof.chance import Chance
from lrproof.evaluate import balls, evaluate
from lrproof.falsify.assumptions import HOLES, Definitions, guarded
from lrproof.kernel.normal import canonical
from lrproof.kernel.terms import INT, Expr, Fn, functions
from lrproof.undefined import Undefined

Env = Mapping[Expr, Any]
_SIMPLE = "1 0 -1 2 1/2 3 -2 1/3 -1/2 3/2 4 2/3 1/4 -3 3/4 5 9/10 -3/2 10 1/10 7/3"
POOL = tuple(map(Fraction, _SIMPLE.split()))
FARTHEST = 60
"""A sequence is not unrolled further than so many steps."""
LARGEST = 20_000
"""Numbers of more bits are given up."""


class Instance:
    """Values for the variables; the functions' values are found or drawn when asked.

    Everything is a Fraction, or a Chance where it is random.
    """

    def __init__(
        self,
        defs: Definitions,
        values: Env,
        symbols: Iterable[Fn],
        seed: str = "",
        size: int = 1,
        holds: Callable[[Instance, Expr, Env], bool] | None = None,
        randoms: Iterable[Expr] = (),
    ) -> None:
        self.defs, self.values, self.seed, self.size, self.holds = defs, dict(values), seed, size, holds
        self.randoms = tuple(randoms)
        for var in self.randoms:
            self.values[var] = self._by_chance((var,), Random(f"{seed} {var}"))
        self.symbols = tuple(symbols)
        self.functions: dict[Fn, Callable[..., Any]] = {f: self._applied(f) for f in self.symbols}
        self.memo: dict[tuple[Any, ...], Any] = {}
        self.drawn: dict[tuple[Any, ...], Any] = {}
        self.used: dict[tuple[Any, ...], Any] = {}
        self.busy: set[tuple[Any, ...]] = set()
        self.shown: dict[tuple[Any, ...], Any] = {}  # draws that a witness names
        self.pinned: dict[tuple[Any, ...], Expr] = {}
        self.extra: list[Expr] = []  # equations that define nothing here
        self.work = 0
        self.first: dict[Fn, int] = {}
        for fn, r in defs.recurrences.items():
            low = self.value(r.low, self.values)
            self.first[fn] = (math.floor(low) + 1 if r.strict else math.ceil(low)) + r.shift
        for pin in defs.pins:
            app, right = pin.args
            key = (app.data, *(self.value(a, self.values) for a in app.args))
            if key in self.pinned or (app.data in self.first and self._covers(app.data, int(key[1]))):
                self.extra.append(pin)
            else:
                self.pinned[key] = right

    def value(self, e: Expr, env: Env) -> Any:
        """The exact value; raises Undefined where there is none."""
        if e.head == "num":
            return e.data
        self.work += 1
        if e.head == "var":
            if e in env:
                return env[e] if isinstance(env[e], Chance) else Fraction(env[e])
            raise Undefined(f"{e} has no value")
        try:
            result = evaluate(e, env, self.functions)
        except KeyError as error:
            raise Undefined(f"{error} has no value") from error
        if isinstance(result, Chance):
            return result
        result = Fraction(result)
        if result.numerator.bit_length() + result.denominator.bit_length() > LARGEST:
            raise Undefined(f"{e} is too large")
        return result

    def ball(self, e: Expr, env: Env) -> Any:
        """A ball that encloses the value; raises Undefined where there is none."""
        self.work += 10
        try:
            return evaluate(e, env, self.functions, balls())
        except KeyError as error:
            raise Undefined(f"{error} has no value") from error

    def settled(self) -> bool:
        """Whether the functions that the definitions speak of are known to exist; raises Undefined if that is open."""
        for key, right in self.pinned.items():
            if functions(right) & self.defs.defined():
                self._apply(*key)
            for e, claim in self.defs.limits.get(key[0], ()):
                assert e.var is not None and self.holds is not None
                (app,) = {n for n in e.walk() if n.head == "app"}
                at = {**self.values, e.var: key[1] - canonical(app.args[0] - e.var).data}
                guard, _ = guarded(e.args[0])
                if not all(self.holds(self, g, at) for g in guard):
                    raise Undefined("a value outside its guard")
                if not self.holds(self, claim, {**at, HOLES[key[0].sort]: self._apply(*key)}):
                    return False
        for fn in self.defs.limits:
            self._draw((fn, Fraction(0)))
        return True

    def _covers(self, fn: Fn, index: int) -> bool:
        r = self.defs.recurrences[fn]
        if index < self.first[fn]:
            return False
        env = {**self.values, r.var: Fraction(index - r.shift)}
        compare = {"eq": lambda x, y: x == y, "lt": lambda x, y: x < y, "le": lambda x, y: x <= y}
        return all(compare[g.head](*(self.value(a, env) for a in g.args)) for g in r.guard)

    def _applied(self, fn: Fn) -> Callable[..., Any]:
        def apply(*args: Any) -> Any:
            if not all(isinstance(a, (int, Fraction)) for a in args):
                raise Undefined(f"{fn.name} is known at fractions only")  # a ball has no single value
            return self._apply(fn, *map(Fraction, args))

        return apply

    def _apply(self, fn: Fn, *args: Fraction) -> Any:
        key = (fn, *args)
        if key not in self.memo:
            if key in self.busy:
                raise Undefined(f"{fn.name} is not defined by something simpler")
            self.busy.add(key)
            try:
                self.memo[key] = self._find(key)
            finally:
                self.busy.discard(key)
        elif key in self.drawn:
            self.used[key] = self.memo[key]
        return self.memo[key]

    def _find(self, key: tuple[Any, ...]) -> Any:
        fn, *args = key
        if fn in self.defs.bodies:
            var, body = self.defs.bodies[fn]
            return self.value(body, {**self.values, var: args[0]})
        if key in self.pinned:
            return self.value(self.pinned[key], self.values)
        if fn in self.first and self._covers(fn, int(args[0])):
            r = self.defs.recurrences[fn]
            if args[0] - self.first[fn] > FARTHEST:
                raise Undefined(f"{fn.name}({args[0]}) is too far")
            for k in range(self.first[fn], int(args[0]) - 1):  # upwards: no deep recursion
                self._apply(fn, Fraction(k))
            return self.value(r.rhs, {**self.values, r.var: args[0] - r.shift})
        self.drawn[key] = self.used[key] = self._draw(key)
        return self.drawn[key]

    def _by_chance(self, key: tuple[Any, ...], dice: Random) -> Chance:
        """A mean and a spread by the coin of this key."""
        pool = POOL[: max(4, self.size)]
        return dice.choice(pool) + dice.choice(pool) * Chance.coin(key)  # type: ignore[no-any-return]

    def _draw(self, key: tuple[Any, ...]) -> Any:
        fn, *args = key
        pool = [p for p in POOL[: self.size] if fn.sort != INT or p.denominator == 1]
        limits = self.defs.limits.get(fn, ())
        dice = Random(f"{self.seed} {fn.name} {args}")
        value: Any
        for turn in range(40 if limits else 1):
            if fn.random:
                value = self._by_chance(key, dice)
            else:
                value = dice.choice(pool if turn < 8 else [p for p in POOL if fn.sort != INT or p.denominator == 1])
            good = True
            for _, claim in limits:
                assert self.holds is not None
                good = good and self.holds(self, claim, {**self.values, HOLES[fn.sort]: value})
            if good:
                return value
        raise Undefined(f"no value was found for {fn.name}")
