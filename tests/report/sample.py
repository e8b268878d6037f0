"""A ledger as a run writes it: four claims of different kinds, with formulas printed from terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lrproof.kernel.syntax import (
    between,
    eq,
    forall,
    iff,
    implies,
    integer,
    maximum_is,
    natural,
    ne,
    positive,
    real,
    sequence,
    tends,
    total,
)  # fmt: skip
from lrproof.kernel.terms import Expr
from lrproof.latex import domain_latex, latex
from lrproof.layout import display
from lrproof.report.figures import Figure

if TYPE_CHECKING:
    from matplotlib.axes import Axes

a, eta, x0, t, i = positive("a"), real("eta"), real("x0"), natural("t"), integer("i")
beta, beta1, mu, L, lam = real("beta", "[0, 1)"), real("beta1", "[0, 1)"), positive("mu"), positive("L"), real("lam")
theta, m, v, g = sequence("theta"), sequence("m"), sequence("v"), sequence("g")
rho = 1 - eta * a
MEANS = {a: "the curvature", eta: "the learning rate"}


def _shown(e: Expr) -> dict[str, str]:
    return {"latex": display(e), "text": str(e)}


def line(number: int, kind: str, e: Expr, rule: str = "", reason: str = "", relation: str = "", under: tuple[int, ...]
         = (), remark: str | None = None) -> dict[str, Any]:  # fmt: skip
    """One line of a proof."""
    return {"number": number, "kind": kind, "relation": relation, **_shown(e), "rule": rule, "reason": reason,
            "under": list(under), "remark": remark}  # fmt: skip


def near(e: Expr, differs: str, witness: str) -> dict[str, str]:
    """One refuted near miss."""
    return {**_shown(e), "differs": differs, "verdict": "REFUTED", "witness": witness}


def evidence(engine: str, what: str, bound: str = "", measured: str = "", margin: str = "") -> dict[str, Any]:
    """One passing record."""
    return {"engine": engine, "what": what, "passed": True, "bound": bound, "measured": measured, "margin": margin,
            "seed": 0}  # fmt: skip


def claim(id: str, module: str, title: str, statement: Expr, symbols: tuple[Expr, ...], lines: list[dict[str, Any]],
          **more: Any) -> dict[str, Any]:  # fmt: skip
    """A proved claim; ``more`` overrides any entry."""
    plain: dict[str, Any] = {
        "id": id, "file": "derivations/sample.py", "line": 40, "topic": module, "place": [], "part": "", "title": title,
        "theorem": "PROVED", "axioms": [], "reason": "", "printed": "HOLDS", "printed_text": None, "holds_under": None,
        "symbols": [{"latex": latex(x), "domain": domain_latex(x), "meaning": MEANS.get(x, "")} for x in symbols],
        "given": [], "derived": [], "cheat_sheet": [],
        "statement": _shown(statement), "lines": lines, "uses": [],
        "near_misses": {"tried": 0, "rejected": 0, "items": []}, "counterexample": None, "evidence": [], "figures": [],
    }  # fmt: skip
    return plain | more


closed = eq(theta(t), rho**t * x0)
inside = (eta > 0) & (eta < 2 / a)
INTERVAL = claim(
    "quad.convergence-interval", "Gradient descent on a quadratic",
    "Gradient descent from x0 ≠ 0 converges exactly when 0 < η < 2/a.",
    implies(ne(x0, 0), iff(tends(theta(t), t, 0), inside)), (a, eta, x0),
    [
        line(1, "have", forall(t, eq(theta(t + 1), rho * theta(t))), "given", "the update rule, with gradient aθ"),
        line(2, "have", forall(t, closed), "induction", "induction on t, from (1) and θ₀ = x0"),
        line(3, "suppose", ne(x0, 0)),
        line(4, "have", iff(tends(rho**t * x0, t, 0), abs(rho) < 1), "limit_of_powers",
             "powers of 1 − ηa tend to 0 exactly when its absolute value is below 1; x0 ≠ 0 by (3)", under=(3,)),
        line(5, "have", iff(abs(rho) < 1, (rho > -1) & (rho < 1)), "arithmetic", "real arithmetic", under=(3,)),
        line(6, "have", iff((rho > -1) & (rho < 1), inside), "arithmetic", "real arithmetic, from a > 0", under=(3,),
             remark="divide by a > 0"),
        line(7, "have", iff(tends(theta(t), t, 0), inside), "chain", "from (2), (4), (5) and (6)", under=(3,)),
        line(8, "have", implies(ne(x0, 0), iff(tends(theta(t), t, 0), inside)), "discharge", "(3) is discharged in (7)"),
    ],
    printed="HOLDS UNDER", printed_text={"where": "Part 2", "latex": r"0 < \eta < \frac{2}{a}"}, holds_under="a > 0",
    given=[{"latex": latex(eq(theta(0), x0)), "text": "theta(0) = x0"}], uses=["quad.closed-form"],
    place=[2, 1], part="The optimal learning rate",
    derived=[{"what": "where the multiplier is −1", **_shown(2 / a), "proved": True}],
    cheat_sheet=[{"label": "Converges exactly when", "where": "a > 0", **_shown(inside)}],
    near_misses={"tried": 3, "rejected": 3, "items": [
        near(inside, "upper end 3/a", "a = 1, η = 5/2, x0 = 1: θ₂ = 9/4, and |1 − ηa| = 3/2"),
        near(inside, "η ≤ 2/a in place of η < 2/a", "a = 1, η = 2, x0 = 1: θ alternates between 1 and −1"),
        near(inside, "without a > 0", "a = −1, η = −1, x0 = 1: θ₁ = 0, yet 0 < η fails"),
    ]},
    evidence=[
        evidence("simulate", "24 random quadratics, condition number 10⁸, T = 10⁵ steps, η = 1.999/a", "2.3e-11",
                 "8.1e-14", "280"),
        evidence("simulate", "the same, η = 2.001/a: every run diverges", "24 of 24", "24 of 24", ""),
        evidence("refute", "exact runs over 400 rational instances", "0 found", "0 found", ""),
        evidence("controls", "closed form wrong by 1 %: rejected at the same tolerance", "24 of 24", "24 of 24", ""),
    ],
    figures=[{"name": "quad-convergence-interval-1", "caption":
              "The distance from the minimum after 20 steps, as a share of the first, against ηa. It is below 1 exactly "
              "for 0 < ηa < 2, and 0 at ηa = 1."}],
)  # fmt: skip

weights = total(beta1 ** (t - i) * g(i), i, 1, t)
m_t = (1 - beta1) * weights
step = beta1 * ((1 - beta1) * total(beta1 ** (t - i) * g(i), i, 1, t)) + (1 - beta1) * g(t + 1)
ADAM = claim(
    "adam.first-moment", "Adam", "Adam's first moment is a weighted sum of all gradients so far, recent ones first.",
    forall(t, eq(m(t), m_t)), (beta1,),
    [
        line(1, "have", eq(m(0), 0), "given", "the start of Adam"),
        line(2, "have", forall(t, eq(m(t + 1), beta1 * m(t) + (1 - beta1) * g(t + 1))), "given", "Adam's first moment"),
        line(3, "have", eq(m(0), (1 - beta1) * total(beta1 ** (0 - i) * g(i), i, 1, 0)), "empty_sum",
             "a sum without terms is 0, and (1)"),
        line(4, "suppose", eq(m(t), m_t)),
        line(5, "start", m(t + 1), under=(4,)),
        line(6, "step", beta1 * m(t) + (1 - beta1) * g(t + 1), "rewrite", "by (2)", "=", (4,)),
        line(7, "step", step, "rewrite", "by (4)", "=", (4,)),
        line(8, "step", (1 - beta1) * total(beta1 * (beta1 ** (t - i) * g(i)), i, 1, t) + (1 - beta1) * g(t + 1),
             "sum_scale", "a factor moves into the sum", "=", (4,)),
        line(9, "step", (1 - beta1) * total(beta1 ** (t + 1 - i) * g(i), i, 1, t)
             + (1 - beta1) * (beta1 ** (t + 1 - (t + 1)) * g(t + 1)), "sum_pointwise", "term by term: β₁βᵏ = βᵏ⁺¹, and β₁⁰ = 1",
             "=", (4,)),
        line(10, "step", (1 - beta1) * total(beta1 ** (t + 1 - i) * g(i), i, 1, t + 1), "sum_step",
             "the last term joins the sum; 1 ≤ t + 2", "=", (4,)),
        line(11, "have", forall(t, eq(m(t), m_t)), "induction", "induction on t, from (3) and (10)"),
    ],
    printed="NOT PRINTED", place=[4, 1], part="Adaptive learning rates",
    near_misses={"tried": 2, "rejected": 2, "items": [
        near(closed, "the sum starts at i = 0", "β₁ = 1/2, g₀ = 1, t = 1: ½g₁ against ½g₁ + ¼"),
        near(closed, "without the factor 1 − β₁", "β₁ = 1/2, g₁ = 1, t = 1: 1/2 against 1"),
    ]},
    evidence=[evidence("simulate", "24 gradient sequences of 1000 steps, β₁ = 0.9", "1.2e-13", "4.4e-16", "270")],
)  # fmt: skip

spread = (L - mu) / (L + mu)
best = eq(eta, 2 / (L + mu))
worst = maximum_is(spread, abs(1 - 2 / (L + mu) * lam), lam, mu, L)
MINIMAX = claim(
    "gen.opt-eta", "Gradient descent on a quadratic", "The step 2/(L + μ) has the smallest worst-case factor, and no other step has.",
    worst & forall(eta, implies(forall(lam, implies(between(mu, lam, L), abs(1 - eta * lam) <= spread)), best)), (mu, L),
    [
        line(1, "have", forall(lam, implies(between(mu, lam, L), abs(1 - 2 / (L + mu) * lam) <= spread)), "arithmetic",
             "real arithmetic, L + μ > 0"),
        line(2, "have", eq(abs(1 - 2 / (L + mu) * mu), spread), "arithmetic", "real arithmetic, μ ≤ L"),
        line(3, "have", worst, "maximum", "a bound by (1), attained at λ = μ by (2)"),
        line(4, "suppose", forall(lam, implies(between(mu, lam, L), abs(1 - eta * lam) <= spread))),
        line(5, "have", abs(1 - eta * mu) <= spread, "instance", "(4) at λ = μ", under=(4,)),
        line(6, "have", abs(1 - eta * L) <= spread, "instance", "(4) at λ = L", under=(4,)),
        line(7, "have", best, "arithmetic", "real arithmetic, from (5) and (6)", under=(4,)),
        line(8, "have", worst & forall(eta, implies(forall(lam, implies(between(mu, lam, L), abs(1 - eta * lam) <= spread)), best)),
             "conjunction", "(3) and (7)"),
    ],
    place=[2, 1], cheat_sheet=[{"label": "Best fixed step", "where": "", **_shown(2 / (L + mu))}],
    theorem="PROVED GIVEN", axioms=["Ostrowski 1966, Theorem 22.1, for the step from the Hessian to f"],
    printed_text={"where": "Part 2", "latex": r"\eta^{*} = \frac{2}{\lambda_{\max} + \lambda_{\min}}"},
    given=[{"latex": latex(mu <= L), "text": "mu <= L"}],
    near_misses={"tried": 1, "rejected": 1, "items": [near(best, "step 2/L", "μ = 1, L = 3: the factor at λ = L is 1, not 1/2")]},
    evidence=[evidence("enclose", "the factor on a grid of 10⁴ steps, Arb at 128 bits", "≥ (κ − 1)/(κ + 1)", "0 below", "")],
)  # fmt: skip

wrong = total(beta ** (t - i) * g(i), i, 0, t)
INDEX = claim(
    "mom.velocity-sum", "Momentum", "The velocity after t steps is the weighted sum of the gradients 0, …, t − 1, not of 0, …, t.",
    forall(t, eq(v(t), total(beta ** (t - 1 - i) * g(i), i, 0, t - 1))), (beta,),
    [
        line(1, "have", eq(v(0), 0) & forall(t, eq(v(t + 1), beta * v(t) + g(t))), "given", "the update of momentum"),
        line(2, "have", forall(t, eq(v(t), total(beta ** (t - 1 - i) * g(i), i, 0, t - 1))), "induction",
             "induction on t, from (1); the sum is empty at t = 0"),
    ],
    place=[3, 1],
    printed="FAILS", printed_text={"where": "Part 3", "latex": latex(eq(v(t), wrong))},
    counterexample={"text": "β = 1/2, g₀ = 1, t = 0: v₀ = 0, and the printed sum is 1"},
    near_misses={"tried": 1, "rejected": 1, "items": [near(eq(v(t), wrong), "the sum as printed", "β = 1/2, g₀ = 1, t = 0: 0 against 1")]},
)  # fmt: skip

LEDGER: dict[str, Any] = {
    "lrproof": "0.1.0", "seed": 0, "instances": 24,
    "engines": {"z3": "4.13.4", "python-flint": "0.7.1", "numba": "0.61.0", "sympy": "1.14.0"},
    "claims": [INTERVAL, MINIMAX, INDEX, ADAM],
}  # fmt: skip


def _factor(axes: Axes) -> None:
    xs = [k / 50 for k in range(-10, 121)]
    axes.plot(xs, [abs(1 - x) ** 20 for x in xs])
    axes.axhline(1, color="#5f6368", linewidth=0.8, linestyle="--")
    axes.set(ylim=(0, 3), xlabel=r"$\eta a$", ylabel=r"$|\theta_{20}| \,/\, |\theta_0|$")


FIGURES = {"quad-convergence-interval-1": Figure(_factor)}
