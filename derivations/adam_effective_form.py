"""Adam with its bias correction moved into the learning rate and ε, as libraries compute it."""

from adam import average, beta1, beta2, eta, g, m, m_starts, t, theta, v, v_starts
from adam_defined import eps, guarded, safe, square, well_defined

from lrproof import (
    adam,
    at,
    by,
    claim,
    eq,
    forall,
    holds,
    near_miss,
    not_tried,
    oracle,
    rational,
    recurrence,
    row,
    rule,
    simulated,
)
from lrproof.rule import sqrt

PREFIX = "adam"
PLACE = (4, 26)  # in the report: Part 4, after bias correction

SYMBOLS = {g: "the gradient of step t", theta: "the parameter after t steps"}
m_step, v_step, move = recurrence(
    adam, {"m": m, "v": v, "x": theta}, gradient=lambda z: g(t + 1), step=t + 1, eta=eta, beta1=beta1, beta2=beta2,
    eps=eps,
)  # fmt: skip


def rate(n):
    """The learning rate of step n with the bias correction of both moments in it, as a multiple of η."""
    return sqrt(1 - beta2**n) / (1 - beta1**n)


def floor(n):
    """What takes the place of ε in step n."""
    return eps * sqrt(1 - beta2**n)


def step(n, factor=rate, small=floor, first=m, second=v):
    """The step by the moments as they are."""
    return eta * factor(n) * (first(n) / (sqrt(second(n)) + small(n)))


def moves(factor=rate, small=floor):
    """The moments as they are, with another learning rate and another ε, give Adam's parameter."""
    return forall(t, eq(theta(t + 1), theta(t) - step(t + 1, factor, small)))


@rule
def effective_adam(x, m, v, /, grad, *, eta, beta1, beta2, eps, t):
    """Adam by its moments as they are, with the bias correction of both in the learning rate and in ε."""
    g = grad(x)
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    corrected = sqrt(1 - beta2**t)
    return x - eta * corrected / (1 - beta1**t) * (m / (sqrt(v) + eps * corrected)), m, v


@claim(
    moves(),
    given=(m_starts, v_starts, guarded, m_step, v_step, move),
    printed=holds("Part 4", r"\theta_{t+1} = \theta_t - \frac{\eta}{\sqrt{\hat{v}_t} + \epsilon} \hat{m}_t"),
    uses=(well_defined,),
    near_misses=(
        near_miss(moves(small=lambda n: eps), "ε as it was"),
        near_miss(moves(factor=lambda n: 1 / (1 - beta1**n)), "the second moment not corrected"),
        near_miss(moves(factor=lambda n: (1 - beta2**n) / (1 - beta1**n)), "without the root"),
        near_miss(moves(small=lambda n: eps / sqrt(1 - beta2**n)), "ε divided, not multiplied"),
        near_miss(moves(factor=lambda n: sqrt(1 - beta1**n) / (1 - beta2**n)), "β₁ and β₂ exchanged"),
    ),
    tried=(
        simulated(
            adam,
            theta(t - 1) - step(t, first=lambda n: average(beta1, g, n),
                                second=lambda n: average(beta2, lambda k: g(k) ** 2, n)),
            reads={theta: "iterate", g: "gradient of step", t: "steps", eta: "eta", beta1: "beta1", beta2: "beta2",
                   eps: "eps"},
            hyper={"eta": rational("0.01"), "beta1": rational("0.9"), "beta2": rational("0.999"),
                   "eps": rational("1e-8")},
            control="beta1", condition=10**8, steps=100,
        ),
        not_tried("derive", "nothing is solved for: one form is the other, with its fractions expanded"),
        oracle("torch.optim.Adam", adam, {"eta": "lr", "beta1": "beta1", "beta2": "beta2", "eps": "eps"}),
        oracle("torch.optim.Adam", effective_adam, {"eta": "lr", "beta1": "beta1", "beta2": "beta2", "eps": "eps"}),
    ),
    cheat_sheet=(row("Adam's step by the uncorrected moments", step(t + 1)),),
)  # fmt: skip
def effective_form():
    """Adam's step is η√(1 − β₂ᵗ)/(1 − β₁ᵗ) · m/(√v + ε√(1 − β₂ᵗ)): bias correction changes η, and ε."""
    x, y = beta1 ** (t + 1), beta2 ** (t + 1)
    less = yield (x <= beta1) & (y <= beta2), by.arithmetic()
    some = yield (0 < 1 - x) & (0 < 1 - y) & (0 < sqrt(1 - y)), by.arithmetic(less)
    known = yield safe(), by.cite(at(well_defined, t))
    ready = yield (0 <= square(t)) & (0 < sqrt(square(t)) + eps), by.arithmetic(known)
    yield forall(t, ready.formula), by.generalize(ready), "no step divides by 0"
    product = yield eq(v(t + 1), (1 - y) * square(t)), by.algebra(at(v_step, t), some)
    root = yield (
        (0 <= v(t + 1)) & eq(sqrt(v(t + 1)), sqrt(1 - y) * sqrt(square(t))),
        by.arithmetic(product, ready, some),
    )
    same = yield eq(sqrt(v(t + 1)) + floor(t + 1), sqrt(1 - y) * (sqrt(square(t)) + eps)), by.algebra(root)
    apart = yield (0 <= v(t + 1)) & (0 < sqrt(v(t + 1)) + floor(t + 1)), by.arithmetic(same, root, ready, some)
    yield forall(t, apart.formula), by.generalize(apart), "nor does the other form"
    yield theta(t + 1)
    yield "=", theta(t) - eta / (sqrt(square(t)) + eps) * (m(t + 1) / (1 - x)), by.algebra(at(move, t), at(m_step, t))
    one = yield "=", theta(t) - step(t + 1), by.algebra(same, some, ready)
    yield moves(), by.generalize(one)
