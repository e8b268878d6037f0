"""Step decay and the exponential decay that runs above it and meets it at the ends of its blocks."""

from lrproof import (
    at,
    by,
    claim,
    enclosed,
    eq,
    exists,
    exp,
    floor,
    forall,
    iff,
    implies,
    integer,
    log,
    near_miss,
    not_tried,
    oracle,
    positive,
    rational,
    real,
    row,
    suppose,
)
from lrproof.schedules import exponential, step_decay

PREFIX = "sched"
PLACE = (5, 7)  # in the report: Part 5, seventh

x, n, m = real("x"), integer("n"), integer("m")
down = floor(x)


@claim(
    forall(x, forall(n, iff(eq(down, n), (n <= x) & (x < n + 1)))),
    near_misses=(
        near_miss(forall(x, forall(n, iff(eq(down, n), (n <= x) & (x <= n + 1)))), "up to n + 1 itself"),
        near_miss(forall(x, forall(n, iff(eq(down, n), (n < x) & (x < n + 1)))), "not n itself"),
        near_miss(forall(x, forall(n, iff(eq(down, n), (n - 1 < x) & (x <= n)))), "rounded up"),
    ),
)  # fmt: skip
def floor_is():
    """⌊x⌋ is the one whole number n with n ≤ x < n + 1."""
    below = yield forall(m, iff(m < 1, m <= 0)), by.arithmetic()
    inside = yield suppose((n <= x) & (x < n + 1))
    one = yield down - n < 1, by.arithmetic(inside)
    two = yield n - down < 1, by.arithmetic(inside)
    one = yield eq(down, n), by.arithmetic(at(below, down - n), at(below, n - down), one, two)
    there = yield implies((n <= x) & (x < n + 1), eq(down, n)), by.discharge(inside, one)
    back = yield iff(eq(down, n), (n <= x) & (x < n + 1)), by.arithmetic(there)
    one = yield forall(n, back.formula), by.generalize(back)
    yield forall(x, one.formula), by.generalize(one)


eta0, gamma, s, t = positive("eta0"), real("gamma", "(0, 1)"), positive("s"), real("t")
SYMBOLS = {
    eta0: "the first learning rate", gamma: "by what step decay multiplies it", s: "after how many steps it does",
    t: "the number of the step; it may be any real number",
}  # fmt: skip
speed = -log(gamma) / s


def stairs(v):
    """Step decay."""
    return step_decay(v, eta0=eta0, gamma=gamma, s=s)


def curve(v, k=speed):
    """The exponential decay that falls by the factor γ in s steps."""
    return exponential(v, eta0=eta0, k=k)


def between_curves(lower, upper, meets):
    """Step decay lies between two exponentials, and touches the lower one where ``meets``."""
    return forall(t, (lower(t) <= stairs(t)) & (stairs(t) < upper(t)) & iff(eq(lower(t), stairs(t)), meets))


whole = exists(m, eq(t, m * s))


@claim(
    between_curves(curve, lambda v: curve(v - s), whole),
    uses=(floor_is,),
    near_misses=(
        near_miss(between_curves(curve, curve, whole), "the lower one for the upper one"),
        near_miss(between_curves(lambda v: curve(v - s), lambda v: curve(v - 2 * s), whole), "a block early"),
        near_miss(between_curves(curve, lambda v: curve(v - s / 2), whole), "half a block"),
        near_miss(between_curves(lambda v: curve(v, (1 - gamma) / s), lambda v: curve(v - s), whole),
                  "1 − γ for −ln γ"),
    ),
    tried=(
        enclosed((curve(t) <= stairs(t)) & (stairs(t) < curve(t - s)),
                 {eta0: ("1",), gamma: ("0.1", "0.9"), s: ("1.5", "30"), t: ("0.001", "7", "29.9", "100.1")}),
        not_tried("simulate", "a statement of the schedule alone"),
        not_tried("derive", "inequalities, which SymPy does not find"),
        oracle("torch.optim.lr_scheduler.StepLR", stairs(t), {t: "t", eta0: "lr", gamma: "gamma", s: "step_size"}),
    ),
    cheat_sheet=(row("Exponential decay as fast as step decay: k", speed),),
)  # fmt: skip
def step_exp():
    """Step decay is exponential decay with k = −ln γ/s, up to a block late, and on time at the multiples of s."""
    q, u = floor(t / s), log(gamma)
    one = yield eq(log(rational(1)), 0), by.fact("log_one")
    order = yield iff(log(rational(1)) <= u, 1 <= gamma), by.fact("log_order", 1, gamma)
    sign = yield u < 0, by.arithmetic(order, one)
    some = yield 0 < gamma**q, by.arithmetic()
    back = yield eq(exp(log(gamma**q)), gamma**q), by.fact("exp_log", gamma**q, given=(some,))
    power = yield eq(log(gamma**q), q * u), by.fact("log_power", gamma, q)
    same = yield eq(exp(log(gamma**q)), exp(q * u)), by.equal_arguments(power)
    height = yield eq(gamma**q, exp(q * u)), by.arithmetic(back, same)
    place = yield (q <= t / s) & (t / s < q + 1), by.arithmetic()
    exponent, above = -(speed * t), -(speed * (t - s))
    first = yield eq(exponent, t / s * u), by.algebra()
    second = yield eq(above, (t / s - 1) * u), by.algebra()
    lower = yield iff(exp(exponent) <= exp(q * u), exponent <= q * u), by.fact("exp_order", exponent, q * u)
    other = yield iff(exp(q * u) <= exp(exponent), q * u <= exponent), by.fact("exp_order", q * u, exponent)
    upper = yield iff(exp(above) <= exp(q * u), above <= q * u), by.fact("exp_order", above, q * u)
    falls = yield (t / s * u <= q * u) & (q * u < (t / s - 1) * u), by.arithmetic(sign, place)
    meets = yield iff(q * u <= t / s * u, eq(t / s, q)), by.arithmetic(sign, place)
    at_floor = yield iff(eq(t / s, q), eq(t, q * s)), by.arithmetic()
    on = yield suppose(eq(t, q * s))
    found = yield whole, by.witness(q, given=(on,))
    there = yield implies(eq(t, q * s), whole), by.discharge(on, found)
    multiple = yield suppose(eq(t, m * s))
    ratio = yield (m <= t / s) & (t / s < m + 1), by.arithmetic(multiple)
    same = yield iff(eq(q, m), (m <= t / s) & (t / s < m + 1)), by.cite(at(floor_is, t / s, m))
    one = yield eq(t, q * s), by.arithmetic(multiple, ratio, same)
    some_m = yield suppose(whole)
    one = yield eq(t, q * s), by.choose(some_m, multiple, one)
    back = yield implies(whole, eq(t, q * s)), by.discharge(some_m, one)
    exact = yield (
        iff(eq(exp(exponent), exp(q * u)), whole),
        (by.arithmetic(lower, other, first, falls, meets, at_floor, there, back)),
    )
    apart = yield (
        (exp(exponent) <= exp(q * u)) & (exp(q * u) < exp(above)),
        (by.arithmetic(lower, upper, first, second, falls)),
    )
    one = yield (
        (curve(t) <= stairs(t)) & (stairs(t) < curve(t - s)) & iff(eq(curve(t), stairs(t)), whole),
        by.arithmetic(height, apart, exact),
    )
    yield between_curves(curve, lambda v: curve(v - s), whole), by.generalize(one)
