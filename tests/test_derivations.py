"""The claims of derivations/: their ids never change, what each rests on, and numbers that a reader can recompute."""

from __future__ import annotations

import cmath
from collections.abc import Callable
from fractions import Fraction as F
from random import Random
from typing import Any

import numpy as np
import pytest
from claims import CLAIMS, Pin, part, rests_on, shown, value

from lrproof import gradient_descent, simulate
from lrproof.evaluate import EXACT, balls, digits, evaluate
from lrproof.falsify.assumptions import conjuncts
from lrproof.falsify.models import on_the_line
from lrproof.kernel.terms import Expr, functions
from lrproof.rule import Rule
from lrproof.rules import heavy_ball, nesterov

# id -> (the verdict on the text, the axioms it rests on, near misses, claims that it cites)
PINNED: dict[str, Pin] = {
    "quad.closed-form": ("HOLDS", set(), 4, set()),
    "quad.convergence-interval": ("HOLDS UNDER", set(), 6, {"quad.closed-form"}),
    "quad.a-sign": ("FAILS", set(), 4, {"quad.closed-form"}),
    "quad.one-step": ("HOLDS", set(), 3, set()),
    "gen.opt-eta": ("HOLDS UNDER", set(), 6, set()),
    "gd.update": ("HOLDS", set(), 5, set()),
    "gd.quadratic-bound": ("NOT PRINTED", set(), 4, set()),
    "gd.overshoot": ("HOLDS", set(), 5, set()),
    "gd.eta-absolute": ("FAILS", set(), 5, {"gd.overshoot", "quad.closed-form", "quad.convergence-interval"}),
    "gd.steps": ("NOT PRINTED", set(), 4, set()),
    "gd.too-small-slow": ("HOLDS", set(), 5, {"gd.steps", "quad.closed-form"}),
    "gd.too-large-diverges": ("HOLDS UNDER", set(), 5, {"quad.closed-form"}),
    "gd.just-right-shallow": ("FAILS", set(), 5, set()),
    "gd.falls-to": ("NOT PRINTED", set(), 4, set()),
    "gd.runs-off": ("NOT PRINTED", set(), 4, set()),
    "gd.small-stuck": ("HOLDS", set(), 4, {"gd.falls-to", "gd.runs-off"}),
    "gd.descent-lemma": ("HOLDS UNDER", set(), 6, {"gd.quadratic-bound"}),
    "gen.indefinite": ("HOLDS", set(), 4, {"quad.a-sign"}),
    "gen.opt-eta-singular": ("FAILS", set(), 4, {"quad.a-sign", "quad.closed-form"}),
    "gen.opt-eta-instance": ("FAILS", set(), 4, set()),
    "gen.local-not-global": ("FAILS", set(), 4, set()),
    "gen.taylor-degenerate": ("FAILS", set(), 4, set()),
    "gen.taylor": ("HOLDS UNDER", set(), 4, set()),
    "gen.local-ostrowski": ("HOLDS UNDER", set(), 4, set()),
    "gen.cocoercive": ("NOT PRINTED", set(), 4, set()),
    "gen.fejer": ("NOT PRINTED", set(), 4, {"gen.cocoercive"}),
    "gen.global-smooth": ("HOLDS UNDER", set(), 5, {"gen.cocoercive", "gen.fejer"}),
    "gen.huber-loss": ("NOT PRINTED", set(), 3, set()),
    "gen.convex-rate": ("NOT PRINTED", set(), 4, set()),
    "gen.exact-line-search": ("HOLDS UNDER", set(), 5, set()),
    "gen.repelling": ("HOLDS UNDER", set(), 4, set()),
    "gen.opt-eta-strongly-convex": ("NOT PRINTED", set(), 4, set()),
    "gen.divergence-ae": ("HOLDS UNDER", set(), 4, {"quad.closed-form"}),
    "gen.boundary-nonquad": ("FAILS", set(), 5, set()),
    "cheb.turns": ("NOT PRINTED", set(), 2, set()),
    "cheb.angles": ("NOT PRINTED", set(), 2, {"cheb.turns"}),
    "cheb.cosine-sum": ("NOT PRINTED", set(), 2, set()),
    "cheb.orthogonal": ("NOT PRINTED", set(), 2, {"cheb.cosine-sum", "cheb.turns"}),
    "cheb.multiples": ("NOT PRINTED", set(), 2, set()),
    "cheb.moments": ("NOT PRINTED", set(), 2, set()),
    "cheb.interpolation": ("NOT PRINTED", set(), 2, {"cheb.moments"}),
    "cheb.resolvent": ("NOT PRINTED", set(), 2, set()),
    "cheb.faster-than-fixed": ("NOT PRINTED", set(), 2, set()),
    "cheb.extremes": ("NOT PRINTED", set(), 2, {"cheb.angles", "cheb.orthogonal", "cheb.resolvent"}),
    "cheb.unbeatable": ("NOT PRINTED", set(), 3, {"cheb.extremes", "cheb.interpolation", "cheb.orthogonal"}),
    "cheb.casorati": ("NOT PRINTED", set(), 2, {"cheb.angles", "cheb.orthogonal", "cheb.resolvent"}),
    "cheb.polynomials": (
        "NOT PRINTED",
        set(),
        3,
        {"cheb.angles", "cheb.casorati", "cheb.interpolation", "cheb.multiples", "cheb.orthogonal"},
    ),
    "cheb.attained": ("NOT PRINTED", set(), 3, {"cheb.polynomials"}),
    "gen.chebyshev": ("FAILS", set(), 9, {"cheb.attained", "cheb.faster-than-fixed", "cheb.unbeatable"}),
    "quad.one-step-float": ("FAILS", set(), 5, set()),
    "cond.slow-direction": ("HOLDS UNDER", set(), 4, set()),
    "cond.iterations": ("HOLDS", set(), 4, {"gd.steps"}),
    "mom.sum-index": ("FAILS", set(), 5, set()),
    "mom.ravine": ("HOLDS UNDER", set(), 5, set()),
    "mom.two-forms": ("HOLDS", set(), 5, set()),
    "mom.variable-lr": ("FAILS", set(), 5, set()),
    "mom.physical": ("HOLDS", set(), 4, set()),
    "mom.ema-equivalence": ("NOT PRINTED", set(), 5, set()),
    "mom.not-ema": ("FAILS", set(), 5, {"mom.sum-index"}),
    "mom.fading": ("NOT PRINTED", set(), 4, set()),
    "mom.recent-weights": ("HOLDS", set(), 6, {"mom.fading"}),
    "mom.effective-lr": ("NOT PRINTED", set(), 5, set()),
    "mom.const-displacement": ("HOLDS", set(), 5, {"mom.effective-lr"}),
    "mom.alternating": ("HOLDS", set(), 5, {"mom.effective-lr"}),
    "mom.cosine-falls": ("NOT PRINTED", set(), 4, set()),
    "mom.circle-bound": ("NOT PRINTED", set(), 3, set()),
    "mom.frequency": ("NOT PRINTED", set(), 6, {"mom.circle-bound", "mom.cosine-falls"}),
    "mom.lyapunov": ("NOT PRINTED", set(), 7, {"gd.quadratic-bound"}),
    "mom.slow-mode": ("NOT PRINTED", set(), 5, set()),
    "mom.small-eta": ("NOT PRINTED", set(), 5, set()),
    "lin.roots-in-disc": ("NOT PRINTED", set(), 5, set()),
    "lin.vanishes-inside": ("NOT PRINTED", set(), 4, set()),
    "lin.geometric": ("NOT PRINTED", set(), 4, set()),
    "lin.converges": ("NOT PRINTED", set(), 5, {"lin.geometric", "lin.vanishes-inside"}),
    "lin.rates": ("NOT PRINTED", set(), 4, {"lin.converges", "lin.vanishes-inside"}),
    "lin.from-first-step": ("NOT PRINTED", set(), 4, {"lin.converges", "lin.geometric", "lin.rates"}),
    "lin.stability": ("NOT PRINTED", set(), 5, {"lin.from-first-step", "lin.roots-in-disc", "lin.vanishes-inside"}),
    "lin.complex-roots": ("NOT PRINTED", set(), 4, set()),
    "lin.falls-below": ("NOT PRINTED", set(), 4, set()),
    "hb.recurrence-of-theta": ("NOT PRINTED", set(), 4, set()),
    "hb.stability": ("NOT PRINTED", set(), 6, {"hb.recurrence-of-theta", "lin.stability"}),
    "hb.complex-rate": ("NOT PRINTED", set(), 5, {"lin.complex-roots"}),
    "hb.optimal": ("NOT PRINTED", set(), 5, {"lin.roots-in-disc"}),
    "hb.hump-height": ("NOT PRINTED", set(), 4, set()),
    "hb.double-root": ("NOT PRINTED", set(), 4, {"hb.recurrence-of-theta"}),
    "hb.transient": ("NOT PRINTED", set(), 6, {"hb.double-root", "hb.hump-height"}),
    "hb.iterations": ("NOT PRINTED", set(), 5, {"gd.steps", "hb.transient"}),
    "hb.less-oscillation": ("FAILS", set(), 4, {"hb.recurrence-of-theta", "lin.falls-below"}),
    "hb.faster": ("HOLDS UNDER", set(), 4, set()),
    "hb.attracting-cycle": ("NOT PRINTED", set(), 4, {"lin.geometric", "lin.vanishes-inside"}),
    "hb.not-global": ("FAILS", set(), 4, {"hb.attracting-cycle"}),
    "nag.equivalences": ("HOLDS", set(), 5, set()),
    "nag.varying-step": ("NOT PRINTED", set(), 4, set()),
    "nag.recurrence-of-theta": ("NOT PRINTED", set(), 4, set()),
    "nag.stability": ("NOT PRINTED", set(), 6, {"lin.stability", "nag.recurrence-of-theta"}),
    "nag.complex-rate": ("NOT PRINTED", set(), 4, {"lin.complex-roots"}),
    "nag.opt-beta": ("NOT PRINTED", set(), 5, {"lin.roots-in-disc"}),
    "nag.lrp-optimal": ("NOT PRINTED", set(), 6, {"lin.roots-in-disc"}),
    "nag.global": ("NOT PRINTED", set(), 4, set()),
    "nag.better-correction": ("FAILS", set(), 5, {"hb.stability", "lin.geometric", "nag.recurrence-of-theta"}),
}


