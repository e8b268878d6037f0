"""Momentum: other ways to write it."""

from momentum import beta, eta, t

from lrproof import (
    at,
    by,
    claim,
    eq,
    fails,
    forall,
    heavy_ball,
    holds,
    iff,
    implies,
    inner,
    ne,
    near_miss,
    not_tried,
    oracle,
    origin,
    rational,
    real,
    recurrence,
    rule,
    sequence,
    simulated,
    suppose,
    vector_field,
    vectors,
)

PREFIX = "mom"
PLACE = (3, 2)  # in the report: Part 3, second

# θ and v are what the text's update makes of any gradient function g; y goes by the displacement of the step before
theta, v, y, b, g = vectors("theta"), vectors("v"), vectors("y"), vectors("b"), vector_field("g")
starts = eq(v(0), origin)
step_v, step = recurrence(heavy_ball, {"v": v, "x": theta}, gradient=g, step=t + 1, eta=eta, beta=beta)
still, same_start = eq(theta(-1), theta(0)), eq(y(0), theta(0))
rests = eq(y(-1), y(0))


def displaced(x, factor=beta, step=eta):
    """A step against the gradient, and ``factor`` times the displacement of the step before."""
    return forall(t, eq(x(t + 1), x(t) - step * g(x(t)) + factor * (x(t) - x(t - 1))))


# torch.optim.SGD(lr=eta, momentum=beta, dampening=tau): the buffer b is the first gradient at first
tau = real("tau")
buffer_starts = eq(b(1), g(theta(0)))
buffer_step = forall(t, eq(b(t + 2), beta * b(t + 1) + (1 - tau) * g(theta(t + 1))))
buffered = forall(t, eq(b(t + 1), v(t + 1)))
known = (starts, step_v, step, still, same_start, rests, displaced(y), buffer_starts, buffer_step)
real_theta, real_g = sequence("theta"), sequence("g")


@claim(
    displaced(theta) & forall(t, eq(y(t), theta(t))) & buffered,
    given=(*known, eq(tau, 0)),
    printed=holds("Part 3", r"v_{t+1} = \beta v_t + \nabla L(\theta_t), \quad \theta_{t+1} = \theta_t - \eta v_{t+1}"),
    near_misses=(
        near_miss(displaced(theta, factor=eta * beta) & forall(t, eq(y(t), theta(t))) & buffered, "ηβ for β"),
        near_miss(displaced(theta, step=eta * (1 - beta)) & forall(t, eq(y(t), theta(t))) & buffered, "an average"),
        near_miss(displaced(theta) & forall(t, eq(y(t + 1), theta(t))) & buffered, "one step apart"),
        near_miss(
            displaced(theta) & forall(t, eq(y(t), theta(t))) & buffered, "a first velocity",
            given=(*known[1:], eq(tau, 0)),
        ),
        near_miss(
            displaced(theta) & forall(t, eq(y(t), theta(t))) & buffered, "dampening", given=(*known, eq(tau, beta)),
        ),
    ),
    tried=(
        simulated(
            heavy_ball,
            real_theta(t - 1) - eta * real_g(t - 1) + beta * (real_theta(t - 1) - real_theta(t - 2)),
            reads={real_theta: "iterate", real_g: "gradient", t: "steps", eta: "eta", beta: "beta"},
            hyper={"eta": rational("1e-9"), "beta": rational("0.9")}, control="beta", condition=10**8, steps=100,
        ),
        oracle("torch.optim.SGD(momentum)", heavy_ball, {"eta": "lr", "beta": "momentum"}),
        not_tried("derive", "the gradients are any function's: SymPy has no closed form of such a recurrence"),
    ),
)  # fmt: skip
def two_forms():
    """Momentum adds β times the last displacement to a gradient step, from rest; so does PyTorch without dampening."""
    base = yield eq(theta(0 - 1), theta(0) + eta * v(0)), by.algebra(still, starts)
    then = yield eq(theta(t + 1 - 1), theta(t + 1) + eta * v(t + 1)), by.algebra(at(step, t), at(step_v, t))
    moved = yield forall(t, eq(theta(t - 1), theta(t) + eta * v(t))), by.induction(base, then)
    two = yield (
        eq(theta(t + 1), theta(t) - eta * g(theta(t)) + beta * (theta(t) - theta(t - 1))),
        by.algebra(at(step, t), at(moved, t)),
    )
    first = yield displaced(theta), by.generalize(two)

    both = eq(y(t), theta(t)) & eq(y(t - 1), theta(t - 1))
    start = yield eq(y(0), theta(0)), by.given(same_start)
    before = yield eq(y(0 - 1), theta(0 - 1)), by.algebra(rests, same_start, still)
    base = yield eq(y(0), theta(0)) & eq(y(0 - 1), theta(0 - 1)), by.logic(start, before)
    now = yield suppose(both)
    here = yield eq(y(t), theta(t)), by.logic(now)
    before = yield eq(y(t - 1), theta(t - 1)), by.logic(now)
    one = yield eq(y(t + 1), theta(t + 1)), by.algebra(at(displaced(y), t), two, here, before)
    two = yield eq(y(t + 1 - 1), theta(t + 1 - 1)), by.algebra(here)
    then = yield eq(y(t + 1), theta(t + 1)) & eq(y(t + 1 - 1), theta(t + 1 - 1)), by.logic(one, two)
    every = yield forall(t, both), by.induction(base, then)
    one = yield eq(y(t), theta(t)), by.logic(at(every, t))
    second = yield forall(t, eq(y(t), theta(t))), by.generalize(one)

    base = yield eq(b(rational(0) + 1), v(rational(0) + 1)), by.algebra(buffer_starts, at(step_v, 0), starts)
    now = yield suppose(eq(b(t + 1), v(t + 1)))
    then = yield eq(b(t + 1 + 1), v(t + 1 + 1)), by.algebra(at(buffer_step, t), at(step_v, t + 1), now)
    third = yield buffered, by.induction(base, then)
    yield displaced(theta) & forall(t, eq(y(t), theta(t))) & buffered, by.logic(first, second, third)


