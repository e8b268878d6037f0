"""How far Adam moves in a step: the bound that Kingma and Ba print."""

from adam_step_bound import bound, known, step_bound_sharp
from adam_step_bound_default import fade, longest, step_bound_default, ten, usual, usual2
from adam_step_bound_moments import beta1, beta2, eps, eta, g, i, in_ratio, m, t, theta, v
from adam_step_bound_steps import divided, step_defined
from adam_step_bound_unbounded import for_ever

from lrproof import (
    adam,
    at,
    by,
    claim,
    conj,
    drawn,
    eq,
    fails,
    forall,
    iff,
    implies,
    ne,
    near_miss,
    not_tried,
    oracle,
    rational,
    sqrt,
    suppose,
)

PREFIX = "adam"
PLACE = (4, 31)  # in the report: Part 4, thirty-first

c, d = 1 - beta1, 1 - beta2
change = abs(theta(t + 1) - theta(t))
exact = eq(eps, 0) & for_ever
step = eta / (sqrt(v(t + 1) / (1 - beta2 ** (t + 1))) + eps) * (m(t + 1) / (1 - beta1 ** (t + 1)))
large, small = sqrt(d) < c, c <= sqrt(d)
printed = implies(eq(eps, 0), implies(large, abs(step) <= eta * c / sqrt(d)) & implies(small, abs(step) <= eta))
defaults = eq(beta1, usual) & eq(beta2, usual2)


def claimed(bound=bound, first=210, second=1, case=large):
    """The corrected bound, and from which step on a run passes the printed one, in both cases; or a near miss."""
    return conj(
        forall(t, change <= eta * bound(t + 1)),
        implies(defaults & exact, case & forall(t, iff(eta * (c / sqrt(d)) < change, first <= t + 1))),
        implies(ne(beta1, beta2) & exact, forall(t, iff(eta < change, second <= t))),
    )


def in_ratio_of(one, two):
    """A run of which every gradient is β₂/β₁ times the one before."""
    return {beta1: one, beta2: two, eps: 0, eta: 1, g: lambda k: (two / one) ** k}


standard = in_ratio_of(usual, usual2)
other = in_ratio_of(rational("17/42"), rational("17/28"))  # its second step is a fraction


def drawing(axes):
    """The bound, a run that attains it, and what Kingma and Ba print, for the default β₁ and β₂."""
    import numpy as np

    b1, b2, last = 0.9, 0.999, 2500
    n = np.arange(1, last + 1)
    r = b1**2 / b2
    sharp = (1 - b1) / (1 - b1**n) * np.sqrt((1 - b2**n) / (1 - b2) * (1 - r**n) / (1 - r))
    m, v, taken = 0.0, 0.0, []  # divided by the gradient and its square, which would overflow
    for step in n:
        m, v = b1 * m * (b1 / b2) + (1 - b1), b2 * v * (b1 / b2) ** 2 + (1 - b2)
        taken.append(m / (1 - b1**step) / np.sqrt(v / (1 - b2**step)))
    axes.semilogx(n, sharp, label="$R(t)$")
    every = np.unique(np.geomspace(1, last, 30).astype(int)) - 1
    axes.plot(n[every], np.array(taken)[every], ".", label=r"the steps for $g_i = (\beta_2/\beta_1)^i$")
    axes.axhline((1 - b1) / np.sqrt(1 - b2), color="#5f6368", linestyle="--", linewidth=0.8, label="Kingma and Ba")
    axes.axhline(np.sqrt(1 + (b1 - b2) ** 2 / ((1 - b2) * (b2 - b1**2))), color="#5f6368", linewidth=0.6)
    axes.set(xlabel="$t$", ylabel=r"step / $\eta$", ylim=(0, 7.6))
    axes.legend(loc="lower right")