def test_no_id_is_lost() -> None:
    """People cite claims by id: one that was published stays."""
    assert PINNED.keys() <= CLAIMS.keys()


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    """Proved from its assumptions and the pinned axioms, and proved again by the kernel alone."""
    rests_on(id_, PINNED[id_])


def test_what_has_no_theorem() -> None:
    """Only a matter of experiment is left without one."""
    left = {c.id: c.printed.verdict for c in CLAIMS.values() if c.theorem not in ("PROVED", "PROVED GIVEN")}
    assert left == dict.fromkeys(("cond.deep-nets", "adapt.dates", "warm.unreliable", "onecycle.better"), "EMPIRICAL")


# --- numbers, from the statements themselves
def test_the_interval_of_convergence_ends_at_two_thirds_for_curvature_three() -> None:
    """(θₜ → 0) ⇔ 0 < η < 2/a: the largest stable step for a = 3 is 2/3, exactly."""
    low, high = part("quad.convergence-interval", 0, 1, 0), part("quad.convergence-interval", 0, 1, 1)
    assert (low.head, high.head) == ("lt", "lt")
    assert value(low.args[0]) == 0 and low.args[1].data[0] == high.args[0].data[0] == "eta"
    assert value(high.args[1], a=3) == F(2, 3)


def test_gradient_descent_after_ten_steps() -> None:
    """θ₁₀ = (1 − ηa)¹⁰ θ₀ = 2⁻¹⁰ · 5 for ηa = 1/2 and θ₀ = 5."""
    closed = part("quad.closed-form", 0, 1, 1)
    (theta,) = functions(closed)
    values = {v: {"a": F(2), "eta": F(1, 4), "t": F(10)}[v.data[0]] for v in closed.free}
    assert evaluate(closed, values, {theta: lambda k: {0: 5}[k]}) == F(5, 1024)


