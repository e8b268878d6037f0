"""What Adam's ε guards: small gradients move little, and flat minima are stable to first order."""

from adam import beta1, eta, g, m_starts, t, v_starts
from adam_constant_gradient import any_runs
from adam_defined import eps, safe, square, well_defined
from adam_half_step import half_step, halves
from heavy_ball_stability import L as most
from heavy_ball_stability import beta as weight
from heavy_ball_stability import eta as size
from heavy_ball_stability import lam, stability
from heavy_ball_stability import mu as fewest
from heavy_ball_stability import theta as place
from heavy_ball_stability import v as speed

from lrproof import (
    adam,
    at,
    by,
    claim,
    conj,
    eq,
    followed,
    forall,
    iff,
    implies,
    ne,
    near_miss,
    positive,
    rational,
    row,
    sequence,
    sqrt,
    tends,
)

PREFIX = "adam"
PLACE = (4, 37)

a, x, m = positive("a"), sequence("x"), sequence("u")
SYMBOLS = {
    eta: "the learning rate", eps: "the constant beside the root", a: "the curvature", g: "the gradient of step t",
    beta1: "the weight of the past in m", x: "the parameter after t linearised steps", m: "their average of gradients",
}  # fmt: skip
adam_runs = (m_starts, v_starts, ne(g(1), 0), 0 < eps, *any_runs)
# the linearisation at θ = m = v = 0, where √v + ε is ε: v is of second order
averages = forall(t, eq(m(t + 1), beta1 * m(t) + (1 - beta1) * (a * x(t))))
moves = forall(t, eq(x(t + 1), x(t) - eta / eps * (beta1 * m(t) + (1 - beta1) * (a * x(t)))))
edge = 2 * (1 + beta1) * eps / ((1 - beta1) * eta)
goes, starts = tends(x(t), t, 0), eq(m(0), 0) & ne(x(0), 0)
linear = implies(a < edge, goes) & implies(starts, iff(goes, a < edge))
default = implies(
    conj(eq(beta1, rational("9/10")), eq(eta, rational("1/1000")), eq(eps, rational("1e-8"))),
    eq(edge, rational("38/100000")),
)
defaults = {"eta": rational("0.001"), "beta1": rational("0.9"), "beta2": rational("0.999"), "eps": rational("1e-8")}
still = {x: lambda k: 0 * k, m: lambda k: 0 * k, a: 8, eta: 1, eps: 1, beta1: 0}


@claim(
    conj(halves(), linear, default),
    given=(*adam_runs, averages, moves),
    uses=(well_defined, half_step, stability),
    examples=({beta1: 0, eta: 1, eps: 1, a: rational("1/2"), x: lambda k: rational("1/2") ** k,
               m: lambda k: rational("1/2") ** k}, still),
    near_misses=(
        near_miss(conj(halves(size=2 * eps), linear, default), "2ε for ε"),
        near_miss(conj(halves(), implies(a < edge, goes) & iff(goes, a < edge), default), "from the minimum too"),
        near_miss(conj(halves(share=eta), linear, default), "a whole step"),
    ),
    tried=(  # below and above 0.00038; from so near that √v stays far below ε
        followed(adam, lambda z: rational("0.00036") * z, start=rational("1e-30"), steps=1000, hyper=defaults,
                 ends=lambda z: abs(z) < rational("1e-36")),
        followed(adam, lambda z: rational("0.0004") * z, start=rational("1e-30"), steps=100, hyper=defaults,
                 ends=lambda z: rational("1e-15") < abs(z)),
    ),
    cheat_sheet=(row("Adam's linearisation at a minimum is stable for curvatures below", edge),),
)  # fmt: skip
def eps_guard():
    """A gradient of size ε halves Adam's first step; to first order minima are stable below 2(1 + β₁)ε/((1 − β₁)η)."""
    some = yield safe(), by.cite(at(well_defined, t))
    some = yield (0 <= square(t)) & ne(sqrt(square(t)) + eps, 0), by.arithmetic(some)
    yield forall(t, some.formula), by.generalize(some), "no step divides by 0"
    one = yield halves(), by.cite(half_step)
    step = (1 - beta1) * eta / eps
    scale = yield (0 < step) & (0 < 1 - beta1), by.arithmetic()
    speed_ = yield (
        eq(m(t + 1) / (1 - beta1), beta1 * (m(t) / (1 - beta1)) + a * x(t)),
        by.algebra(at(averages, t), scale),
    )
    speeds = yield forall(t, speed_.formula), by.generalize(speed_)
    moved = yield (
        eq(x(t + 1), x(t) - step * (beta1 * (m(t) / (1 - beta1)) + a * x(t))),
        by.algebra(at(moves, t), scale),
    )
    steps = yield forall(t, moved.formula), by.generalize(moved)
    put = {
        size: step,
        weight: beta1,
        lam: a,
        place: x,
        speed: lambda k: m(k) / (1 - beta1),
        fewest: rational(1),
        most: rational(1),
    }
    known = at(stability, put, given=(steps, speeds))
    stable = (abs(beta1) < 1) & (0 < step * a) & (step * a < 2 * (1 + beta1))
    two = yield implies(stable, goes), by.cite(known)
    three = yield implies(eq(m(0) / (1 - beta1), 0) & ne(x(0), 0), iff(goes, stable)), by.cite(known)
    low = yield (abs(beta1) < 1) & (0 < step * a), by.arithmetic(scale)
    high = yield iff(a < edge, step * a < 2 * (1 + beta1)), by.arithmetic(scale)
    zero = yield implies(eq(m(0), 0), eq(m(0) / (1 - beta1), 0)), by.arithmetic()
    four = yield linear, by.logic(two, three, low, high, zero)
    five = yield default, by.arithmetic()
    yield conj(halves(), linear, default), by.logic(one, four, five)
