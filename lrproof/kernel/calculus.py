"""The rules of derivatives: how one is computed, the mean value theorem, the intermediate value theorem.

"The body has the derivative d where x is p" says that the body, as a real function of x, is differentiable at p, and
that its derivative there is d.
"""

from __future__ import annotations

from collections.abc import Mapping

from lrproof.kernel.normal import canonical
from lrproof.kernel.rules import granted
from lrproof.kernel.terms import REAL, Expr, deterministic, fresh, substitute, term
from lrproof.kernel.theorem import Refused, Sequent, Theorem, joint, need, rule

ONE, ZERO = term(1), term(0)


def _slope(name: str, th: Theorem) -> tuple[Expr, Expr, Expr, Expr]:
    need(th.concl.head == "derivative", name, f"{th.concl} is no derivative")
    assert th.concl.var is not None
    return th.concl.var, *th.concl.args  # type: ignore[return-value]


@rule
def differentiate(var: Expr, point: Expr, body: Expr, *premises: Theorem) -> Sequent:
    """⊢ the derivative of the body by the rules of the calculus.

    Parts of the body whose derivative at the point is a premise are taken from there; every other part that depends
    on the variable must be built by + - * /, integer powers, sqrt, exp, log, sin, cos, tanh, each where it is smooth.
    """
    name = "differentiate"
    good = var.head == "var" and var.sort == REAL and var not in point.free and deterministic(body)
    need(good and deterministic(point), name, f"no derivative of {body} by {var} at {point}")
    known: dict[Expr, Expr] = {}
    for p in premises:
        if p.concl.head == "derivative":
            other, value, place, part = _slope(name, p)
            moved = substitute(part, {other: var})
            if canonical(place) == canonical(point) and (other == var or var not in part.free):
                known.setdefault(canonical(moved), value)
    slope = _derived(body, var, point, known, premises)
    return joint(premises), Expr("derivative", (canonical(slope), point, body), var=var)


def _derived(e: Expr, x: Expr, p: Expr, known: Mapping[Expr, Expr], premises: tuple[Theorem, ...]) -> Expr:
    if x not in e.free:
        return ZERO
    if e == x:
        return ONE
    if canonical(e) in known:
        return known[canonical(e)]

    def at(part: Expr) -> Expr:
        return substitute(part, {x: p})

    def sure(condition: Expr) -> None:
        need(granted(premises, condition), "differentiate", f"it must first be shown that {condition}")

    def slope(part: Expr) -> Expr:
        return _derived(part, x, p, known, premises)

    h = e.head
    if h in ("add", "sub"):
        u, v = e.args
        return slope(u) + slope(v) if h == "add" else slope(u) - slope(v)
    if h == "neg":
        return -slope(e.args[0])
    if h == "mul":
        u, v = e.args
        return slope(u) * at(v) + at(u) * slope(v)
    if h == "div":
        u, v = e.args
        sure(~Expr("eq", (at(v), ZERO)))
        return slope(u) / at(v) - at(u) * slope(v) / at(v) ** 2
    if h == "pow" and x not in e.args[1].free:
        u, k = e.args
        if canonical(k).head == "num" and canonical(k).data >= 0:
            whole = canonical(k)
            return ZERO if whole == ZERO else whole * at(u) ** (whole - 1 if whole.data > 1 else 0) * slope(u)
        sure(~Expr("eq", (at(u), ZERO)) | Expr("le", (ONE, k)))
        return k * at(u) ** (k - 1) * slope(u)
    if h in ("sqrt", "exp", "log", "sin", "cos", "tanh"):
        u = e.args[0]
        if h in ("sqrt", "log"):
            sure(ZERO < at(u))
        value = Expr(h, (at(u),))
        outer = {
            "sqrt": lambda: ONE / (2 * value),
            "exp": lambda: value,
            "log": lambda: ONE / at(u),
            "sin": lambda: Expr("cos", (at(u),)),
            "cos": lambda: -Expr("sin", (at(u),)),
            "tanh": lambda: ONE - value**2,
        }[h]()
        return outer * slope(u)
    raise Refused("differentiate", f"the derivative of {e} is not known: prove it first, and name it as a premise")


