"""The rules of limits of sequences, u(t) → l and u(t) → ∞ as the integer t grows."""

from __future__ import annotations

from lrproof.kernel.rules import granted
from lrproof.kernel.terms import INT, Expr, substitute, term
from lrproof.kernel.theorem import Sequent, Theorem, joint, need, rule


def _eq(a: Expr, b: Expr) -> Expr:
    return Expr("eq", (a, b))


def _tends(name: str, th: Theorem) -> tuple[Expr, Expr, Expr]:
    need(th.concl.head == "tends", name, f"{th.concl} is no limit")
    assert th.concl.var is not None
    return th.concl.var, th.concl.args[0], th.concl.args[1]


def _limit(var: Expr, to: Expr, body: Expr) -> Expr:
    return Expr("tends", (to, body), var=var)


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


def _pointwise(name: str, pointwise: Theorem) -> tuple[Expr, Expr, Expr]:
    f, shape = pointwise.concl, "this needs 'for all t: u = v' or 'for all t: n <= t => u = v'"
    need(f.head == "forall" and f.var is not None and f.var.sort == INT, name, shape)
    var, body = f.var, f.args[0]
    assert var is not None
    if body.head == "implies":
        need(body.args[0].head == "le" and body.args[0].args[1] == var, name, shape)
        need(var not in body.args[0].args[0].free, name, f"the start must not depend on {var}")
        body = body.args[1]
    need(body.head == "eq", name, shape)
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


# --- to infinity
def _grows(var: Expr, body: Expr) -> Expr:
    return Expr("grows", (body,), var=var)


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