def test_the_best_step_for_condition_number_one_hundred() -> None:
    """κ = 100 with μ = 1, L = 100: η* = 2/101 = 0.019801980198..., and the rate 99/101 = 0.980198019802..."""
    rate, body = part("gen.opt-eta", 0, 1, 0), part("gen.opt-eta", 0, 1, 3)
    (step,) = {n for n in body.walk() if n.head == "div"}
    assert value(step, mu=1, L=100) == F(2, 101) and f"{float(F(2, 101)):.12f}" == "0.019801980198"
    assert value(rate, kappa=100) == F(99, 101) and f"{float(F(99, 101)):.12f}" == "0.980198019802"
    worst = max(abs(1 - F(2, 101) * lam) for lam in range(1, 101))
    assert worst == F(99, 101)


@pytest.mark.parametrize(("beta", "wanted"), [("0.9", "0.6513215599"), ("0.999", "0.00995511979025")])
def test_adams_weights_after_ten_steps(beta: str, wanted: str) -> None:
    """1 − β¹⁰, from the sum that the claims state: exactly, in balls, in digits, and by hand."""
    sides = part("adam.weight-sum", 0, 1)
    b = F(beta)
    for side in sides.args:
        assert value(side, beta=b, t=10) == 1 - b**10
        values = {v: {"beta": b, "t": 10}[v.data[0]] for v in side.free}
        assert evaluate(side, values, None, balls()).contains(evaluate(sides.args[1], values, None, balls()).mid())
        shown = str(evaluate(side, values, None, digits(50)))
        assert shown.startswith(wanted), shown
    corrected = part("adam.closed-form", 0, 1, 1)
    assert value(corrected.args[0], beta1=b, t=10) == value(corrected.args[1], beta1=b, t=10) == 1 - b**10


