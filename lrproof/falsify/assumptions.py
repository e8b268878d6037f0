"""The assumptions, sorted into those that build function symbols and those that filter instances.

A recurrence ``for all t: n <= t => f(t+1) = ...``, a value ``f(0) = ...`` and a definition ``for all x: f(x) = ...``
*build* the function symbols, so they hold by construction. That is sound only because recurrences are checked to be
well-founded, for then such functions exist: from contradicting assumptions nothing may be refuted. What is asked of
every value of a sequence that is otherwise free (``for all t: |g(t)| <= 1``) restricts its draws. Everything else is a
filter, which an instance must satisfy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction

from lrproof.kernel.normal import canonical
from lrproof.kernel.terms import INT, REAL, Domain, Expr, Fn, deterministic, functions, substitute

HOLES = {sort: Expr("var", data=("(the value)", Domain(sort), None, 0)) for sort in (REAL, INT)}
"""Where the value of a sequence stands in a condition on its values."""


@dataclass(frozen=True)
class Recurrence:
    """fn(var + shift) = rhs wherever the guard holds; the guard has a lower end for var."""

    fn: Fn
    var: Expr
    shift: int
    low: Expr
    strict: bool
    guard: tuple[Expr, ...]
    rhs: Expr


@dataclass
class Definitions:
    """The assumptions, sorted."""

    recurrences: dict[Fn, Recurrence] = field(default_factory=dict)
    bodies: dict[Fn, tuple[Expr, Expr]] = field(default_factory=dict)
    pins: list[Expr] = field(default_factory=list)  # equations, an application on the left
    limits: dict[Fn, list[tuple[Expr, Expr]]] = field(default_factory=dict)  # of free sequences: (for all ..., claim)
    filters: list[Expr] = field(default_factory=list)

    def defined(self) -> set[Fn]:
        return {*self.recurrences, *self.bodies, *(p.args[0].data for p in self.pins)}


def conjuncts(e: Expr) -> list[Expr]:
    """The parts of a conjunction."""
    return [p for a in e.args for p in conjuncts(a)] if e.head == "and" else [] if e.head == "true" else [e]


def guarded(body: Expr) -> tuple[list[Expr], Expr]:
    """p ⇒ (q ⇒ r) as the conditions p, q and the rest r."""
    guard: list[Expr] = []
    while body.head == "implies":
        guard += conjuncts(body.args[0])
        body = body.args[1]
    return guard, body


def read(given: Iterable[Expr]) -> Definitions:
    """The assumptions, sorted into what defines a function and what filters."""
    found, rest = Definitions(), []
    parts = [q for g in given for p in conjuncts(g) for q in _split(p)]
    for formula in parts:
        if not _defines(found, formula):
            rest.append(formula)
    for fn in _ill_founded(found):
        bad = found.recurrences.pop(fn)
        guard = bad.guard
        claim = Expr("eq", (fn(bad.var + bad.shift), bad.rhs))
        for g in reversed(guard):
            claim = Expr("implies", (g, claim))
        found.filters.append(Expr("forall", (claim,), var=bad.var))
    for formula in rest:
        if not _pins(found, formula):
            found.filters.append(formula)
    found.filters, rest = [], found.filters
    for formula in rest:
        if not _limits(found, formula):
            found.filters.append(formula)
    found.filters = [formula for formula in found.filters if not _independent(found, formula)]
    return found


def _randoms(e: Expr) -> bool:
    """Whether a random variable occurs."""
    return any(node.head == "var" and node.data[3] for node in e.walk())


def _independent(found: Definitions, e: Expr) -> bool:
    """For all i, j that differ: E(u(i) v(j)) = E(u(i)) E(v(j)); so it is, for draws are independent.

    So is "for all j: E(u(0) v(j)) = E(u(0)) E(v(j))". What is asked for must be free: what a recurrence defines depends
    on what it is made from, but its start is drawn.
    """
    indices, guards = [], []
    while e.head == "forall" and e.var is not None:
        indices.append(e.var)
        guard, e = guarded(e.args[0])
        guards += guard
    if e.head != "eq" or len(indices) not in (1, 2):
        return False
    both, product = e.args
    if both.head != "expect" or product.head != "mul" or any(a.head != "expect" for a in product.args):
        return False
    parts = [a.args[0] for a in product.args]
    if canonical(parts[0] * parts[1]) != canonical(both.args[0]) or any(map(_randoms, parts)):
        return False
    one, other = ({n for n in part.walk() if n.head == "app"} for part in parts)
    apart = not {n.data for n in one} & {n.data for n in other}
    if len(indices) == 1:
        return apart and all(_starts(found, n) or _free(found, n, indices[0]) for n in one | other)
    if any(not _free(found, n, index) for apps, index in zip((one, other), indices, strict=True) for n in apps):
        return False
    first, second = indices
    differ = {Expr("lt", (first, second)), Expr("lt", (second, first)), ~Expr("eq", (first, second)),
              ~Expr("eq", (second, first))}  # fmt: skip
    return apart or bool(differ & set(guards))


def _free(found: Definitions, app: Expr, index: Expr) -> bool:
    """A random value at this index, of a sequence that nothing defines."""
    return bool(app.data.random) and app.args == (index,) and app.data not in found.defined()


def _starts(found: Definitions, app: Expr) -> bool:
    """A random value before all that a recurrence defines, and equal to nothing else."""
    if not app.data.random or app.data in found.bodies or any(app.data == p.args[0].data for p in found.pins):
        return False
    r = found.recurrences.get(app.data)
    return r is not None and len(app.args) == 1 and _before_start(app.args[0], r)


def _split(e: Expr) -> list[Expr]:
    """For all t: (g ⇒ p and q) as two formulas."""
    if e.head != "forall":
        return [e]
    guard, body = guarded(e.args[0])
    parts = []
    for part in conjuncts(body):
        for g in reversed(guard):
            part = Expr("implies", (g, part))
        parts.append(Expr("forall", (part,), var=e.var))
    return parts


def _defines(found: Definitions, e: Expr) -> bool:
    if e.head != "forall":
        return False
    var, (guard, body) = e.var, guarded(e.args[0])
    assert var is not None
    if body.head != "eq" or var.data[3]:
        return False
    for left, right in (body.args, body.args[::-1]):
        if left.head != "app" or len(left.args) != 1 or not (left.data.random or deterministic(right)):
            continue
        fn, index = left.data, left.args[0]
        if fn in found.recurrences or fn in found.bodies or (fn.sort == INT != right.sort):
            continue
        inside = functions(right)
        if not guard and index == var and fn.args[0] == var.sort and all(f.args and INT not in f.args for f in inside):
            plain = fn not in inside and not inside & found.bodies.keys()
            if plain and all(fn not in functions(b) for _, b in found.bodies.values()):
                found.bodies[fn] = (var, right)
                return True
        if fn.args[0] != INT or var.sort != INT:
            continue
        shift = canonical(index - var)
        plain = all(g.head in ("eq", "lt", "le") and not functions(g) and deterministic(g) for g in guard)
        lows = [g for g in guard if g.head in ("lt", "le") and g.args[1] == var and var not in g.args[0].free]
        if shift.head == "num" and shift.data.denominator == 1 and plain and lows:
            low = lows[0]
            found.recurrences[fn] = Recurrence(
                fn, var, int(shift.data), low.args[0], low.head == "lt", tuple(guard), right
            )
            return True
    return False


def _pins(found: Definitions, e: Expr) -> bool:
    if e.head != "eq":
        return False
    for left, right in (e.args, e.args[::-1]):
        if left.head == "app" and not (left.data.random or deterministic(right)):
            continue
        if left.head != "app" or left.data in found.bodies or (left.data.sort == INT != right.sort):
            continue
        if left.args and not any(functions(a) for a in left.args):
            found.pins.append(Expr("eq", (left, right)))
            return True
    return False


def _limits(found: Definitions, e: Expr) -> bool:
    """For all t: (g ⇒ claim about f(t)), t being nowhere else in the claim: one good value shows that f exists."""
    if e.head != "forall" or e.var is None or e.var.sort != INT or e.var.data[3]:
        return False
    guard, body = guarded(e.args[0])
    apps = {n for n in body.walk() if n.head == "app"}
    if len(apps) != 1 or any(functions(g) for g in guard) or any(n.var is not None for n in body.walk()):
        return False
    (app,) = apps
    if app.data in found.recurrences or app.data in found.bodies or len(app.args) != 1 or app.data.args != (INT,):
        return False
    if canonical(app.args[0] - e.var).head != "num" or e.var in without(body, app).free:
        return False
    if not (app.data.random or deterministic(body)) or _randoms(body):
        return False
    if e.free & {*HOLES.values()}:
        return False
    found.limits.setdefault(app.data, []).append((e, without(body, app, HOLES[app.data.sort])))
    return True


def without(e: Expr, app: Expr, value: Expr | None = None) -> Expr:
    """``e`` with ``value``, or 1, for that application."""
    if e == app:
        return Expr("num", data=Fraction(1)) if value is None else value
    if not e.args:
        return e
    return Expr(e.head, tuple(without(a, app, value) for a in e.args), data=e.data if e.head == "app" else None)


def _ill_founded(found: Definitions) -> list[Fn]:
    """Recurrences whose right side may look at its own index or beyond: such a sequence may not exist."""
    bad: list[Fn] = []
    same: dict[Fn, set[Fn]] = {}
    for fn, r in found.recurrences.items():
        same[fn] = set()
        for other, index in _looks(r.rhs, {}):
            if other not in found.recurrences:
                continue
            ahead = None if index is None else canonical(index - (r.var + r.shift))
            if ahead is not None and ahead.head == "num" and ahead.data <= 0:
                if ahead.data == 0:
                    same[fn].add(other)
            elif not _before_start(index, found.recurrences[other]):
                bad.append(fn)
    while True:  # what waits only for what is settled is settled
        settled = [fn for fn, waits in same.items() if not waits & same.keys()]
        if not settled:
            return list(dict.fromkeys((*bad, *same)))
        for fn in settled:
            del same[fn]


def _before_start(index: Expr | None, r: Recurrence) -> bool:
    if index is None:
        return False
    at, low = canonical(index), canonical(r.low)
    return at.head == low.head == "num" and at.data < low.data + r.shift


def _looks(e: Expr, ends: dict[Expr, tuple[Expr, Expr]]) -> Iterator[tuple[Fn, Expr | None]]:
    """The sequences that occur, each with the largest index at which it is asked (None: unknown)."""
    if e.head == "app" and e.data.args == (INT,):
        yield e.data, _largest(e.args[0], ends)
    if e.var is not None and e.head == "sum":
        low, high = (_largest(a, ends, up) for a, up in ((e.args[0], False), (e.args[1], True)))
        for a in e.args[:2]:
            yield from _looks(a, ends)
        if low is None or high is None:
            yield from ((f, None) for f in functions(e.args[2]))
        else:
            yield from _looks(e.args[2], {**ends, e.var: (low, high)})
        return
    for a in e.args:
        yield from _looks(a, ends)


def _largest(index: Expr, ends: dict[Expr, tuple[Expr, Expr]], up: bool = True) -> Expr | None:
    for var in [v for v in index.free if v in ends]:
        low, high = ends[var]
        if var not in canonical(index - var).free:
            index = substitute(index, {var: high if up else low})
        elif var not in canonical(index + var).free:
            index = substitute(index, {var: low if up else high})
        else:
            return None
    return None if functions(index) else index
