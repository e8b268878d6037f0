"""The rules of induction and of finite sums."""

from __future__ import annotations

from lrproof.kernel.normal import canonical
from lrproof.kernel.rules import granted
from lrproof.kernel.terms import INT, Expr, deterministic, substitute, term
from lrproof.kernel.theorem import Sequent, Theorem, joint, need, rule


def _eq(a: Expr, b: Expr) -> Expr:
    return Expr("eq", (a, b))


def _le(a: Expr, b: Expr) -> Expr:
    return Expr("le", (a, b))


@rule
def induction(var: Expr, start: Expr, statement: Expr, base: Theorem, step: Theorem) -> Sequent:
    """From Γ ⊢ p(n) and Δ, n ≤ t, p(t) ⊢ p(t+1), t not in Δ: Γ ∪ Δ ⊢ for all t: n ≤ t ⇒ p(t)."""
    good = var.head == "var" and var.sort == start.sort == INT and not var.data[3]
    need(good, "induction", f"{var} must run over integers")
    need(var not in start.free, "induction", f"the start {start} must not depend on {var}")
    need(deterministic(start), "induction", f"the start {start} must not be random")
    first, then = substitute(statement, {var: start}), substitute(statement, {var: var + term(1)})
    need(base.concl == first, "induction", f"the base must be {first}, not {base.concl}")
    need(step.concl == then, "induction", f"the step must be {then}, not {step.concl}")
    left = step.hyps - {statement, _le(start, var)}
    need(all(var not in h.free for h in left), "induction", f"the step assumes more of {var} than the hypothesis")
    return base.hyps | left, Expr("forall", (Expr("implies", (_le(start, var), statement)),), var=var)


def _sum(name: str, e: Expr) -> tuple[Expr, Expr, Expr, Expr]:
    need(e.head == "sum", name, f"{e} is no sum")
    assert e.var is not None
    need(all(map(deterministic, e.args[:2])), name, f"the ends of {e} must not be random")
    return e.var, *e.args  # type: ignore[return-value]


def _nonempty(name: str, low: Expr, high: Expr, premises: tuple[Theorem, ...], least: int) -> None:
    wanted = _le(low, high + term(1)) if least == 0 else _le(low, high)
    need(granted(premises, wanted), name, f"it must first be shown that {wanted}")


@rule
def sum_empty(e: Expr) -> Sequent:
    """⊢ Σ from n to n - 1 is 0."""
    _, low, high, _ = _sum("sum_empty", e)
    need(canonical(high + term(1)) == canonical(low), "sum_empty", f"{e} is not empty")
    return frozenset(), _eq(e, term(0))


@rule
def sum_last(e: Expr, before: Expr, *premises: Theorem) -> Sequent:
    """⊢ Σ up to m = Σ up to ``before`` + last term, where before = m - 1 and low ≤ m."""
    var, low, high, body = _sum("sum_last", e)
    need(canonical(before + term(1)) == canonical(high), "sum_last", f"{before} is not {high} less one")
    _nonempty("sum_last", low, high, premises, 1)
    rest = Expr("sum", (low, before, body), var=var)
    return joint(premises), _eq(e, rest + substitute(body, {var: high}))


@rule
def sum_first(e: Expr, after: Expr, *premises: Theorem) -> Sequent:
    """⊢ Σ from n = first term + Σ from ``after``, where after = n + 1 and n ≤ high."""
    var, low, high, body = _sum("sum_first", e)
    need(canonical(low + term(1)) == canonical(after), "sum_first", f"{after} is not {low} plus one")
    _nonempty("sum_first", low, high, premises, 1)
    rest = Expr("sum", (after, high, body), var=var)
    return joint(premises), _eq(e, substitute(body, {var: low}) + rest)