def test_the_steps_to_a_millionth_for_condition_number_one_hundred() -> None:
    """κ = 100, ε = 10⁻⁶: ln ε / ln(99/101) = 690.752501433..., so 691 steps."""
    count = part("cond.iterations", 1, 0, 1)
    values = {v: {"k": F(100), "eps": F(1, 10**6)}[v.data[0]] for v in count.free}
    assert str(evaluate(count, values, None, digits(50))).startswith("690.752501433")


def test_eight_steps_for_condition_number_one_hundred() -> None:
    """κ = 100, r = 9/11: of the worst mode the best eight steps leave 2r⁸/(1 + r¹⁶) = 0.386063..., eight of the best
    fixed size 0.852139...; four of them exceed 2/L. By mpmath it is 1/T₈(101/99); runs, in both orders, agree."""
    left = value(part("gen.chebyshev", 0, 0, 0, 0, 1, 0), r=F(9, 11), T=8)
    assert f"{float(left):.12f}" == "0.386063435018" and f"{float(F(99, 101) ** 8):.12f}" == "0.852139243939"
    (step,) = {
        node for node in CLAIMS["gen.chebyshev"].given[-1].walk() if node.head == "div" and node.args[0].data == 1
    }
    names = {"mu": F(1), "L": F(100), "T": 8}
    steps = [
        float(evaluate(step, {v: (names | {"t": k})[v.data[0]] for v in step.free}, None, balls()).mid())
        for k in range(8)
    ]
    assert [size > 2 / 100 for size in steps] == [True] * 4 + [False] * 4
    curvatures = np.concatenate([[1.0, 100.0], np.linspace(1, 100, 301)])
    for order in (steps, steps[::-1]):
        ends = simulate(gradient_descent, curvatures, np.ones(303), 8, eta=lambda t, order=order: order[t - 1])
        assert ends[:2] == pytest.approx(float(left), rel=1e-9) and max(abs(ends)) < float(left) + 1e-9


def test_one_step_in_floating_point() -> None:
    """This machine's arithmetic is binary64: what is left after the step 1/a is as proved, and for 49 it is 2⁻⁵³."""
    assert 1.0 - (1.0 / 49.0) * (49.0 * 1.0) == 2.0**-53
    dice = Random("one step")
    for _ in range(10_000):
        a, x = dice.uniform(0.1, 100), dice.uniform(-100, 100)
        assert abs(F(x - (1.0 / a) * (a * x))) <= 4 * F(1, 2**53) * abs(F(x))


def at_point(e: Expr, names: dict[str, F | int], **functions_: object) -> F:
    """The exact value of a term, variables and function symbols named."""
    known = {f: functions_[f.name] for f in functions(e)}
    result = evaluate(e, {v: F(names[v.data[0]]) for v in e.free}, known, EXACT)  # type: ignore[arg-type]
    assert isinstance(result, F)
    return result


def test_the_loss_after_one_step_on_a_parabola() -> None:
    """L = 4, η = 0.3, θ = 1.5: the loss falls by 4.32, the most that the descent lemma allows."""
    before_after = part("gd.descent-lemma", 1, 0)
    values = {"L": F(4), "eta": F(3, 10), "z": F(3, 2)}
    after, bound = (at_point(side, values) for side in before_after.args)
    assert after - 4 * F(3, 2) ** 2 / 2 == bound - 4 * F(3, 2) ** 2 / 2 == F(-432, 100)


