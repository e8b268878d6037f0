"""The rules of limits of sequences, u(t) → l and u(t) → ∞ as the integer t grows."""

from __future__ import annotations

from lrproof.kernel.rules import granted, tidy
from lrproof.kernel.terms import INT, REAL, Domain, Expr, deterministic, fresh, substitute, term
from lrproof.kernel.theorem import Sequent, Theorem, joint, need, rule


def _eq(a: Expr, b: Expr) -> Expr:
    return Expr("eq", (a, b))


def _tends(name: str, th: Theorem) -> tuple[Expr, Expr, Expr]:
    need(th.concl.head == "tends", name, f"{th.concl} is no limit")
    assert th.concl.var is not None
    return th.concl.var, th.concl.args[0], th.concl.args[1]


def _limit(var: Expr, to: Expr, body: Expr) -> Expr:
    return Expr("tends", (to, body), var=var)


def _grows(var: Expr, body: Expr) -> Expr:
    return Expr("grows", (body,), var=var)


@rule
def limit_constant(var: Expr, e: Expr) -> Sequent:
    """⊢ c → c."""
    need(var not in e.free, "limit_constant", f"{e} depends on {var}")
    return frozenset(), _limit(var, e, e)


@rule
def limit_reciprocal(var: Expr) -> Sequent:
    """⊢ 1/t → 0."""
    return frozenset(), _limit(var, term(0), term(1) / var)


@rule
def limit_definition(formula: Expr) -> Sequent:
    """⊢ (u → l) ⇔ for every ε > 0 there is an n such that |u(t) - l| < ε for all t ≥ n."""
    name = "limit_definition"
    need(formula.head == "tends" and deterministic(formula), name, f"{formula} is no limit, or is random")
    assert formula.var is not None
    to, body = formula.args
    taken = to.free | body.free
    var = fresh(formula.var, taken) if formula.var in to.free else formula.var
    eps = fresh(Expr("var", data=("eps", Domain(REAL), None, 0)), taken | {var})
    n = fresh(Expr("var", data=("n", Domain(INT), None, 0)), taken | {var, eps})
    near = Expr("lt", (abs(substitute(body, {formula.var: var}) - to), eps))
    from_n = Expr("forall", (Expr("implies", (Expr("le", (n, var)), near)),), var=var)
    some = Expr("implies", (Expr("lt", (term(0), eps)), Expr("exists", (from_n,), var=n)))
    return frozenset(), Expr("iff", (formula, Expr("forall", (some,), var=eps)))


@rule
def limit_power(var: Expr, base: Expr) -> Sequent:
    """⊢ (b^t → 0) ⇔ |b| < 1."""
    need(var not in base.free, "limit_power", f"the base {base} depends on {var}")
    return frozenset(), Expr("iff", (_limit(var, term(0), base**var), abs(base) < 1))


@rule
def limit_scale(factor: Expr, var: Expr, body: Expr, to: Expr, *premises: Theorem) -> Sequent:
    """⊢ (c u → c l) ⇔ (u → l), for c ≠ 0 free of t."""
    need(var not in factor.free, "limit_scale", f"{factor} depends on {var}")
    nonzero = ~_eq(factor, term(0))
    need(granted(premises, nonzero), "limit_scale", f"it must first be shown that {nonzero}")
    return joint(premises), Expr("iff", (_limit(var, factor * to, factor * body), _limit(var, to, body)))


@rule
def limit_combine(head: str, first: Theorem, second: Theorem, *premises: Theorem) -> Sequent:
    """From u → k and v → l: u ∘ v → k ∘ l for ∘ one of add, sub, mul, div (then l ≠ 0)."""
    need(head in ("add", "sub", "mul", "div"), "limit_combine", f"no limit rule for {head}")
    (var, k, u), (other, m, v) = _tends("limit_combine", first), _tends("limit_combine", second)
    need(var == other or var not in v.free, "limit_combine", f"rename the index {var} of one of the limits")
    if head == "div":
        nonzero = ~_eq(m, term(0))
        need(granted(premises, nonzero), "limit_combine", f"it must first be shown that {nonzero}")
    body = Expr(head, (u, substitute(v, {other: var})))
    return joint((first, second, *premises)), _limit(var, Expr(head, (k, m)), body)


