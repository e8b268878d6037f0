"""Adam without bias correction near a flat minimum: below 2(1 + β₁)ε/((1 − β₁)η) it settles, v and all."""

from rmsprop_disturbed import b, d, disturbed_recurrence, r, top
from second_order import p, q

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    followed,
    forall,
    implies,
    natural,
    near_miss,
    positive,
    rational,
    real,
    recurrence,
    row,
    sequence,
    sqrt,
    suppose,
    tends,
    uncorrected_adam,
)

PREFIX = "adam"
PLACE = (4, 38)  # in the report: Part 4, after the linearisation

t = natural("t")
eta, eps, a = positive("eta"), positive("eps"), positive("a")
beta1, beta2 = real("beta1", "[0, 1)"), real("beta2", "[0, 1)")
x, m, v = sequence("theta"), sequence("m"), sequence("v")
SYMBOLS = {
    eta: "the learning rate", eps: "the constant beside the root", a: "the curvature", r: "a distance from the minimum",
    beta1: "the weight of the past in m", beta2: "the weight of the past in v", x: "the parameter after t steps",
    m: "the average of t gradients", v: "the average of t squared gradients",
}  # fmt: skip
hyper = {"eta": eta, "beta1": beta1, "beta2": beta2, "eps": eps}
averages, squares, moves = recurrence(
    uncorrected_adam, {"m": m, "v": v, "x": x}, gradient=lambda z: a * z, step=t + 1, **hyper
)
edge = 2 * (1 + beta1) * eps / ((1 - beta1) * eta)
pull = (1 - beta1) * eta * a / eps  # of the linearised step
trace = 1 + beta1 - pull
loss = (1 - beta1) * ((1 + beta1) ** 2 - trace**2)
narrow = a * r <= eps * loss / 240
start = x(0) ** 2 + x(1) ** 2
near = (start <= loss * r**2 / 10) & (v(0) <= (a * r) ** 2)
stays, goes = forall(t, abs(x(t)) <= r), tends(x(t), t, 0)


def geometric(factor=10 / loss):
    """At which rate θ² falls."""
    return forall(t, x(t) ** 2 <= factor * (1 - loss / 20) ** t * start)


settles = conj(stays, geometric(), goes)
# r must be below ε/240 at least
flat = {a: 1, eta: 1, eps: 1, beta1: 0, beta2: rational("1/2"), r: rational("1/480"), v: lambda k: 0 * k,
        x: lambda k: 0 * k, m: lambda k: 0 * k}  # fmt: skip
wide = {a: 1, eta: 2400, eps: 2400, beta1: 0, beta2: 0, r: 10}
usual = {"eta": rational("0.001"), "beta1": rational("0.9"), "beta2": rational("0.999"), "eps": rational("1e-8")}