@claim(
    claimed(),
    given=known,
    uses=(step_defined, step_bound_sharp, step_bound_default),
    printed=fails(
        "Kingma and Ba 2015, section 2.1",
        r"|\Delta_t| \le \alpha \cdot \frac{1 - \beta_1}{\sqrt{1 - \beta_2}} \text{ if } "
        r"1 - \beta_1 > \sqrt{1 - \beta_2}, \quad |\Delta_t| \le \alpha \text{ otherwise}",
        printed,
    ),
    near_misses=(
        near_miss(claimed(lambda n: bound(n) * (1 - beta1**n)), "without m's bias correction"),
        near_miss(claimed(first=1), "from the first step on, with the defaults", examples=(standard,)),
        near_miss(claimed(case=small), "that the defaults are the other case", examples=(standard,)),
        near_miss(claimed(second=0), "from the first step on, in the other case", examples=(other,)),
        near_miss(claimed(second=2), "from the third step on, in the other case", examples=(other,)),
    ),
    tried=(
        not_tried("simulate", "the runs are on quadratics, whose gradients come nowhere near the extreme ones"),
        oracle("torch.optim.Adam", adam, {"eta": "lr", "beta1": "beta1", "beta2": "beta2", "eps": "eps"}),
    ),
    figures=(
        drawn(
            drawing,
            "The longest step of Adam, in units of η, with β₁ = 0.9 and β₂ = 0.999: the bound R(t), "
            "the steps of a run whose gradients are (β₂/β₁)ⁱ, and the bound of Kingma and Ba, √10, which these "
            "steps pass at the 210th.",
        ),
    ),
)
def step_bound_paper():
    """The printed bound is passed from the 210th step on by the defaults, and in its other case from the second on."""
    yield divided(), by.cite(step_defined)
    every = yield step_bound_sharp.statement.args[0], by.logic(step_bound_sharp)
    sharp = yield every.formula.args[0].args[1], by.logic(at(every, t))
    one = yield change <= eta * bound(t + 1), by.logic(sharp)
    first = yield forall(t, one.formula), by.generalize(one)
    root = yield (0 < sqrt(d)) & ~eq(sqrt(d), 0), by.arithmetic()

    def taken(supposed):
        """From a run in the ratio β₂/β₁: each of its steps is ηR."""
        always = yield for_ever, by.logic(supposed)
        one = yield implies(i < t, eq(beta1 * g(i + 2), beta2 * g(i + 1))), by.logic(at(always, i))
        one = yield in_ratio(t), by.generalize(one)
        return (yield eq(change, eta * bound(t + 1)), by.logic(sharp, one, supposed))

    passed = yield step_bound_default.statement.args[1], by.logic(step_bound_default)
    now = yield suppose(defaults & exact)
    same = yield from taken(now)
    one = yield eq(beta1, usual), by.logic(now)
    two = yield eq(beta2, usual2), by.logic(now)
    n = t + 1
    three = yield eq(beta1**2 / beta2, fade), by.arithmetic(one, two)
    powers = []
    for base, number, equal in ((beta1, usual, one), (beta2, usual2, two), (beta1**2 / beta2, fade, three)):
        powers.append((yield eq(base**n, number**n), by.equal_arguments(equal)))
    inside, numbers = bound(n).args[1].args[0], longest(n).args[1].args[0]
    four = yield eq(inside, numbers), by.arithmetic(one, two, three, *powers)
    four = yield eq(sqrt(inside), sqrt(numbers)), by.equal_arguments(four)
    here = yield eq(bound(n), longest(n)), by.arithmetic(four, one, powers[0])
    five = yield (0 <= sqrt(d)) & eq(sqrt(d) ** 2, rational("0.001")), by.arithmetic(two)
    six = yield (0 < ten) & eq(ten**2, 10), by.arithmetic()
    seven = yield eq((sqrt(d) * ten) ** 2, rational("0.01")), by.arithmetic(five, six)
    eight = yield eq(sqrt(d) * ten, c), by.arithmetic(seven, five, six, one)
    nine = yield eq(c / sqrt(d), ten), by.arithmetic(eight, root)
    wide = yield large, by.arithmetic(five, one)
    passes = yield iff(ten < longest(n), 210 <= n), by.logic(at(passed, t))
    one = yield iff(eta * (c / sqrt(d)) < change, 210 <= n), by.arithmetic(same, here, nine, passes)
    one = yield forall(t, one.formula), by.generalize(one)
    one = yield large & one.formula, by.logic(wide, one)
    second = yield claimed().args[0].args[1], by.discharge(now, one)

    now = yield suppose(ne(beta1, beta2) & exact)
    same = yield from taken(now)
    one = yield iff(eta < change, 1 <= t), by.arithmetic(same, sharp, now)
    one = yield forall(t, one.formula), by.generalize(one)
    third = yield claimed().args[1], by.discharge(now, one)
    yield claimed(), by.logic(first, second, third)