def test_hubers_loss_after_ten_steps() -> None:
    """L = 1, from 1, N = 10: LR²/(4N + 2) = 1/42."""
    bound = part("gen.convex-rate", 1, 1, 1)
    assert at_point(bound, {"L": 1, "n": 10}, u=lambda k: {0: 1}[k]) == F(1, 42)


def test_multipliers_in_a_shallow_and_in_a_deep_well() -> None:
    """A (1 − cos θ/w), η = 1: depth 0.002 with curvature 0.001 holds, depth 2 with curvature 100 does not."""
    multiplier = part("gd.just-right-shallow", 0, 0)
    assert at_point(multiplier, {"eta": 1, "A": F(1, 1000), "w": 1}) == F(999, 1000)
    assert at_point(multiplier, {"eta": 1, "A": 1, "w": F(1, 10)}) == -99


def test_theta_to_the_fourth() -> None:
    """η = 0.1: the threshold is √5 = 2.236..., and a step from 2.25 leads to −2.30625."""
    guard = part("gen.taylor-degenerate", 0, 1, 0)
    below, above = (
        at_point(guard.args[1], {"eta": F(1, 10)}, theta=lambda k, x=x: x) for x in (F("2.2360679"), F("2.2360680"))
    )
    assert below < 1 < above
    step = CLAIMS["gen.taylor-degenerate"].given[0].args[0].args[1].args[1]
    assert at_point(step, {"eta": F(1, 10), "t": 0}, theta=lambda k: F("2.25")) == F("-2.30625")


def test_one_step_from_three_on_x_squared_plus_x_to_the_fourth() -> None:
    """x²/2 + x⁴/4 with η = 1: x → −x³, so 3 leads to −27, 19683 and −3²⁷ = −7625597484987."""
    step = CLAIMS["gen.local-not-global"].given[0].args[0].args[1].args[1]
    x = F(3)
    for _ in range(3):
        x = at_point(step, {"t": 0}, theta=lambda k, x=x: x)
    assert x == -7625597484987


def test_the_slowest_factor_for_condition_number_one_hundred() -> None:
    """κ = 100: no stable step shrinks the flattest direction by more than 2 %."""
    assert value(part("cond.slow-direction", 0, 0, 1, 0), kappa=100) == F(98, 100)


# --- momentum
def test_the_factors_of_a_ravine_of_condition_number_one_hundred() -> None:
    """At the step 2/101 the steep direction is multiplied by −0.980198019802, the flat one by 0.980198019802."""
    steep, flat = part("mom.ravine", 1, 0, 0), part("mom.ravine", 1, 1, 0)
    assert value(steep, mu=1, L=100) == F(-99, 101) and value(flat, mu=1, L=100) == F(99, 101)
    assert f"{99 / 101:.12f}" == "0.980198019802"


def test_momentum_under_a_schedule() -> None:
    """η = 0.1, 0.2, 0.05, f = θ²/2, β = 0.9, from 1: θ₃ = 0.432 as the claim says, and 0.3555 with β for β ηₜ₊₁/ηₜ."""
    claim = CLAIMS["mom.variable-lr"]
    rates = [F("0.1"), F("0.2"), F("0.05")]
    for statement, wanted in (
        (part("mom.variable-lr", 0, 0, 1), "0.432"),
        (claim.printed.reads.args[0].args[1], "0.3555"),
    ):
        statement = on_the_line(statement)
        path = [F(1), F("0.9")]
        for k in range(2):
            known = {"theta": path.__getitem__, "eta_t": rates.__getitem__, "g": lambda z: z}
            named = {f: known[f.name] for f in functions(statement)}
            path.append(
                evaluate(statement.args[1], {v: {"t": k, "beta": F("0.9")}[v.data[0]] for v in statement.free}, named)
            )
        assert path[3] == F(wanted)


def test_the_weights_of_momentum_after_ten_steps() -> None:
    """β = 0.9: they sum to 6.513215599, and in the end to 10."""
    sides = part("mom.not-ema", 0, 1, 0, 0, 1)
    assert [value(side, beta=F("0.9"), t=10) for side in sides.args] == [F("6.513215599")] * 2
    assert value(part("mom.not-ema", 0, 1, 1, 0), beta=F("0.9")) == 10


