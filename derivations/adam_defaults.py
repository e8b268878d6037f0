"""Adam's default weights and ε, and what they amount to."""

from adam import beta1 as b1
from adam import beta2 as b2
from adam import eta, g, m, m_starts, t, theta, v, v_starts
from adam_constant_gradient import first_step
from adam_defined import eps as eps_any
from adam_defined import well_defined

from lrproof import (
    adam,
    at,
    by,
    claim,
    conj,
    eq,
    followed,
    forall,
    holds,
    iff,
    ne,
    near_miss,
    oracle,
    rational,
    recurrence,
    sqrt,
)

PREFIX = "adam"
PLACE = (4, 46)  # in the report: Part 4, at the end of Adam

beta1, beta2, eps = rational("0.9"), rational("0.999"), rational("1e-8")
SYMBOLS = {g: "the gradient of step t", theta: "the parameter after t steps"}
runs = recurrence(
    adam, {"m": m, "v": v, "x": theta}, gradient=lambda z: g(t + 1), step=t + 1, eta=eta, beta1=beta1, beta2=beta2,
    eps=eps,
)  # fmt: skip
step = abs(theta(1) - theta(0))


def amounts(first=10, second=1000, least="9.9e-7", share="0.99"):
    """How far back the averages reach, which way their bias goes, and from which gradient on ε hardly matters."""
    reach = eq(1 / (1 - beta1), first) & eq(1 / (1 - beta2), second)
    bounded = (beta1**2 < beta2) & (1 - beta2 < (1 - beta1) ** 2)
    return conj(reach, bounded, iff(rational(share) * eta <= step, rational(least) <= abs(g(1))))


@claim(
    amounts(),
    given=(m_starts, v_starts, ne(g(1), 0), *runs),
    printed=holds(
        "Part 4", r"\text{Default hyperparameters: } \beta_1 = 0.9, \; \beta_2 = 0.999, \; \epsilon = 10^{-8}"
    ),
    uses=(first_step, well_defined),
    near_misses=(
        near_miss(amounts(first=9), "9 for 10 steps"),
        near_miss(amounts(second=100), "100 for 1000 steps"),
        near_miss(
            amounts(least="1e-8"), "a gradient of the size of ε", examples=({g: lambda k: rational("5e-7")},)
        ),
        near_miss(amounts(share="0.999"), "99.9 % of η", examples=({g: lambda k: rational("2e-6")},)),
    ),
    tried=(
        *(
            followed(
                adam, lambda z, slope=slope: rational(slope), start=1, steps=1,
                hyper={"eta": rational("0.001"), "beta1": beta1, "beta2": beta2, "eps": eps},
                ends=lambda x, low=low, high=high: (rational(low) < 1 - x) & (1 - x < rational(high)),
            )
            for slope, low, high in (("1e-6", "0.00099", "0.001"), ("9.8e-7", "0.00098", "0.00099"))
        ),
        oracle("torch.optim.Adam()", adam, {"eta": rational("0.001"), "beta1": beta1, "beta2": beta2, "eps": eps}),
    ),
)  # fmt: skip
def defaults():
    """By default m reaches back 10 steps and v 1000, and a gradient of 10⁻⁶ is enough for a first step of 0.99 η."""
    values = {b1: beta1, b2: beta2, eps_any: eps}
    known = at(well_defined, {b2: beta2, eps_any: eps}, t)
    under = (beta2 * v(t) + (1 - beta2) * g(t + 1) ** 2) / (1 - beta2 ** (t + 1))
    root = yield (0 <= under) & (0 < sqrt(under) + eps), by.arithmetic(known)
    less = yield (0 < 1 - beta1 ** (t + 1)) & (0 < 1 - beta2 ** (t + 1)), by.arithmetic()
    both = yield root.formula & less.formula, by.logic(root, less)
    yield forall(t, both.formula), by.generalize(both), "no step divides by 0"
    taken = yield eq(theta(1) - theta(0), -(eta * g(1)) / (abs(g(1)) + eps)), by.logic(at(first_step, values))
    size = yield eq(step, eta * abs(g(1)) / (abs(g(1)) + eps)), by.arithmetic(taken)
    last = amounts().args[1]
    enough = yield last, by.arithmetic(size)
    sure = yield amounts().args[0], by.arithmetic()
    yield amounts(), by.logic(sure, enough)
