"""The claims of derivations/: their ids never change, what each rests on, and numbers that a reader can recompute."""

from __future__ import annotations

from fractions import Fraction as F
from pathlib import Path
from random import Random

import numpy as np
import pytest

from lrproof import gradient_descent, simulate
from lrproof.discover import discover
from lrproof.evaluate import EXACT, balls, digits, evaluate
from lrproof.evidence.derive import check
from lrproof.evidence.prove import prove
from lrproof.falsify.models import on_the_line
from lrproof.kernel.replay import replay
from lrproof.kernel.terms import Expr, functions

FOLDER = Path(__file__).parents[1] / "derivations"

# id -> (the verdict on the text, the axioms it rests on, near misses, claims that it cites)
PINNED: dict[str, tuple[str, set[str], int, set[str]]] = {
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
    "mom.frequency": ("NOT PRINTED", set(), 5, {"mom.cosine-falls"}),
    "mom.lyapunov": ("NOT PRINTED", set(), 7, {"gd.quadratic-bound"}),
    "mom.slow-mode": ("NOT PRINTED", set(), 4, set()),
    "mom.small-eta": ("NOT PRINTED", set(), 5, set()),
    "adam.moving-average": ("NOT PRINTED", set(), 4, set()),
    "adam.weight-sum": ("NOT PRINTED", set(), 3, {"adam.moving-average"}),
    "adam.closed-form": ("HOLDS", set(), 5, {"adam.moving-average", "adam.weight-sum"}),
}


CLAIMS = {c.id: c for c in discover([str(FOLDER)])}


def test_no_id_is_lost() -> None:
    """People cite claims by id: one that was published stays."""
    assert PINNED.keys() <= CLAIMS.keys()


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    """The theorem is proved from its assumptions and the pinned axioms, and the kernel alone proves it again."""
    made, (printed, axioms, near, cited) = CLAIMS[id_], PINNED[id_]
    proof = prove(made)
    assert proof.theorem.concl == made.statement
    assert proof.theorem.hyps <= set(made.assumptions)
    assert (proof.theorem.axioms, set(proof.cited)) == (axioms, cited)
    assert (made.theorem, made.printed.verdict) == ("PROVED GIVEN" if axioms else "PROVED", printed)
    assert len(made.near_misses) >= near
    again = [replay(steps) for steps in proof.steps]
    assert (again[0].hyps, again[0].concl) == (proof.theorem.hyps, proof.theorem.concl)
    assert tuple(th.concl for th in again[1:]) == proof.shown and not any(th.hyps for th in again[1:])


def test_what_has_no_theorem() -> None:
    """Only a matter of experiment is left without one."""
    left = {c.id: c.printed.verdict for c in CLAIMS.values() if c.theorem not in ("PROVED", "PROVED GIVEN")}
    assert left == {"cond.deep-nets": "EMPIRICAL"}


@pytest.mark.parametrize("id_", [id_ for id_ in PINNED if CLAIMS[id_].derived])
def test_sympy_finds_what_is_stated(id_: str) -> None:
    """Each term that a claim says SymPy can find is found, and proved to be what is stated."""
    assert all(record.passed for record in check(CLAIMS[id_])), check(CLAIMS[id_])


# --- numbers, from the statements themselves
def part(id_: str, *path: int) -> Expr:
    """The part of a statement at ``path``: the number of the argument at each level."""
    found = CLAIMS[id_].statement
    for step in path:
        found = found.args[step]
    return found


def value(e: Expr, **names: F | int) -> F:
    """The exact value, variables named."""
    result = evaluate(e, {v: names[v.data[0]] for v in e.free}, None, EXACT)
    assert isinstance(result, F)
    return result


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
def shown(e: Expr, **names: F | int) -> str:
    """The value with 50 digits."""
    return str(evaluate(e, {v: names[v.data[0]] for v in e.free}, None, digits(50)))


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
    gain = part("mom.frequency", 0, 0, 1, 1).args[0]
    assert shown(gain, beta=F("0.9"), omega=1).startswith("1.092745532978")


def test_the_slow_mode_for_a_thousandth() -> None:
    """β = 0.9, ηa = 0.001: the factor is 0.988873214245..., and to second order 0.9891, which is within the bound."""
    factor, series, bound = (
        part("mom.slow-mode", 1, 1, 0, 0, 1), part("mom.small-eta", 0, 1, 0), part("mom.small-eta", 1, 1)
    )  # fmt: skip
    assert shown(factor, beta=F("0.9"), x=F("0.001")).startswith("0.988873214245")
    assert value(series, beta=F("0.9"), delta=F("0.1"), x=F("0.001")) == F("0.9891")
    assert value(bound, beta=F("0.9"), delta=F("0.1"), x=F("0.001")) == F("0.00108")