def test_how_much_faster_a_constant_gradient_moves_momentum() -> None:
    """v → g/(1 − β): 10 g for β = 0.9, 100 g for β = 0.99."""
    gap = next(n for n in part("mom.effective-lr", 0, 1, 1).walk() if n.head == "vsub")
    assert [value(gap.args[1].args[0], beta=F(b)) for b in ("0.9", "0.99")] == [10, 100]


def test_half_life_and_mean_age() -> None:
    """β = 0.9: half the weight is left after 6.578813478960585 steps, and the gradients are 9 steps old in the mean."""
    life = part("mom.recent-weights", 0, 1, 0, 0, 1, 1)
    assert shown(life, beta=F("0.9")).startswith("6.57881347896058")
    assert value(part("mom.recent-weights", 1, 1, 0), beta=F("0.9")) == 9


def test_the_gain_at_frequency_one() -> None:
    """β = 0.9, ω = 1: 1.09274553298 to twelve digits."""
    gain = part("mom.frequency", 0, 0, 1, 0, 1).args[0]
    assert shown(gain, beta=F("0.9"), omega=1).startswith("1.092745532978")


def test_the_slow_mode_for_a_thousandth() -> None:
    """β = 0.9, ηa = 0.001: the factor is 0.988873214245..., and to second order 0.9891, which is within the bound."""
    factor, series, bound = (
        part("mom.slow-mode", 1, 1, 0, 0, 1), part("mom.small-eta", 0, 1, 0), part("mom.small-eta", 1, 1)
    )  # fmt: skip
    assert shown(factor, beta=F("0.9"), x=F("0.001")).startswith("0.988873214245")
    assert value(series, beta=F("0.9"), delta=F("0.1"), x=F("0.001")) == F("0.9891")
    assert value(bound, beta=F("0.9"), delta=F("0.1"), x=F("0.001")) == F("0.00108")


# --- heavy ball and Nesterov
def runs(rule: Rule, steps: int, gradient: Callable[[Any], Any], start: F, **hyper: F) -> list[F]:
    """The exact parameters of a rule with a velocity, from rest."""
    x, v = start, F(0)
    path = [x]
    for _ in range(steps):
        x, v = rule(x, v, gradient, **hyper)
        path.append(x)
    return path


def size(trace: float, product: float) -> float:
    """The larger root of z² − trace z + product, in absolute value."""
    disc = cmath.sqrt(trace**2 - 4 * product)
    return max(abs(trace + disc), abs(trace - disc)) / 2


def test_heavy_ball_bears_nearly_four_times_the_inverse_curvature() -> None:
    """|β| < 1, ηλ < 2(1 + β): 3.8 for β = 0.9; and the largest root passes 1 there."""
    edge = part("hb.stability", 0, 0, 1, 1)
    assert edge.head == "lt" and value(edge.args[1], beta=F(9, 10)) == F(19, 5)
    assert size(1.9 - 3.799, 0.9) < 1 < size(1.9 - 3.801, 0.9)


def test_the_best_pairs_for_condition_number_one_hundred() -> None:
    """Nesterov over all pairs: β = 0.793274726291, rate 0.884721916459; by the definitions that the claim is given."""
    given = {
        g.args[0].data[0]: g.args[1] for h in CLAIMS["nag.lrp-optimal"].given for g in conjuncts(h) if g.head == "eq"
    }
    z = evaluate(given["z"], {v: F(100) for v in given["z"].free}, None, digits(30))
    beta = evaluate(given["beta0"], {v: z for v in given["beta0"].free}, None, digits(30))
    rate = evaluate(given["r"], {v: z for v in given["r"].free}, None, digits(30))
    assert f"{float(beta):.12f}" == "0.793274726291" and f"{float(rate):.12f}" == "0.884721916459"
    step = value(given["eta0"], mu=1, L=100)
    ends = [
        size((1 + float(beta)) * (1 - float(step) * lam), float(beta) * (1 - float(step) * lam)) for lam in (1, 100)
    ]
    assert max(ends) == pytest.approx(float(rate), abs=1e-7)