def _pointwise(name: str, pointwise: Theorem, relation: str = "eq") -> tuple[Expr, Expr, Expr]:
    """The t, u and v of "for all t: u R v" or "for all t: n ≤ t ⇒ u R v"; what is ordered must not be random."""
    f, sign = pointwise.concl, {"eq": "=", "le": "<="}[relation]
    shape = f"this needs 'for all t: u {sign} v' or 'for all t: n <= t => u {sign} v'"
    need(f.head == "forall" and f.var is not None and f.var.sort == INT, name, shape)
    need(relation == "eq" or deterministic(f), name, f"{f} is random")
    var, body = f.var, f.args[0]
    assert var is not None
    if body.head == "implies":
        need(body.args[0].head == "le" and body.args[0].args[1] == var, name, shape)
        need(var not in body.args[0].args[0].free, name, f"the start must not depend on {var}")
        body = body.args[1]
    need(body.head == relation, name, shape)
    return var, *body.args  # type: ignore[return-value]


@rule
def limit_terms(pointwise: Theorem, to: Expr) -> Sequent:
    """From Γ ⊢ for all t: (n ≤ t ⇒) u(t) = v(t): Γ ⊢ (u → l) ⇔ (v → l)."""
    var, left, right = _pointwise("limit_terms", pointwise)
    return pointwise.hyps, Expr("iff", (_limit(var, to, left), _limit(var, to, right)))


@rule
def limit_unique(first: Theorem, second: Theorem) -> Sequent:
    """From u → k and u → l: k = l."""
    (v, k, u), (w, m, other) = _tends("limit_unique", first), _tends("limit_unique", second)
    need(_limit(v, term(0), u) == _limit(w, term(0), other), "limit_unique", "these are limits of two sequences")
    return joint((first, second)), _eq(k, m)


@rule
def limit_shift(var: Expr, body: Expr, to: Expr, by: int) -> Sequent:
    """⊢ (u(t + k) → l) ⇔ (u(t) → l), for a whole number k."""
    need(type(by) is int, "limit_shift", f"{by!r} is no whole number")
    moved = substitute(body, {var: var + term(by)})
    return frozenset(), Expr("iff", (_limit(var, to, moved), _limit(var, to, body)))


_SMOOTH = ("neg", "abs", "exp", "sin", "cos", "tanh")


@rule
def limit_continuous(head: str, th: Theorem, *premises: Theorem) -> Sequent:
    """From u → l: h(u) → h(l), for h one of neg, abs, exp, sin, cos, tanh, and sqrt, log where 0 < l."""
    need(head in (*_SMOOTH, "sqrt", "log"), "limit_continuous", f"no limit rule for {head}")
    var, to, body = _tends("limit_continuous", th)
    if head not in _SMOOTH:
        positive = Expr("lt", (term(0), to))
        need(granted(premises, positive), "limit_continuous", f"it must first be shown that {positive}")
    return joint((th, *premises)), _limit(var, Expr(head, (to,)), Expr(head, (body,)))


def _of_body(name: str, var: Expr, body: Expr, th: Theorem) -> Expr:
    """The limit in ``th``, which must be of the body."""
    other, to, found = _tends(name, th)
    need(_limit(other, term(0), found) == _limit(var, term(0), body), name, f"{th.concl} is no limit of {body}")
    return to


@rule
def limit_squeeze(below: Theorem, above: Theorem, low: Theorem, high: Theorem) -> Sequent:
    """From a ≤ u and u ≤ b for all t (from some n on), a → l and b → l: u → l."""
    name = "limit_squeeze"
    (var, a, u), (other, middle, b) = _pointwise(name, below, "le"), _pointwise(name, above, "le")
    need(_limit(var, term(0), u) == _limit(other, term(0), middle), name, "the two bounds are of two sequences")
    to, again = _of_body(name, var, a, low), _of_body(name, other, b, high)
    need(to == again, name, f"the bounds tend to {to} and to {again}")
    return joint((below, above, low, high)), _limit(var, to, u)


@rule
def limit_order(pointwise: Theorem, first: Theorem, second: Theorem) -> Sequent:
    """From u ≤ v for all t (from some n on), u → k and v → l: k ≤ l."""
    var, u, v = _pointwise("limit_order", pointwise, "le")
    k, m = _of_body("limit_order", var, u, first), _of_body("limit_order", var, v, second)
    return joint((pointwise, first, second)), Expr("le", (k, m))


