"""Warmup: the first step."""

from lrproof import (
    at,
    by,
    claim,
    conj,
    empirical,
    eq,
    fails,
    forall,
    function,
    heavy_ball,
    implies,
    integer,
    natural,
    ne,
    near_miss,
    not_tried,
    positive,
    rational,
    real,
    recurrence,
    row,
    sequence,
    suppose,
)
from lrproof.schedules import linear_warmup

PREFIX = "warm"
PLACE = (5, 30)  # in the report: Part 5, thirtieth

eta, beta, T = positive("eta"), real("beta", "[0, 1)"), integer("T", "[1, oo)", latex=r"T_{\mathrm{warmup}}")
t, n = natural("t"), natural("n")
theta, v, phi, w, g = sequence("theta"), sequence("v"), sequence("phi"), sequence("w"), function("g")
SYMBOLS = {eta: "the target, the learning rate after warmup", T: "the length of the warmup", g: "the gradient",
           theta: "the parameter, where the first step has t = 0", v: "the velocity of θ",
           phi: "the parameter, where the first step has t = 1", w: "the velocity of φ"}  # fmt: skip


def rate(step):
    """The learning rate at this step."""
    return linear_warmup(step, eta=eta, T=T)


printed_formula = r"\eta_t = \eta_{target} \cdot \frac{t}{T_{warmup}}"
from_zero = recurrence(heavy_ball, {"x": theta, "v": v}, gradient=g, step=t + 1, eta=rate(t), beta=beta)
from_one = recurrence(heavy_ball, {"x": phi, "v": w}, gradient=g, step=t + 1, eta=rate(t + 1), beta=beta)
idle = eq(rate(rational(0)), 0) & eq(theta(1), theta(0))


first_velocity = beta * v(0) + g(theta(0))


def buffer(speed=first_velocity):
    """The velocity is updated all the same."""
    return eq(v(1), speed)


def moved(first=eta / T, least=1):
    """Counted from 1, every step has a positive rate, and the first moves by η/T."""
    return eq(phi(1), phi(0) - first * (beta * w(0) + g(phi(0)))) & forall(n, implies(least <= n, 0 < rate(n)))


@claim(
    conj(idle, buffer(), moved()),
    given=(*from_zero, *from_one),
    printed=fails("Part 5", printed_formula, implies(eq(v(0), 0) & ne(g(theta(0)), 0), ne(theta(1), theta(0)))),
    near_misses=(
        near_miss(conj(eq(rate(rational(0)), 0) & eq(theta(2), theta(0)), buffer(), moved()), "the second step, too"),
        near_miss(conj(idle, buffer(beta * v(0)), moved()), "the velocity does not see the gradient"),
        near_miss(conj(idle, buffer(), moved(eta)), "the first step is whole"),
        near_miss(conj(idle, buffer(), moved(least=0)), "a positive rate from t = 0 on"),
    ),
    tried=(
        not_tried("derive", "the rates are the formula at t = 0 and t = 1"),
        not_tried("simulate", "one step of the traced rule is the whole statement"),
    ),
    cheat_sheet=(row("First learning rate of warmup, counted from t = 1", eta / T, "counted from t = 0 it is 0"),),
)
def first_step():
    """With t = 0 in the first step, warmup leaves the parameter where it is and only fills the velocity."""
    zero = yield eq(rate(rational(0)), 0), by.arithmetic()
    still = yield eq(theta(1), theta(0)), by.algebra(at(from_zero[0], 0), zero)
    filled = yield buffer(), by.algebra(at(from_zero[1], 0))
    one = yield eq(rate(rational(0) + 1), eta / T), by.arithmetic()
    goes = yield moved().args[0], by.algebra(at(from_one[0], 0), at(from_one[1], 0), one)
    later = yield suppose(1 <= n)
    one = yield 0 < n / T, by.arithmetic(later)
    one = yield 0 < rate(n), by.arithmetic(one)
    one = yield implies(1 <= n, 0 < rate(n)), by.discharge(later, one)
    always = yield moved().args[1], by.generalize(one)
    yield conj(idle, buffer(), moved()), by.logic(zero, still, filled, goes, always)


@claim(
    None,
    printed=empirical(
        "Part 5", r"\text{Early gradients are unreliable (random weights)}",
        "the spread of mini-batch gradients around their mean, and of their directions, measured along training runs "
        "from random weights with and without warmup",
    ),
    theorem="NONE",
)  # fmt: skip
def unreliable() -> None:
    """Whether gradients are less reliable early in training than later is a matter of experiment."""