@rule
def fading_heavy_ball(x, v, /, grad, *, eta, beta, t):
    """Momentum, where step t has the learning rate η/t."""
    v = beta * v + grad(x)
    return x - eta / t * v, v


# the learning rate of the step from t to t + 1 is rate(t)
rate = sequence("eta_t", latex=r"\eta")
(varied,) = recurrence(heavy_ball, {"v": v, "x": theta}, gradient=g, step=t + 1, eta=rate(t), beta=beta)[1:]


def kept(factor):
    """What momentum with a varying learning rate keeps of the displacement of the step before: ``factor`` times it."""
    last = theta(t + 1) - theta(t)
    return forall(t, eq(theta(t + 2), theta(t + 1) - rate(t + 1) * g(theta(t + 1)) + factor * last))


ratio = beta * (rate(t + 1) / rate(t))
as_ball = theta(t + 1) - rate(t + 1) * g(theta(t + 1)) + beta * (theta(t + 1) - theta(t))
constant = eq(beta, 0) | eq(rate(t + 1), rate(t))
agrees = forall(t, implies(ne(v(t + 1), origin), iff(eq(theta(t + 2), as_ball), constant)))
positive_rates = forall(t, 0 < rate(t))


@claim(
    kept(ratio) & agrees,
    given=(starts, step_v, varied, positive_rates),
    printed=fails(
        "Part 3",
        r"\text{ball with inertia: } \theta_{t+1} = \theta_t - \eta v_{t+1} \text{, with } \eta_t \text{ for } \eta",
        kept(beta),
    ),
    near_misses=(
        near_miss(kept(beta) & agrees, "β times the displacement, whatever the rates"),
        near_miss(kept(beta * (rate(t) / rate(t + 1))) & agrees, "the ratio upside down"),
        near_miss(kept(beta * (rate(t + 2) / rate(t + 1))) & agrees, "the rates of a step later"),
        near_miss(kept(ratio) & forall(t, implies(ne(v(t + 1), origin), iff(eq(theta(t + 2), as_ball), eq(beta, 0)))),
                  "equal rates forgotten"),
        near_miss(kept(ratio) & forall(t, iff(eq(theta(t + 2), as_ball), constant)), "at velocity 0 too"),
    ),
    tried=(
        simulated(
            fading_heavy_ball,
            real_theta(t - 1) - eta / t * real_g(t - 1) + beta * (t - 1) / t * (real_theta(t - 1) - real_theta(t - 2)),
            reads={real_theta: "iterate", real_g: "gradient", t: "steps", eta: "eta", beta: "beta"},
            hyper={"eta": rational("1e-8"), "beta": rational("0.9")}, control="beta", condition=10**8, steps=100,
        ),
        not_tried("derive", "the gradients and the rates are any: SymPy has no closed form of such a recurrence"),
    ),
)  # fmt: skip
def variable_lr():
    """When the learning rate varies, momentum keeps β ηₜ₊₁/ηₜ of the last displacement, and not β of it."""
    rated = yield 0 < rate(t), by.given(positive_rates)
    back = yield eq(theta(t), theta(t + 1) + rate(t) * v(t + 1)), by.algebra(at(varied, t), at(step_v, t))
    one = yield (
        eq(theta(t + 2), theta(t + 1) - rate(t + 1) * g(theta(t + 1)) + ratio * (theta(t + 1) - theta(t))),
        by.algebra(at(varied, t + 1), back, rated),
    )
    first = yield kept(ratio), by.generalize(one)

    gap, size = theta(t + 2) - as_ball, inner(v(t + 1), v(t + 1))
    square = yield (
        eq(inner(gap, gap), (beta * (rate(t + 1) - rate(t))) ** 2 * size),
        by.algebra(at(varied, t + 1), back),
    )
    moving = yield suppose(ne(v(t + 1), origin))
    long = yield 0 < size, by.definite(v(t + 1), given=(moving,))
    same = yield suppose(eq(theta(t + 2), as_ball))
    zero = yield eq(inner(gap, gap), 0), by.algebra(same)
    product = yield eq(beta * (rate(t + 1) - rate(t)), 0), by.arithmetic(square, zero, long)
    one = yield constant, by.arithmetic(product)
    there = yield implies(eq(theta(t + 2), as_ball), constant), by.discharge(same, one)
    backs = []
    for case in constant.args:
        same = yield suppose(case)
        one = yield eq(theta(t + 2), as_ball), by.algebra(at(varied, t + 1), back, same)
        one = yield implies(case, eq(theta(t + 2), as_ball)), by.discharge(same, one)
        backs.append(one)
    one = yield iff(eq(theta(t + 2), as_ball), constant), by.logic(there, *backs)
    one = yield implies(ne(v(t + 1), origin), iff(eq(theta(t + 2), as_ball), constant)), by.discharge(moving, one)
    second = yield agrees, by.generalize(one)
    yield kept(ratio) & agrees, by.logic(first, second)
