"""A corrected moment does not make the update unbiased."""

from lrproof import (
    adam,
    at,
    by,
    claim,
    eq,
    expect,
    fails,
    forall,
    integer,
    near_miss,
    positive,
    rational,
    real,
    sampled,
    sequence,
)
from lrproof.kernel.terms import term

PREFIX = "adam"
PLACE = (4, 31)

i = integer("i", "[1, oo)")
eta, beta1, beta2 = positive("eta"), real("beta1", "[0, 1)"), real("beta2", "[0, 1)")
s, theta, g = sequence("s", random=True, moments=4), sequence("theta", random=True), sequence("g", random=True)
three_or_less = (1 + s(1)) * (1 + s(2)) - 1
SYMBOLS = {s: "the sign that fair coin i shows", g: "the gradient of step i: 3 if both coins show +, else −1",
           theta: "the parameter after i steps"}  # fmt: skip
one, two = eq(s(1) ** 2, 1), eq(s(2) ** 2, 1)
fair, apart = forall(i, eq(expect(s(i)), 0)), eq(expect(s(1) * s(2)), 0)
first_gradient = eq(g(1), three_or_less)
start, hyper = {"x": theta(0), "m": 0, "v": 0}, {"eta": eta, "beta1": beta1, "beta2": beta2, "eps": 0}
first_step = eq(theta(1), adam.trace(gradient=lambda z: g(1), state=start, t=term(1), **hyper).next["x"])


def moved(mean, by_eta):
    """The mean gradient, and the mean step in units of η."""
    return eq(expect(g(1)), mean) & eq(expect(theta(1) - theta(0)), by_eta * eta)


@claim(
    moved(0, rational("1/2")),
    given=(one, two, fair, apart, first_gradient, first_step),
    printed=fails(
        "Part 4", r"\text{To correct: } \hat{m}_t = \frac{m_t}{1 - \beta_1^t}", eq(expect(theta(1) - theta(0)), 0)
    ),
    near_misses=(
        near_miss(moved(0, 0), "a mean step of 0, as the mean gradient is"),
        near_miss(moved(0, rational("-1/2")), "the other direction"),
        near_miss(moved(1, rational("1/2")), "a mean gradient of 1"),
    ),
    tried=(
        sampled(s(1) / abs(s(1)), rational("-1/2"), wrong=0, draws={s: ("two values", 3, -1, "3/4")}),
    ),
)  # fmt: skip
def update_biased():
    """The gradient is 3 with probability 1/4, else −1: its mean is 0, but Adam's first step, by its sign, is η/2."""
    which = yield eq(g(1), 3) | eq(g(1), -1), by.arithmetic(one, two, first_gradient)
    yield theta(1) - theta(0)
    step = yield "=", -eta * (g(1) - 1) / 2, by.arithmetic(first_step, which)
    yield expect(g(1))
    yield "=", expect(s(1) * s(2)) + expect(s(1)) + expect(s(2)), by.expectation(first_gradient)
    none = yield "=", 0, by.arithmetic(at(fair, 1), at(fair, 2), apart)
    yield expect(theta(1) - theta(0))
    yield "=", -eta * (expect(g(1)) - 1) / 2, by.expectation(step)
    half = yield "=", rational("1/2") * eta, by.algebra(none)
    yield moved(0, rational("1/2")), by.logic(none, half)