@rule
def chain(outer: Theorem, inner: Theorem) -> Sequent:
    """From derivatives a of f at g(p), and b of g at p: the derivative of f(g) at p is a b."""
    (z, a, q, f), (x, b, p, g) = _slope("chain", outer), _slope("chain", inner)
    value = substitute(g, {x: p})
    need(canonical(q) == canonical(value), "chain", f"the outer derivative is at {q}, and the inner value is {value}")
    need(x == z or x not in f.free, "chain", f"rename the variable {x}: {f} speaks of another one")
    return joint((outer, inner)), Expr("derivative", (a * b, p, substitute(f, {z: g})), var=x)


def _along(name: str, slopes: Theorem, low: Expr, high: Expr) -> tuple[Expr, Expr, Expr]:
    """From "for all p: (a ≤ p and p ≤ b ⇒) the derivative of f at p is d(p)": the p, d(p), and f as a term in p."""
    f, shape = slopes.concl, "this needs 'for all p: (low <= p and p <= high) => the derivative at p is ...'"
    need(f.head == "forall" and f.var is not None and f.var.sort == REAL and not f.var.data[3], name, shape)
    need(all(map(deterministic, (f, low, high))), name, f"{f} is random")
    assert f.var is not None
    place, inside = f.var, f.args[0]
    if place in low.free | high.free:
        place = fresh(f.var, low.free | high.free | inside.free)
        inside = substitute(inside, {f.var: place})
    if inside.head == "implies":
        wanted = Expr("le", (low, place)) & Expr("le", (place, high))
        need(inside.args[0] == wanted, name, f"{shape}; here the condition is {inside.args[0]}, not {wanted}")
        inside = inside.args[1]
    need(inside.head == "derivative" and inside.args[1] == place, name, shape)
    assert inside.var is not None
    slope, _, body = inside.args
    need(inside.var == place or place not in body.free, name, f"{body} must not depend on {place}")
    return place, slope, substitute(body, {inside.var: place})


@rule
def mean_value(slopes: Theorem, low: Expr, high: Expr, *premises: Theorem) -> Sequent:
    """From "for a ≤ p ≤ b: f'(p) = d(p)" and a < b: for some p: a < p < b and f(b) - f(a) = d(p) (b - a)."""
    place, slope, body = _along("mean_value", slopes, low, high)
    apart = Expr("lt", (low, high))
    need(granted(premises, apart), "mean_value", f"it must first be shown that {apart}")
    taken = low.free | high.free | body.free | slope.free
    new = fresh(place, taken - {place})
    rise = substitute(body, {place: high}) - substitute(body, {place: low})
    inside = Expr("lt", (low, new)) & Expr("lt", (new, high))
    equal = Expr("eq", (rise, substitute(slope, {place: new}) * (high - low)))
    return slopes.hyps | joint(premises), Expr("exists", (inside & equal,), var=new)


@rule
def intermediate_value(slopes: Theorem, low: Expr, high: Expr, *premises: Theorem) -> Sequent:
    """From "for a ≤ p ≤ b: f is differentiable at p", a ≤ b and f(a) ≤ 0 ≤ f(b): for some p in [a, b]: f(p) = 0."""
    place, _, body = _along("intermediate_value", slopes, low, high)
    for condition in (
        Expr("le", (low, high)),
        Expr("le", (substitute(body, {place: low}), ZERO)),
        Expr("le", (ZERO, substitute(body, {place: high}))),
    ):
        need(granted(premises, condition), "intermediate_value", f"it must first be shown that {condition}")
    new = fresh(place, (low.free | high.free | body.free) - {place})
    inside = Expr("le", (low, new)) & Expr("le", (new, high))
    zero = Expr("eq", (substitute(body, {place: new}), ZERO))
    return slopes.hyps | joint(premises), Expr("exists", (inside & zero,), var=new)
