"""How many steps the best heavy ball takes: more than its asymptotic rate says, and fewer than gradient descent."""

from heavy_ball_optimum import condition, kappa, r, rho
from heavy_ball_stability import L, beta, eta, lam, moves, mu, starts, t, theta, v
from heavy_ball_transient import moving, steep, transient, tuned
from step_size import eps, steps
from step_size import r as factor

from lrproof import (
    at,
    by,
    ceiling,
    claim,
    eq,
    forall,
    iff,
    implies,
    integer,
    log,
    natural,
    near_miss,
    rational,
    sqrt,
    suppose,
)

PREFIX = "hb"
PLACE = (3, 19)  # in the report: Part 3, nineteenth

share = abs(theta(t)) <= eps * abs(theta(0))
stays = forall(t, implies(share, abs(theta(t + 1)) <= eps * abs(theta(0))))
later = forall(t, implies(share, r**t <= eps))
micro, hundred = rational("1e-6"), eq(kappa, 100)
count = implies(hundred, forall(t, iff(abs(theta(t)) <= micro * abs(theta(0)), 95 <= t)))
rate_alone = implies(hundred, forall(t, iff(r**t <= micro, 69 <= t)))
descent = forall(t, iff(rational("99/101") ** t <= micro, 691 <= t))
root, n = rational("9/11"), natural("n")
of_hundred = {mu: rational(1), L: rational(100), kappa: rational(100) / 1, r: root, eta: rational("4/121"),
              beta: rational("81/121"), lam: rational(100), eps: rational("9/10"),
              theta: lambda k: (1 + rational("20/11") * k) * (-root) ** k,
              v: lambda k: -(rational("1100/9") * k) * (-root) ** k}  # fmt: skip


