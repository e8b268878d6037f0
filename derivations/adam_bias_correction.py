"""What Adam's bias correction is for: without it early steps have the wrong length, by default too long a one."""

from adam import beta1, beta2, eta, m, m_starts, t, theta, v, v_starts
from adam_constant_gradient import c, const_exact, constant_moments, exact, moments, straight
from adam_correction_factor import correction_factor, factor, fades, fast, longer, shorter, slow
from adam_defined import eps

from lrproof import (
    adam,
    at,
    by,
    claim,
    conj,
    drawn,
    eq,
    followed,
    forall,
    holds_under,
    iff,
    implies,
    ne,
    near_miss,
    rational,
    recurrence,
    row,
    sequence,
    sqrt,
    suppose,
    tends,
    uncorrected_adam,
)

PREFIX = "adam"
PLACE = (4, 24)  # in the report: Part 4, after the factor of a step

phi = sequence("phi")
SYMBOLS = {theta: "the parameter after t steps of Adam", phi: "the same, without bias correction"}
hyper = {"gradient": lambda z: c, "step": t + 1, "eta": eta, "beta1": beta1, "beta2": beta2, "eps": 0}
m_step, v_step, corrected = recurrence(adam, {"m": m, "v": v, "x": theta}, **hyper)
uncorrected = recurrence(uncorrected_adam, {"m": m, "v": v, "x": phi}, **hyper)[-1]
step, bare = theta(t + 1) - theta(t), phi(t + 1) - phi(t)


def crucial(factor=factor, condition=slow):
    """The steps without bias correction, when all are too long, and their length in the long run."""
    lengths = eq(abs(step), eta) & eq(bare, factor(t + 1) * step)
    return conj(forall(t, lengths), iff(forall(t, eta < abs(bare)), condition), tends(abs(bare), t, eta))


usual = eq(beta1, rational("0.9")) & eq(beta2, rational("0.999"))
by_default = implies(usual, forall(t, eta < abs(bare)))


def first_hundred(left, right):
    """The way of both rules at the gradient 1, and the length of a step without correction for three β₂."""
    for method, name in ((adam, "Adam"), (uncorrected_adam, "without bias correction")):
        state, way = (0.0, 0.0, 0.0), [0.0]
        for n in range(1, 101):
            counted = {"t": n} if method.uses_t else {}
            state = method(*state, lambda x: 1.0, eta=1.0, beta1=0.9, beta2=0.999, eps=1e-8, **counted)
            way.append(-state[0])
        left.plot(way, label=name)
    left.set(xlabel="steps", ylabel=r"$(\theta_0 - \theta_t) \,/\, \eta$")
    left.legend()
    steps = range(1, 101)
    for b2 in (0.999, 0.99, 0.9):
        right.plot(steps, [(1 - 0.9**n) / (1 - b2**n) ** 0.5 for n in steps], label=rf"$\beta_2 = {b2}$")
    right.axhline(1, color="#5f6368", linewidth=0.8, linestyle="--")
    right.set(xlabel="steps", ylabel=r"step, as a multiple of $\eta$")
    right.legend()