@rule
def limit_monotone(falling: Theorem) -> Sequent:
    """From u(t + 1) ≤ u(t) for all t (from some n on): u → l for some l, or -u → ∞."""
    name = "limit_monotone"
    var, then, now = _pointwise(name, falling, "le")
    need(tidy(then) == tidy(substitute(now, {var: var + term(1)})), name, f"{then} does not follow {now}")
    to = fresh(Expr("var", data=("l", Domain(REAL), None, 0)), now.free | {var})
    some = Expr("exists", (_limit(var, to, now),), var=to)
    return falling.hyps, some | _grows(var, -now)


@rule
def limit_average(var: Expr, body: Expr, increments: Theorem) -> Sequent:
    """From u(t + 1) - u(t) → l: u(t)/t → l (Stolz and Cesàro)."""
    name = "limit_average"
    need(var.head == "var" and var.sort == INT, name, f"{var} is no index")
    step = substitute(body, {var: var + term(1)}) - body
    other, to, found = _tends(name, increments)
    same = tidy(_limit(other, term(0), found)) == tidy(_limit(var, term(0), step))
    need(same, name, f"{increments.concl} is no limit of {step}")
    return increments.hyps, _limit(var, to, body / var)


# --- to infinity
@rule
def growth_power(var: Expr, base: Expr) -> Sequent:
    """⊢ (|b|^t → ∞) ⇔ 1 < |b|."""
    need(var not in base.free, "growth_power", f"the base {base} depends on {var}")
    return frozenset(), Expr("iff", (_grows(var, abs(base) ** var), term(1) < abs(base)))


@rule
def growth_scale(factor: Expr, var: Expr, body: Expr, *premises: Theorem) -> Sequent:
    """⊢ (c u → ∞) ⇔ (u → ∞), for c > 0 free of t."""
    need(var not in factor.free, "growth_scale", f"{factor} depends on {var}")
    positive = term(0) < factor
    need(granted(premises, positive), "growth_scale", f"it must first be shown that {positive}")
    return joint(premises), Expr("iff", (_grows(var, factor * body), _grows(var, body)))


@rule
def growth_terms(pointwise: Theorem) -> Sequent:
    """From Γ ⊢ for all t: (n ≤ t ⇒) u(t) = v(t): Γ ⊢ (u → ∞) ⇔ (v → ∞)."""
    var, left, right = _pointwise("growth_terms", pointwise)
    return pointwise.hyps, Expr("iff", (_grows(var, left), _grows(var, right)))


@rule
def growth_index(var: Expr) -> Sequent:
    """⊢ t → ∞."""
    return frozenset(), _grows(var, var)


@rule
def growth_compare(pointwise: Theorem, growth: Theorem) -> Sequent:
    """From u ≤ v for all t (from some n on) and u → ∞: v → ∞."""
    var, u, v = _pointwise("growth_compare", pointwise, "le")
    need(growth.concl == _grows(var, u), "growth_compare", f"{growth.concl} is not {_grows(var, u)}")
    return joint((pointwise, growth)), _grows(var, v)


@rule
def growth_bounded(growth: Theorem, pointwise: Theorem) -> Sequent:
    """From u → ∞ and u ≤ c for all t (from some n on), c constant: a contradiction."""
    var, u, bound = _pointwise("growth_bounded", pointwise, "le")
    need(growth.concl == _grows(var, u), "growth_bounded", f"{growth.concl} is not {_grows(var, u)}")
    need(var not in bound.free, "growth_bounded", f"{bound} depends on {var}")
    return joint((pointwise, growth)), Expr("false")


@rule
def growth_diverges(growth: Theorem, limit: Theorem) -> Sequent:
    """From u → ∞ and u → l: a contradiction."""
    var, _, body = _tends("growth_diverges", limit)
    need(growth.concl == _grows(var, body), "growth_diverges", "these are limits of two sequences")
    return joint((growth, limit)), Expr("false")


@rule
def growth_reciprocal(growth: Theorem) -> Sequent:
    """From u → ∞: 1/u → 0."""
    need(
        growth.concl.head == "grows" and growth.concl.var is not None, "growth_reciprocal", f"{growth.concl}: no growth"
    )
    assert growth.concl.var is not None
    return growth.hyps, _limit(growth.concl.var, term(0), term(1) / growth.concl.args[0])
