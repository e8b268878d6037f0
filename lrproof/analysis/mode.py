"""One eigenmode: where the gradient is λx, a linear rule multiplies its state by a matrix M.

The rule is traced, not sampled: every entry of M is exact, a quotient of polynomials in λ and the hyper-parameters. A
rule that is not linear there, or not the same at every step, is told apart with the reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from lrproof.evaluate import Numbers, evaluate
from lrproof.kernel import syntax
from lrproof.kernel.terms import Expr
from lrproof.rule import GRADIENT, Rule
from lrproof.undefined import Undefined

MOST_STATES: Final = 4


class NotLinear(ValueError):
    """The rule has no iteration matrix on a quadratic; ``why`` says which state and which term."""

    def __init__(self, rule: Rule, why: str) -> None:
        self.rule, self.why = rule, why
        super().__init__(f"{rule.name} is not linear on a quadratic: {why}")


@dataclass(frozen=True, eq=False)
class Mode:
    """A rule on one eigenmode: the new state is ``matrix`` · state + ``noise`` · (errors of the gradients)."""

    rule: Rule
    curvature: Expr
    """λ, the eigenvalue of the mode, greater than 0."""
    hyper: Mapping[str, Expr]
    """The value of each hyper-parameter: a number, or a variable with its range as its domain."""
    field: Any
    """SymPy's field of rational functions over the rationals, in λ and the variables among ``hyper``."""
    gens: Mapping[Expr, Any]
    """Each variable in that field."""
    matrix: tuple[tuple[Any, ...], ...]
    """M, shape (n, n)."""
    noise: tuple[tuple[Any, ...], ...]
    """B, shape (n, number of gradients that a step takes)."""

    def name(self, v: Expr) -> str:
        """The hyper-parameter that the variable ``v`` is, as its rule calls it."""
        return next(n for n, value in self.hyper.items() if value == v)

    @property
    def size(self) -> int:
        """n, the number of state variables."""
        return len(self.matrix)


def mode(rule: Rule, hyper: Mapping[str, Expr]) -> Mode:
    """The matrix of ``rule`` on a mode, with these values of its hyper-parameters.

    Raises :class:`NotLinear`; ValueError for more than 4 state variables and for hyper-parameters under a root.
    """
    from sympy import QQ
    from sympy.polys.fields import field

    if rule.uses_t and (t := syntax.integer("t", "[1, oo)")) in frozenset().union(
        *(e.free for e in rule.trace(t=t).next.values())
    ):
        raise NotLinear(rule, _nonlinear(rule) or f"it uses t, the number of the step: the next {_with_t(rule)}")
    if len(rule.state) > MOST_STATES:
        raise ValueError(f"{rule.name} has {len(rule.state)} state variables; up to {MOST_STATES} are analysed")
    curvature = syntax.positive("lam")
    state = {name: syntax.real(f"{name} (now)") for name in rule.state}
    errors: list[Expr] = []

    def gradient(z: Expr) -> Expr:
        errors.append(syntax.real(f"error {len(errors)}"))
        return curvature * z + errors[-1]

    traced = rule.trace(gradient=gradient, state=state, t=syntax.integer("t", "[1, oo)"), **hyper)
    known = (curvature, *(v for v in hyper.values() if v.head == "var"))
    moving = (*state.values(), *errors)
    whole, *gens = field([f"k{k}" for k in range(len(known) + len(moving))], QQ)
    numbers = Numbers("rational function", lambda q: whole(QQ(q.numerator, q.denominator)))
    values = dict(zip((*known, *moving), gens, strict=True))
    small, *small_gens = field([f"k{k}" for k in range(len(known))], QQ)
    rows = []
    for name in rule.state:
        try:
            rows.append(_row(evaluate(traced.next[name], values, numbers=numbers), len(known), small))
        except (Undefined, _Other, ZeroDivisionError, KeyError, TypeError) as error:
            why = _nonlinear(rule) or (f"the next {name} {error}" if isinstance(error, _Other) else "")
            if why:
                raise NotLinear(rule, why) from error
            why = f"the next {name} of {rule.name} is no quotient of polynomials in its hyper-parameters: {error}"
            raise ValueError(why) from error
    n = len(rule.state)
    return Mode(
        rule, curvature, dict(hyper), small, dict(zip(known, small_gens, strict=True)),
        tuple(row[:n] for row in rows), tuple(row[n:] for row in rows),
    )  # fmt: skip


class _Other(ValueError):
    """A row that is not linear, in the reader's words."""


def _row(value: Any, known: int, small: Any) -> tuple[Any, ...]:
    """The coefficients of the state and the errors in one new state variable."""
    top, bottom = value.numer, value.denom
    if any(any(m[known:]) for m in bottom.monoms()):
        raise _Other("divides by the state")
    parts: dict[int, dict[tuple[int, ...], Any]] = {}
    for monomial, c in top.terms():
        powers = monomial[known:]
        if sum(powers) == 0:
            raise _Other("has a part that does not depend on the state (an affine rule: shift the minimum to 0)")
        if sum(powers) > 1:
            raise _Other("is not linear in the state")
        parts.setdefault(powers.index(1), {})[monomial[:known]] = c
    ring = small.ring
    below = ring.from_dict({m[:known]: c for m, c in bottom.terms()})
    count = len(value.field.gens) - known
    return tuple(small(ring.from_dict(parts.get(k, {}))) / small(below) for k in range(count))


def _nonlinear(rule: Rule) -> str:
    """Which term of which new state is not linear in the state, where every gradient is; nothing if none is found."""
    traced = rule.trace()
    found = [(sum(1 for _ in e.walk()), name, _bad(e, traced.state)) for name, e in traced.next.items()]
    if all(bad is None for _, _, bad in found):
        return ""
    _, name, bad = min((f for f in found if f[2] is not None), key=lambda item: item[0])
    return f"the next {name} has the term {bad}, which is not linear in the state"


def _bad(e: Expr, state: Mapping[str, Expr]) -> Expr | None:
    """The innermost part of ``e`` that is not linear in the state, taken as written."""
    moving = frozenset(state.values())
    if not e.free & moving:
        return None
    for part in e.args:
        if (bad := _bad(part, state)) is not None:
            return bad
    h, depends = e.head, [bool(a.free & moving) for a in e.args]
    fine = (
        h in ("var", "add", "sub", "neg")
        or (h == "mul" and not all(depends))
        or (h == "div" and not depends[1])
        or (h == "app" and e.data == GRADIENT)
    )
    return None if fine else e


def _with_t(rule: Rule) -> str:
    t = syntax.integer("t", "[1, oo)")
    name, value = next((n, e) for n, e in rule.trace(t=t).next.items() if t in e.free)
    return f"{name} is {value}, so no one matrix describes the rule"
