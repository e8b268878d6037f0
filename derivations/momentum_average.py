"""Momentum and the average of the gradients."""

from momentum import beta, eta, i, sum_index, t
from momentum import g as slopes
from momentum import starts as scalar_starts
from momentum import step as scalar_step
from momentum import v as velocity
from momentum_forms import g, real_g, real_theta, starts, step, step_v, theta, v

from lrproof import (
    at,
    by,
    claim,
    derive,
    derived,
    ema_momentum,
    enclosed,
    eq,
    fails,
    forall,
    heavy_ball,
    iff,
    implies,
    inner,
    ne,
    near_miss,
    oracle,
    origin,
    positive,
    rational,
    real,
    recurrence,
    simulated,
    suppose,
    tends,
    total,
    vectors,
)
from lrproof.analysis.candidates import coefficients

PREFIX = "mom"
PLACE = (3, 5)  # in the report: Part 3, fifth


# m is the average of the gradients; φ goes by it with a learning rate α of its own
m, phi, alpha = vectors("m"), vectors("phi"), real("alpha")
m_starts, phi_starts = eq(m(0), origin), eq(phi(0), theta(0))
step_m, step_phi = recurrence(ema_momentum, {"v": m, "x": phi}, gradient=g, step=t + 1, eta=alpha, beta=beta)
matched = eq(alpha, eta / (1 - beta))
scaled = implies(matched, forall(t, eq(v(t), 1 / (1 - beta) * m(t))))
same_path = forall(t, eq(phi(t), theta(t)))


def only(rate):
    """Unless nothing ever moves, the paths are the same for this learning rate and for no other."""
    return implies(ne(g(theta(0)), origin), iff(same_path, rate))


unique = only(matched)


def alike():
    """The learning rate of the average with which its iteration matrix has the trace of heavy ball's, by SymPy."""
    curvature = positive("lam")
    ours = coefficients(heavy_ball, eta * curvature, beta=beta)[0]
    return derive.root(coefficients(ema_momentum, alpha * curvature, beta=beta)[0] - ours, alpha)


averaged = (starts, step_v, step, m_starts, phi_starts, step_m, step_phi, ne(beta, 1))


@claim(
    scaled & implies(matched, same_path) & unique,
    given=averaged,
    near_misses=(
        near_miss(implies(matched, forall(t, eq(v(t), m(t)))) & implies(matched, same_path) & unique, "v = m"),
        near_miss(scaled & implies(eq(alpha, eta), same_path) & unique, "the same learning rate"),
        near_miss(
            scaled & implies(matched, same_path) & only(eq(alpha, eta * (1 - beta))),
            "η(1 − β) for η/(1 − β)",
        ),
        near_miss(
            forall(t, eq(v(t), 1 / (1 - beta) * m(t))) & implies(matched, same_path) & unique, "whatever the rate α"
        ),
        near_miss(scaled & implies(matched, same_path) & unique, "a first velocity", given=averaged[1:]),
    ),
    derived=(derived("the rate for which both have one polynomial on a quadratic", alike, eta / (1 - beta)),),
    tried=(
        simulated(
            ema_momentum,
            real_theta(t - 1) - eta * (1 - beta) * total(beta ** (t - 1 - i) * real_g(i), i, 0, t - 1),
            reads={real_theta: "iterate", real_g: "gradient", t: "steps", eta: "eta", beta: "beta"},
            hyper={"eta": rational("1e-8"), "beta": rational("0.9")}, control="beta", condition=10**8, steps=100,
        ),
        oracle(
            "torch.optim.SGD(momentum)", ema_momentum,
            {"eta": real("lr") / (1 - real("momentum")), "beta": "momentum"},
        ),
    ),
)  # fmt: skip
def ema_equivalence():
    """For every gradient function momentum is averaged momentum with the learning rate η/(1 − β), and with no other."""
    right = yield suppose(matched)
    both = eq(phi(t), theta(t)) & eq(m(t), (1 - beta) * v(t))
    zero = yield eq(m(0), (1 - beta) * v(0)), by.algebra(m_starts, starts)
    base = yield eq(phi(0), theta(0)) & eq(m(0), (1 - beta) * v(0)), by.logic(phi_starts, zero)
    now = yield suppose(both)
    place = yield eq(phi(t), theta(t)), by.logic(now)
    speed = yield eq(m(t), (1 - beta) * v(t)), by.logic(now)
    one = yield eq(m(t + 1), (1 - beta) * v(t + 1)), by.algebra(at(step_m, t), at(step_v, t), place, speed)
    two = yield eq(phi(t + 1), theta(t + 1)), by.algebra(at(step_phi, t), at(step, t), place, speed, right)
    then = yield eq(phi(t + 1), theta(t + 1)) & eq(m(t + 1), (1 - beta) * v(t + 1)), by.logic(two, one)
    every = yield forall(t, both), by.induction(base, then)
    here = yield both, by.cite(at(every, t))
    place = yield eq(phi(t), theta(t)), by.logic(here)
    speed = yield eq(m(t), (1 - beta) * v(t)), by.logic(here)
    one = yield eq(v(t), 1 / (1 - beta) * m(t)), by.algebra(speed)
    one = yield forall(t, eq(v(t), 1 / (1 - beta) * m(t))), by.generalize(one)
    first = yield scaled, by.discharge(right, one)
    one = yield same_path, by.generalize(place)
    second = yield implies(matched, same_path), by.discharge(right, one)

    # already the first step tells other learning rates apart
    moving = yield suppose(ne(g(theta(0)), origin))
    size = inner(g(theta(0)), g(theta(0)))
    long = yield 0 < size, by.definite(g(theta(0)), given=(moving,))
    same = yield suppose(same_path)
    one = yield eq(phi(0 + 1), theta(0 + 1)), by.cite(at(same, 1))
    gap = phi(0 + 1) - theta(0 + 1)
    zero = yield eq(inner(gap, gap), 0), by.algebra(one)
    square = yield (
        eq(inner(gap, gap), (eta - alpha * (1 - beta)) ** 2 * size),
        by.algebra(at(step_phi, 0), at(step, 0), phi_starts, m_starts, starts),
    )
    product = yield eq(eta - alpha * (1 - beta), 0), by.arithmetic(zero, square, long)
    one = yield matched, by.arithmetic(product)
    back = yield implies(same_path, matched), by.discharge(same, one)
    one = yield iff(same_path, matched), by.logic(second, back)
    third = yield unique, by.discharge(moving, one)
    yield scaled & implies(matched, same_path) & unique, by.logic(first, second, third)