def _pointwise(name: str, pointwise: Theorem, relation: str) -> tuple[Expr, Expr, Expr, tuple[Expr, Expr]]:
    """The i, n, m and both sides of "for all i: (n ≤ i and i ≤ m) ⇒ u(i) R v(i)"."""
    f, sign = pointwise.concl, {"eq": "=", "le": "<="}[relation]
    shape = f"this needs 'for all i: (low <= i and i <= high) => u {sign} v'"
    need(f.head == "forall" and f.args[0].head == "implies" and f.args[0].args[1].head == relation, name, shape)
    var, (guard, related) = f.var, f.args[0].args
    assert var is not None
    ends = guard.head == "and" and all(g.head == "le" for g in guard.args)
    need(ends and var.sort == INT and guard.args[0].args[1] == var and guard.args[1].args[0] == var, name, shape)
    low, high = guard.args[0].args[0], guard.args[1].args[1]
    need(var not in low.free | high.free and low.sort == high.sort == INT, name, f"the ends must not depend on {var}")
    return var, low, high, related.args  # type: ignore[return-value]


@rule
def sum_terms(pointwise: Theorem, *premises: Theorem) -> Sequent:
    """From Γ ⊢ for all i: (n ≤ i and i ≤ m) ⇒ u(i) = v(i), and n ≤ m + 1: Γ ⊢ Σ u = Σ v."""
    var, low, high, sides = _pointwise("sum_terms", pointwise, "eq")
    _nonempty("sum_terms", low, high, premises, 0)
    left, right = (Expr("sum", (low, high, side), var=var) for side in sides)
    return pointwise.hyps | joint(premises), _eq(left, right)


@rule
def sum_order(pointwise: Theorem, *premises: Theorem) -> Sequent:
    """From Γ ⊢ for all i: (n ≤ i and i ≤ m) ⇒ u(i) ≤ v(i), and n ≤ m + 1: Γ ⊢ Σ u ≤ Σ v."""
    var, low, high, sides = _pointwise("sum_order", pointwise, "le")
    _nonempty("sum_order", low, high, premises, 0)
    left, right = (Expr("sum", (low, high, side), var=var) for side in sides)
    return pointwise.hyps | joint(premises), _le(left, right)


@rule
def sum_scale(factor: Expr, e: Expr, *premises: Theorem) -> Sequent:
    """⊢ c Σ u = Σ c u, for c free of the index and low ≤ high + 1."""
    var, low, high, body = _sum("sum_scale", e)
    need(var not in factor.free, "sum_scale", f"{factor} depends on the index {var}")
    _nonempty("sum_scale", low, high, premises, 0)
    return joint(premises), _eq(factor * e, Expr("sum", (low, high, factor * body), var=var))


@rule
def sum_add(first: Expr, second: Expr, *premises: Theorem) -> Sequent:
    """⊢ Σ u + Σ v = Σ (u + v), over the same range."""
    var, low, high, body = _sum("sum_add", first)
    other, low2, high2, body2 = _sum("sum_add", second)
    same = canonical(low) == canonical(low2) and canonical(high) == canonical(high2)
    need(same, "sum_add", "the two sums run over different ranges")
    need(var == other or var not in body2.free, "sum_add", f"rename the index {var}: the second sum uses it otherwise")
    _nonempty("sum_add", low, high, premises, 0)
    joined = Expr("sum", (low, high, body + substitute(body2, {other: var})), var=var)
    return joint(premises), _eq(first + second, joined)


@rule
def sum_shift(e: Expr, by: Expr, *premises: Theorem) -> Sequent:
    """⊢ Σ u(i) for i = n..m equals Σ u(i - k) for i = n+k..m+k."""
    var, low, high, body = _sum("sum_shift", e)
    need(by.sort == INT and var not in by.free and deterministic(by), "sum_shift", f"no shift of {var}: {by}")
    _nonempty("sum_shift", low, high, premises, 0)
    moved = Expr("sum", (low + by, high + by, substitute(body, {var: var - by})), var=var)
    return joint(premises), _eq(e, moved)
