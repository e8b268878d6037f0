"""The search: simple values first, then values at which the formulas are likely to change their truth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from random import Random
from typing import Any, Final

from lrproof.claim import Model
from lrproof.falsify.assumptions import Definitions, read
from lrproof.falsify.explain import because, latex_style
from lrproof.falsify.model import POOL, Env, Instance
from lrproof.falsify.models import said, within
from lrproof.falsify.places import places
from lrproof.falsify.truth import FALSE, SURVIVED, TRUE, judge
from lrproof.kernel.syntax import domain_fact
from lrproof.kernel.terms import INT, Expr, functions
from lrproof.undefined import Undefined

WORK: Final = 40_000
"""After so many evaluations of terms a search ends, however few instances were tried: it has to stay quick."""


_SLOW: Final = ("forall", "exists", "tends", "grows", "maximum", "minimum", "derivative")
"""What is judged in a whole instance only, not for every value that a variable may take."""


@dataclass(frozen=True)
class Falsified:
    """An exact counterexample: all assumptions are true there, and the statement is false."""

    values: Mapping[Expr, Fraction]
    witness: str
    typeset: Callable[[], str] = field(compare=False)
    """The witness with its formulas as LaTeX between dollar signs."""


@dataclass(frozen=True)
class Searched:
    """No counterexample. ``decided``: instances that satisfy the assumptions and in which the statement was decided to
    be true, or survived: no tried value of a "for all" failed. ``tried``: all that were looked at."""

    decided: int
    tried: int


def falsify(
    statement: Expr, given: tuple[Expr, ...] = (), *, seed: int = 0, tries: int = 200, models: Sequence[Model] = ()
) -> Falsified | Searched:
    """Look for exact values of variables and functions with all of ``given`` true and ``statement`` false.

    Vectors are looked for on the real line. With ``models``, only there.
    """
    given = tuple(given)
    while statement.head == "implies":
        given, statement = (*given, statement.args[0]), statement.args[1]
    decided = tried = 0
    for model in models or ({},):
        found = _search(*within(model, statement, given), seed, tries)
        if isinstance(found, Falsified) and model:
            typeset = _Prefixed(model, found.typeset)
            return Falsified(found.values, f"{said(model)}: {found.witness}", typeset)
        if isinstance(found, Falsified):
            return found
        decided, tried = decided + found.decided, tried + found.tried
    return Searched(decided, tried)


def _search(statement: Expr, given: tuple[Expr, ...], seed: int, tries: int) -> Falsified | Searched:
    defs = read(given)
    symbols = tuple(dict.fromkeys(f for e in (*given, statement) for f in sorted(functions(e), key=lambda f: f.name)))
    variables, randoms = _variables((*given, statement))
    decided = tried = work = 0
    for size, values in _assignments(variables, defs, statement, seed, bool(symbols)):
        if tried >= tries or work > WORK:
            break
        tried += 1
        try:
            at = Instance(defs, values, symbols, f"{seed} {tried}", size, _holds, randoms)
            if at.settled() and all(judge(at, f, at.values) is TRUE for f in (*defs.filters, *at.extra)):
                found = judge(at, statement, at.values)
                if found is FALSE:
                    return _simplest(at, values, defs, statement, variables)
                decided += found in (TRUE, SURVIVED)
            work += at.work
        except Undefined:
            continue
    return Searched(decided, tried)


def _simplest(
    at: Instance, values: dict[Expr, Fraction], defs: Definitions, statement: Expr, variables: tuple[Expr, ...]
) -> Falsified:
    """The counterexample, with each value put down to a simpler one where it stays a counterexample."""
    for var in variables:
        for simpler in sorted(POOL, key=_size):
            if _size(simpler) >= _size(values[var]):
                break
            trial = {**values, var: simpler}
            try:
                other = Instance(defs, trial, at.symbols, at.seed, at.size, _holds, at.randoms)
                facts = (*(f for f in map(domain_fact, variables) if f is not None), *defs.filters)
                if (
                    (var.sort != INT or simpler.denominator == 1)
                    and other.settled()
                    and all(judge(other, f, other.values) is TRUE for f in (*facts, *other.extra))
                    and judge(other, statement, other.values) is FALSE
                ):
                    at, values = other, trial
                    break
            except Undefined:
                continue
    return Falsified(values, because(at, statement, variables), _Typeset(at, statement, variables))


@dataclass(frozen=True)
class _Prefixed:
    model: Model
    rest: Callable[[], str]

    def __call__(self) -> str:
        return f"{said(self.model, latex_style())}: {self.rest()}"


@dataclass(frozen=True)
class _Typeset:
    at: Instance
    statement: Expr
    variables: tuple[Expr, ...]

    def __call__(self) -> str:
        return because(self.at, self.statement, self.variables, latex_style())


def _size(value: Fraction) -> tuple[int, bool]:
    return abs(value.numerator) + value.denominator, value < 0


def _holds(at: Instance, e: Expr, env: Env) -> bool:
    return judge(at, e, env) is TRUE


def _variables(formulas: Sequence[Expr]) -> tuple[tuple[Expr, ...], tuple[Expr, ...]]:
    """The variables that are free somewhere: numbers, and random ones."""
    seen: dict[Expr, None] = {}
    for formula in formulas:
        for node in formula.walk():
            if node.head == "var" and node in formula.free:
                seen.setdefault(node)
    return tuple(v for v in seen if not v.data[3]), tuple(v for v in seen if v.data[3])


def _assignments(
    variables: tuple[Expr, ...], defs: Definitions, statement: Expr, seed: int, repeats: bool
) -> Iterator[tuple[int, dict[Expr, Fraction]]]:
    """Values for the variables, with the number of values from which functions may be drawn. A round fixes all
    variables but one and walks through what is worth trying for that one."""
    dice = Random(f"assign {seed}")
    seen: set[tuple[Fraction, ...]] = set()
    found: dict[tuple[Any, ...], list[Fraction]] = {}

    def options_of(var: Expr, values: Mapping[Expr, Fraction], more: tuple[Expr, ...]) -> list[Fraction]:
        key = (var, bool(more), *values.items())
        if key not in found:
            found[key] = _options(var, values, defs, more)
        return found[key]

    for turn in range(400):
        size = min(len(POOL), 1 + 3 * (turn // max(1, len(variables))))
        if not variables:
            yield size, {}
            if not repeats:
                return
            continue
        target = variables[turn % len(variables)]
        others = [v for v in variables if v != target]
        if turn >= len(variables):
            dice.shuffle(others)
        values: dict[Expr, Fraction] | None = {}
        for var in others:
            options = options_of(var, values, ()) if values is not None else []
            if not options or values is None:
                values = None
                break
            simple = next((v for v in options if v), options[0])
            early = int(min(len(options), 4 + size) * dice.random() ** 1.5)
            values[var] = simple if turn < len(variables) else options[early]
        if values is None:
            continue
        options = options_of(target, values, (statement,))
        telling = 40 if len(variables) == 1 else 10 if turn < len(variables) else 5
        rest = options[telling:]
        for value in (*options[:telling], *dice.sample(rest, min(3, len(rest)))):
            full = {v: value if v == target else values[v] for v in variables}
            key = tuple(full.values())
            if repeats or key not in seen:
                seen.add(key)
                yield size, full


def _options(var: Expr, values: Mapping[Expr, Fraction], defs: Definitions, more: tuple[Expr, ...]) -> list[Fraction]:
    """Values of the variable's domain that no assumption excludes as far as it can be told yet, the best first."""
    at = Instance(Definitions(), values, ())
    plain = (f for f in defs.filters if not any(node.head in _SLOW for node in f.walk()))
    facts = [f for f in (domain_fact(var), *plain) if f is not None and var in f.free]
    found = places(var, (*more, *facts), lambda t: at.value(t, values), 40)
    pins = [p for p in defs.pins if var in p.free]
    if not more:  # simple values first for those that are only to be somewhere
        found = list(dict.fromkeys((*(v for v in POOL[:6]), *found, *POOL)))
    if pins and not more:
        found = [*found, *POOL[6:12]]
    if var.sort == INT:
        found = list(dict.fromkeys(Fraction(floor(v)) for v in found))
    return [v for v in found if all(judge(at, f, {**values, var: v}) is not FALSE for f in facts)]


__all__ = ["Falsified", "Searched", "falsify"]