@claim(
    implies(near, settles),
    given=(0 <= v(0), a < edge, narrow, averages, squares, moves),
    uses=(disturbed_recurrence,),
    examples=(flat,),
    near_misses=(
        near_miss(implies(near, conj(stays, geometric(), tends(x(t), t, 1))), "another limit"),
        near_miss(implies(near, conj(stays, geometric(), ~goes)), "that it never gets there"),
        near_miss(implies(near, conj(stays, geometric(rational("1/2")), goes)), "a smaller constant", examples=(wide,)),
        near_miss(settles, "from every start", examples=({k: flat[k] for k in (a, eta, eps, beta1, beta2, r)},)),
    ),
    tried=(
        followed(
            uncorrected_adam, lambda z: rational("0.00036") * z, start=rational("1e-6"), steps=1000, hyper=usual,
            ends=lambda z: abs(z) < rational("1e-20"),
        ),
    ),
    cheat_sheet=(row("Adam with its ε settles at minima of curvature", a < edge),),
)  # fmt: skip
def settles_below():
    """Where a < 2(1 + β₁)ε/((1 − β₁)η) uncorrected Adam is asymptotically stable at 0: near starts stay, and θ → 0."""
    base = yield 0 <= v(0), by.arithmetic()
    now = yield suppose(0 <= v(t))
    then = yield 0 <= v(t + 1), by.arithmetic(at(squares, t), now)
    least = yield forall(t, 0 <= v(t)), by.induction(base, then)
    inner = beta2 * v(t) + (1 - beta2) * (a * x(t)) ** 2
    fine = yield (0 <= inner) & (0 <= v(t + 1)) & (0 < sqrt(inner) + eps), by.arithmetic(at(least, t), at(squares, t))
    yield forall(t, fine.formula), by.generalize(fine), "no step divides by 0"
    same = yield eq(sqrt(inner), sqrt(v(t + 1))), by.arithmetic(at(squares, t), fine)
    divisor = sqrt(v(t + 1)) + eps
    above = yield (0 < divisor) & (0 <= sqrt(v(t + 1))), by.arithmetic(fine)
    one = yield eq(x(t + 1), x(t) - eta / divisor * m(t + 1)), by.algebra(at(moves, t), at(averages, t), same, above)
    one = yield eq(divisor * (x(t) - x(t + 1)), eta * m(t + 1)), by.algebra(one, above)
    every = yield forall(t, one.formula), by.generalize(one)

    scale = yield (0 < pull) & eq(pull * eps, (1 - beta1) * eta * a), by.arithmetic()
    low = yield pull < 2 * (1 + beta1), by.arithmetic(scale)
    stable = yield (abs(trace) < 1 + beta1) & (abs(beta1) < 1), by.arithmetic(scale, low)
    x0, x1, x2, s1, s2, size = x(t), x(t + 1), x(t + 2), sqrt(v(t + 1)), sqrt(v(t + 2)), a * r
    small = yield suppose((abs(x0) <= r) & (abs(x1) <= r) & (v(t) <= size**2))
    part = yield (a * x0) ** 2 <= size**2, by.arithmetic(small)
    first_ = yield v(t + 1) <= size**2, by.arithmetic(at(squares, t), part, small)
    held = yield implies(small.formula, first_.formula), by.discharge(small, first_)
    kept = yield forall(t, held.formula), by.generalize(held)
    part = yield (a * x1) ** 2 <= size**2, by.arithmetic(small)
    second_ = yield v(t + 2) <= size**2, by.arithmetic(at(squares, t + 1), part, first_)
    sizes = yield 0 < size, by.arithmetic()
    one = yield (s1 <= size) & (0 <= s1), by.arithmetic(first_, fine, sizes)
    two = yield (s2 <= size) & (0 <= s2), by.arithmetic(second_, at(least, t + 2), sizes)
    bound = yield abs(s2 - s1) <= size, by.arithmetic(one, two)
    off = x2 - (trace * x1 - beta1 * x0)
    whole = yield (
        eq((s2 + eps) * off, beta1 * ((s2 - s1) * (x0 - x1)) + pull * (s2 * x1)),
        by.algebra(at(every, t), at(every, t + 1), at(averages, t + 1), scale),
    )
    sum_ = abs(x0) + abs(x1)
    left = yield abs((s2 - s1) * (x0 - x1)) <= size * sum_, by.arithmetic(bound)
    right = yield abs(s2 * x1) <= size * sum_, by.arithmetic(two)
    most = yield 0 <= size * sum_, by.arithmetic(sizes)
    left = yield abs(beta1 * ((s2 - s1) * (x0 - x1))) <= size * sum_, by.arithmetic(left, most)
    four = yield pull <= 4, by.arithmetic(low)
    right = yield abs(pull * (s2 * x1)) <= 4 * (size * sum_), by.arithmetic(right, most, four, scale)
    product = yield abs((s2 + eps) * off) <= 5 * (size * sum_), by.arithmetic(whole, left, right)
    one = yield eps * abs(off) <= abs((s2 + eps) * off), by.arithmetic(two)
    share = yield size * sum_ <= eps * loss / 240 * sum_, by.arithmetic()
    one = yield eps * abs(off) <= eps * (loss / 48 * sum_), by.arithmetic(one, product, share)
    one = yield abs(off) <= loss / 48 * sum_, by.arithmetic(one)
    one = yield implies(small.formula, one.formula), by.discharge(small, one)
    close = yield forall(t, one.formula), by.generalize(one)

    begun = yield suppose(near)
    put = {p: trace, q: beta1, d: x, b: v, top: size**2}
    known = at(disturbed_recurrence, put, given=(stable, kept, close, begun))
    one = yield settles, by.cite(known)
    yield implies(near, settles), by.discharge(begun, one)