# the weights of the gradients in v(t), which is 0 at first
weights = total(beta ** (t - 1 - i), i, 0, t - 1)
share = (1 - beta**t) / (1 - beta)
weighted = forall(t, eq(velocity(t), total(beta ** (t - 1 - i) * slopes(i), i, 0, t - 1)))

all_of_them = 1 / (1 - beta)
exceeds = forall(t, implies(2 <= t, 1 < weights))


def sums_to(share, limit=all_of_them):
    """The sum of the weights after t steps, and what it tends to."""
    return forall(t, eq(weights, share)) & tends(share, t, limit)


@claim(
    weighted & sums_to(share) & exceeds,
    given=(scalar_starts, scalar_step, 0 < beta, beta < 1),
    uses=(sum_index,),
    printed=fails(
        "Part 3", r"\text{Exponential moving average of gradients}", forall(t, implies(1 <= t, eq(weights, 1)))
    ),
    derived=(derived("the sum of the weights", lambda: derive.summed(weights), share),),
    near_misses=(
        near_miss(weighted & sums_to(1 - beta**t, 1) & exceeds, "as in an average, 1 − βᵗ"),
        near_miss(weighted & sums_to((1 - beta ** (t + 1)) / (1 - beta)) & exceeds, "a weight too many"),
        near_miss(weighted & sums_to(share, 1) & exceeds, "in the end 1"),
        near_miss(weighted & sums_to(share) & forall(t, implies(1 <= t, 1 < weights)), "at the first step too"),
        near_miss(
            weighted & sums_to(share) & exceeds, "β may be 0",
            given=(scalar_starts, scalar_step, 0 <= beta, beta < 1),
        ),
    ),
    tried=(enclosed(eq(weights, share), {beta: ("0.5", "0.9", "0.99"), t: (1, 10, 1000)}),),
)  # fmt: skip
def not_ema():
    """Momentum is no average: the weights of its gradients sum to (1 − βᵗ)/(1 − β), and in the end to 1/(1 − β)."""
    one = yield eq(velocity(t), total(beta ** (t - 1 - i) * slopes(i), i, 0, t - 1)), by.logic(at(sum_index, t))
    first = yield weighted, by.generalize(one)
    ones = yield (
        eq(share, total(beta ** (t - 1 - i) * 1, i, 0, t - 1)),
        by.logic(at(at(sum_index, {velocity: lambda n: (1 - beta**n) / (1 - beta), slopes: lambda n: 1}), t)),
        "(1 − βᵗ)/(1 − β) is the velocity where every gradient is 1",
    )
    yield weights
    yield "=", total(beta ** (t - 1 - i) * 1, i, 0, t - 1), by.sum_terms()
    same = yield "=", share, by.algebra(ones)
    second = yield forall(t, eq(weights, share)), by.generalize(same)
    third = yield tends(share, t, all_of_them), by.limit()
    power = yield implies(2 <= t, eq(beta**t, beta * beta ** (t - 1))), by.algebra()
    less = yield implies(2 <= t, beta ** (t - 1) <= beta), by.arithmetic()
    one = yield implies(2 <= t, 1 < share), by.arithmetic(power, less)
    one = yield implies(2 <= t, 1 < weights), by.arithmetic(one, same)
    fourth = yield exceeds, by.generalize(one)
    yield weighted & sums_to(share) & exceeds, by.logic(first, second, third, fourth)