@claim(
    stays & later & count & rate_alone & descent,
    given=(mu < L, condition, rho, tuned, steep, moving, *moves, starts),
    uses=(transient, steps),
    examples=(of_hundred,),
    near_misses=(
        near_miss(
            stays & later & implies(hundred, abs(theta(94)) <= micro * abs(theta(0))) & rate_alone & descent, "94"
        ),
        near_miss(
            stays & later & implies(hundred, micro * abs(theta(0)) < abs(theta(95))) & rate_alone & descent, "96"
        ),
        near_miss(stays & later & count & implies(hundred, r**68 <= micro) & descent, "68 for the rate alone"),
        near_miss(stays & later & count & rate_alone & (rational("99/101") ** 690 <= micro), "690 for descent"),
        near_miss(stays & forall(t, implies(r**t <= eps, share)) & count & rate_alone & descent, "as soon as rᵗ ≤ ε"),
    ),
)
def iterations():
    """For κ = 100 the best heavy ball takes 95 steps to 10⁻⁶, not the 69 of its rate; gradient descent takes 691."""
    order = yield (0 < mu) & (mu < L), by.arithmetic()
    size = yield 1 < sqrt(kappa), by.arithmetic(order)
    range_ = yield (0 < r) & (r < 1), by.arithmetic(rho, size)
    quick = transient.statement.args[0].args[0].args[0].args[1]
    closed = yield quick, by.cite(transient)
    on = yield steep, by.given(steep)
    every = yield quick.args[1], by.logic(closed, on)

    def hump(k):
        return (1 + (1 + r) * k) * r**k

    away = yield 0 < r**t, by.arithmetic(range_)
    minus = yield eq(abs((-r) ** t), abs(-r) ** t), by.fact("abs_power", -r, t)
    plain = yield eq(abs(-r), r), by.arithmetic(range_)
    power = yield eq(abs(-r) ** t, r**t), by.equal_arguments(plain)
    two = yield (
        eq(abs(theta(t)), (1 + (1 + r) * t) * abs((-r) ** t) * abs(theta(0))),
        by.arithmetic(at(every, t), range_),
    )
    one = yield eq(abs(theta(t)), hump(t) * abs(theta(0))), by.arithmetic(two, minus, power)
    sizes = yield forall(t, one.formula), by.generalize(one)
    length = yield 0 < abs(theta(0)), by.arithmetic()
    one = yield iff(share, hump(t) <= eps), by.arithmetic(at(sizes, t), length)
    reads = yield forall(t, one.formula), by.generalize(one)

    peak = (1 <= hump(t)) | (hump(t + 1) <= hump(t))
    base = yield (1 <= hump(0)) | (hump(0 + 1) <= hump(0)), by.arithmetic(range_)
    now = yield suppose(peak)
    x = yield eq(r ** (t + 1), r * r**t) & eq(r ** (t + 2), r * r * r**t), by.arithmetic(range_)
    front = 1 + (1 + r) * t
    past = yield (implies(hump(t + 1) < 1, (hump(t + 1) < hump(t)) | (hump(t + 1) <= hump(t))), by.arithmetic(now, x))
    slower = yield (
        implies((front + 1 + r) * r <= front, (front + 2 * (1 + r)) * r <= front + 1 + r),
        by.arithmetic(range_),
    )
    one = yield implies(hump(t + 1) <= hump(t), (front + 1 + r) * r <= front), by.arithmetic(away, x)
    two = yield (
        implies((front + 2 * (1 + r)) * r <= front + 1 + r, hump(t + 1 + 1) <= hump(t + 1)),
        by.arithmetic(away, x, range_),
    )
    then = yield (1 <= hump(t + 1)) | (hump(t + 1 + 1) <= hump(t + 1)), by.logic(past, one, slower, two)
    peaks = yield forall(t, peak), by.induction(base, then)
    limit = yield (0 < eps) & (eps < 1), by.arithmetic()
    once = yield implies(hump(t) <= eps, hump(t + 1) <= eps), by.arithmetic(at(peaks, t), limit)
    next_ = yield iff(abs(theta(t + 1)) <= eps * abs(theta(0)), hump(t + 1) <= eps), by.cite(at(reads, t + 1))
    one = yield implies(share, abs(theta(t + 1)) <= eps * abs(theta(0))), by.logic(once, next_, at(reads, t))
    first = yield stays, by.generalize(one)
    more = yield r**t <= hump(t), by.arithmetic(away, range_)
    one = yield implies(share, r**t <= eps), by.arithmetic(at(reads, t), more)
    second = yield later, by.generalize(one)

    full = yield suppose(hundred)
    ten = yield eq(sqrt(kappa), 10), by.arithmetic(full)
    value = yield eq(r, root), by.arithmetic(rho, ten)
    m = integer("m")
    base = yield implies(hump(n) <= micro, hump(n) <= micro), by.logic()
    now = yield suppose(implies(hump(n) <= micro, hump(m) <= micro))
    after = yield suppose(n <= m)
    whole = yield 0 <= m, by.arithmetic(after)
    step = yield (1 <= hump(m)) | (hump(m + 1) <= hump(m)), by.cite(at(peaks, m, given=(whole,)))
    then = yield implies(hump(n) <= micro, hump(m + 1) <= micro), by.arithmetic(now, step)
    lasts = yield forall(m, implies(n <= m, implies(hump(n) <= micro, hump(m) <= micro))), by.induction(base, then)
    all_ = yield forall(n, lasts.formula), by.generalize(lasts)
    spelt = (1 + (1 + root) * 95) * root**95
    low = yield spelt <= micro, by.numeric()
    same = yield eq(r**95, root**95), by.equal_arguments(value)
    small = yield hump(95) <= micro, by.arithmetic(low, same, value)
    spelt = (1 + (1 + root) * 94) * root**94
    high = yield micro < spelt, by.numeric()
    same = yield eq(r**94, root**94), by.equal_arguments(value)
    large = yield micro < hump(94), by.arithmetic(high, same, value)
    late = yield suppose(95 <= t)
    one = yield implies(hump(95) <= micro, hump(t) <= micro), by.cite(at(all_, 95, t, given=(late,)))
    onward = yield implies(95 <= t, one.formula), by.discharge(late, one)
    early = yield suppose(t <= 94)
    one = yield implies(hump(t) <= micro, hump(94) <= micro), by.cite(at(all_, t, 94, given=(early,)))
    back = yield implies(t <= 94, one.formula), by.discharge(early, one)
    near = yield iff(abs(theta(t)) <= micro * abs(theta(0)), hump(t) <= micro), by.arithmetic(at(sizes, t), length)
    one = yield (iff(abs(theta(t)) <= micro * abs(theta(0)), 95 <= t), by.arithmetic(onward, back, near, small, large))
    one = yield count.args[1], by.generalize(one)
    third = yield count, by.discharge(full, one)

    def counted(base, many):
        often = log(micro) / log(base)
        one = yield iff(base**t <= micro, ceiling(often) <= t), by.cite(at(steps, {factor: base, eps: micro}, t))
        low = yield many - 1 < often, by.numeric()
        high = yield often <= many, by.numeric()
        return (yield iff(base**t <= micro, many <= t), by.arithmetic(one, low, high))

    one = yield from counted(root, 69)
    same = yield eq(r**t, root**t), by.equal_arguments(value)
    one = yield iff(r**t <= micro, 69 <= t), by.arithmetic(one, same)
    one = yield rate_alone.args[1], by.generalize(one)
    fourth = yield rate_alone, by.discharge(full, one)
    one = yield from counted(rational("99/101"), 691)
    fifth = yield descent, by.generalize(one)
    yield stays & later & count & rate_alone & descent, by.logic(first, second, third, fourth, fifth)