def test_the_best_heavy_ball_takes_ninety_five_steps() -> None:
    """κ = 100 to 10⁻⁶: 95 steps, 69 by the rate alone, 691 for gradient descent; exactly, by running the rule."""
    counts = [
        part("hb.iterations", *path) for path in ((0, 0, 1, 1, 0, 1, 1, 0), (0, 1, 1, 0, 1, 1, 0), (1, 0, 1, 1, 0))
    ]
    assert [value(c) for c in counts] == [95, 69, 691]
    path = runs(heavy_ball, 200, lambda x: 100 * x, F(1), eta=F(4, 121), beta=F(81, 121))
    assert [k for k in range(201) if abs(path[k]) <= F(1, 10**6)] == list(range(95, 201))


def test_momentum_first_crosses_at_the_twenty_fourth_step() -> None:
    """ηλ = 0.01, β = 0.9: θ₂₄ is the first on the other side; the frequency is 0.0881481934057."""
    path = runs(heavy_ball, 24, lambda x: x, F(1), eta=F(1, 100), beta=F(9, 10))
    assert min(path[:24]) > 0 > path[24]
    assert f"{cmath.acos((1 + 0.9 - 0.01) / (2 * 0.9**0.5)).real:.13f}" == "0.0881481934057"


def test_where_momentum_becomes_faster_than_descent() -> None:
    """β = 0.9: κ = 1/(1 − √0.9) = 19.4868..., and complex roots up to 1/(1 − √0.9)² = 379.7366..."""
    crossing, turning = part("hb.faster", 0, 1, 1, 0), part("hb.faster", 1, 1, 1)
    for e, wanted in ((crossing, "19.4868329805"), (turning, "379.73665961")):
        (beta,) = e.free
        found = evaluate(e, {beta: F(9, 10)}, None, digits(30))
        assert f"{float(found):.{len(wanted.partition('.')[2])}f}" == wanted


def bent(z: F) -> F:
    return 25 * z - 24 * max(F(0), min(z - 1, F(1)))


def test_the_cycle_of_heavy_ball_and_nesterovs_way_out_of_it() -> None:
    """Exactly: the three points go round; from 3.3 Nesterov's loss stays below its bound, by a factor of 0.146386..."""
    places = [F(792, 1225), F(-2208, 1225), F(2592, 1225)]
    for k in range(3):
        a, b, c = (places[(k + j) % 3] for j in range(3))
        assert b + F(4, 9) * (b - a) - bent(b) / 9 == c
    path = runs(heavy_ball, 60, bent, F(33, 10), eta=F(1, 9), beta=F(4, 9))
    assert all(abs(path[60 - k] - places[(60 - k) % 3]) < F(1, 10**6) for k in range(3))

    def loss(z: F) -> F:
        if z < 1:
            return 25 * z**2 / 2
        return F(25, 2) + (z**2 - 1) / 2 + 24 * (z - 1) if z < 2 else 38 + (25 * (z**2 - 4) / 2 - 24 * (z - 2))

    path = runs(nesterov, 60, bent, F(33, 10), eta=F(1, 25), beta=F(2, 3))
    first = loss(path[0]) + path[0] ** 2 / 2
    ratio = max(loss(path[t]) / (F(4, 5) ** t * first) for t in range(1, 61))
    assert f"{float(ratio):.12f}" == "0.146386093321"


def test_the_forms_of_nesterov_on_a_quartic() -> None:
    """g = 2z + z³, η = 0.2, β = 0.9 from 1: θ₆ = −0.018620194843, and PyTorch's parameter is 0.0893068157333."""
    from nesterov_forms import sutskever, torch_nesterov

    hyper = {"eta": F(1, 5), "beta": F(9, 10)}
    found = [runs(r, 6, lambda z: 2 * z + z**3, F(1), **hyper)[-1] for r in (nesterov, sutskever, torch_nesterov)]
    assert found[0] == found[1]
    assert f"{float(found[0]):.12f}" == "-0.018620194843" and f"{float(found[2]):.13f}" == "0.0893068157333"


def test_nesterov_diverges_where_heavy_ball_does_not() -> None:
    """β = 0.9: for ηλ = 3 the rates are 0.948683298051 and 4.22594066992, for 0.1 they are 0.948683298051 and 0.9."""
    heavy = [size(1.9 - a, 0.9) for a in (3, 0.1)]
    ahead = [size(1.9 * (1 - a), 0.9 * (1 - a)) for a in (3, 0.1)]
    assert [f"{z:.12f}" for z in heavy] == ["0.948683298051"] * 2
    assert f"{ahead[0]:.11f}" == "4.22594066992" and ahead[1] == pytest.approx(0.9, abs=1e-7)