@claim(
    crucial() & by_default,
    given=(m_starts, v_starts, ne(c, 0), m_step, v_step, corrected, uncorrected),
    printed=holds_under(
        "Part 4", r"\text{Bias correction (crucial for early steps)}",
        r"the gradient is constant and \epsilon = 0; early steps are then too long by default, not too short",
    ),
    uses=(constant_moments, const_exact, correction_factor),
    near_misses=(
        near_miss(crucial(lambda n: (1 - beta1**n) / (1 - beta2**n)) & by_default, "without the root"),
        near_miss(crucial(lambda n: 1 - beta1**n) & by_default, "the first moment's bias alone: too short"),
        near_miss(crucial(condition=beta1 < beta2) & by_default, "whenever β₁ < β₂"),
        near_miss(crucial(condition=1 - beta2 <= (1 - beta1) ** 2) & by_default, "≤ for <"),
        near_miss(crucial() & forall(t, eta < abs(bare)), "too long whatever the weights"),
    ),
    tried=(
        followed(
            uncorrected_adam, lambda z: 2, start=0, steps=100,
            hyper={"eta": rational("0.001"), "beta1": rational("0.9"), "beta2": rational("0.999"), "eps": 0},
            ends=lambda x: (rational("-0.465675") < x) & (x < rational("-0.465674")),
        ),
        followed(
            adam, lambda z: 2, start=0, steps=100,
            hyper={"eta": rational("0.001"), "beta1": rational("0.9"), "beta2": rational("0.999"), "eps": 0},
            ends=lambda x: (rational("-0.10000001") < x) & (x < rational("-0.09999999")),
        ),
    ),
    figures=(drawn(first_hundred, "At a constant gradient, on the left the way of Adam and of Adam without bias "
                   "correction, in units of η, with the usual β₁ = 0.9 and β₂ = 0.999: without it the first steps are "
                   "up to 6.6 times too long. On the right the length of its steps for three β₂: where β₂ is not much "
                   "larger than β₁ they are too short.", panels=2),),
    cheat_sheet=(row("Adam without bias correction: step n is longer by", factor(t + 1), "constant gradient, ε = 0"),),
)  # fmt: skip
def bias_crucial():
    """Without bias correction Adam's early steps are too long, all of them exactly when 1 − β₂ < (1 − β₁)²."""
    held = yield exact, by.cite(constant_moments)
    every = yield forall(t, moments(t)), by.logic(held)
    past = yield moments(t), by.given(at(every, t))
    x, y = beta1 ** (t + 1), beta2 ** (t + 1)
    less = yield conj(0 <= x, x <= beta1, 0 <= y, y <= beta2), by.arithmetic()
    top, under = beta1 * m(t) + (1 - beta1) * c, beta2 * v(t) + (1 - beta2) * c**2
    mean = yield eq(top, (1 - x) * c) & eq(under, (1 - y) * c**2), by.arithmetic(past)
    square = yield eq(under / (1 - y), c**2), by.arithmetic(mean, less)
    some = yield 0 < sqrt(under / (1 - y)), by.arithmetic(square)
    yield forall(t, some.formula), by.generalize(some), "Adam divides by what is not 0"
    product = yield 0 < (1 - y) * c**2, by.arithmetic(less)
    root = yield (0 < sqrt(under)) & eq(sqrt(under), sqrt(1 - y) * abs(c)), by.arithmetic(mean, product, less)
    yield forall(t, root.formula), by.generalize(root), "and so does the rule without bias correction"

    all_ = yield exact & straight(rational(0)), by.cite(at(const_exact, {eps: 0}))
    alike = yield straight(rational(0)).args[0], by.logic(all_)
    taken = yield eq(step, -(eta * c) / abs(c)), by.cite(at(alike, t))
    size = yield eq(abs(step), eta), by.arithmetic(taken)
    yield bare
    yield "=", -(eta / sqrt(under) * top), by.algebra(at(uncorrected, t), root)
    yield "=", factor(t + 1) * (-(eta * c) / abs(c)), by.algebra(mean, root, less)
    ratio = yield "=", factor(t + 1) * step, by.algebra(taken)
    both = yield crucial().args[0].args[0].args[0].args[1], by.logic(size, ratio)
    first = yield crucial().args[0].args[0], by.generalize(both)

    facts = yield longer(slow) & shorter(fast) & fades, by.cite(correction_factor)
    when = yield longer(slow), by.logic(facts)
    above = yield 0 < factor(t + 1), by.arithmetic(less)
    long = yield eq(abs(bare), eta * factor(t + 1)), by.arithmetic(ratio, size, above)
    longs = yield forall(t, long.formula), by.generalize(long)
    same = yield iff(eta < abs(bare), 1 < factor(t + 1)), by.arithmetic(long)
    sames = yield forall(t, same.formula), by.generalize(same)
    given = yield suppose(forall(t, eta < abs(bare)))
    one = yield 1 < factor(t + 1), by.logic(at(sames, t), at(given, t))
    one = yield forall(t, one.formula), by.generalize(one)
    there = yield implies(given.formula, one.formula), by.discharge(given, one)
    given = yield suppose(forall(t, 1 < factor(t + 1)))
    one = yield eta < abs(bare), by.logic(at(sames, t), at(given, t))
    one = yield forall(t, one.formula), by.generalize(one)
    back = yield implies(given.formula, one.formula), by.discharge(given, one)
    second = yield iff(one.formula, slow), by.logic(there, back, when)
    ends = yield fades, by.logic(facts)
    goes = yield tends(eta * factor(t + 1), t, eta), by.limit(ends)
    yield tends(abs(bare), t, eta)
    third = yield "<=>", tends(eta * factor(t + 1), t, eta), by.limit_terms(longs)
    given = yield suppose(usual)
    weights = yield slow, by.arithmetic(given)
    one = yield forall(t, eta < abs(bare)), by.logic(second, weights)
    fourth = yield by_default, by.discharge(given, one)
    yield crucial() & by_default, by.logic(first, second, third, goes, fourth)
