"""Does momentum oscillate less? It turns about the minimum where gradient descent does not."""

from fractions import Fraction

from heavy_ball_stability import beta as any_beta
from heavy_ball_stability import eta, lam, off, recurrence_of_theta, starts, t, theta, v
from second_order import p as trace
from second_order import q as product
from second_order import theta as solution
from second_order_turns import falls_below

from lrproof import (
    at,
    by,
    claim,
    cos,
    derivative_is,
    derive,
    derived,
    eq,
    exists,
    fails,
    forall,
    gradient_descent,
    heavy_ball,
    implies,
    integer,
    natural,
    ne,
    near_miss,
    pi,
    rational,
    real,
    recurrence,
    sequence,
    sin,
    sqrt,
    suppose,
)
from lrproof.analysis.candidates import discriminant

PREFIX = "hb"
PLACE = (3, 20)  # in the report: Part 3, twentieth

beta, n, k, x = real("beta", "(0, 1)"), natural("n"), integer("k"), sequence("x")
omega = real("omega")
moves = recurrence(heavy_ball, {"x": theta, "v": v}, gradient=lambda z: lam * z, step=t + 1, eta=eta, beta=beta)
(descends,) = recurrence(gradient_descent, {"x": x}, gradient=lambda z: lam * z, step=t + 1, eta=eta)
a, b, start = eta * lam, sqrt(beta), theta(0)
edge = (1 - b) ** 2
plain = implies(a < 1, forall(t, 0 < x(t) * start))
keeps = implies(a <= edge, forall(t, 0 < theta(t) * start))


def turns(sign):
    """For ever again θ(t) is on this side of the minimum, seen from the start."""
    side = 0 < theta(t) * start if sign > 0 else theta(t) * start < 0
    return forall(n, exists(t, (n <= t) & side))


again = implies(edge < a, turns(1) & turns(-1))
p = 1 + beta - a


def wave(t):
    """A damped wave of frequency ω, from the start at rest."""
    return b**t * (cos(omega * t) + ((1 - a) / b - cos(omega)) / sin(omega) * sin(omega * t)) * start


angle = (0 < omega) & (omega < pi) & eq(cos(omega), p / (2 * b))
swung = forall(
    t,
    eq(
        sin(omega) * theta(t),
        b**t * (sin(omega) * cos(omega * t) + ((1 - a) / b - cos(omega)) * sin(omega * t)) * start,
    ),
)
swings = implies((edge < a) & (a < (1 + b) ** 2), exists(omega, angle & swung))
instance = implies(
    eq(a, rational("0.01")) & eq(beta, rational("0.9")),
    forall(t, implies(t < 24, 0 < theta(t) * start)) & (theta(24) * start < 0),
)


def meet():
    """The values of ηλ at which the discriminant of heavy ball's polynomial is 0, by SymPy."""
    product_ = real("step")
    return derive.roots(discriminant(heavy_ball, product_, beta=beta), product_)


def numbers(step, weight, index):
    """Numbers for η, β and n, where λ = 1."""
    return {eta: rational(step), lam: rational(1), beta: rational(weight), n: index}


@claim(
    plain & keeps & again & swings & instance,
    given=(0 < a, *moves, descends, starts, off, eq(x(0), start)),
    uses=(recurrence_of_theta, falls_below),
    examples=(numbers("1/2", "1/4", 3),),
    printed=fails("Summary", r"\text{Momentum: less oscillation}", implies(a < 1, 0 < theta(n) * start)),
    near_misses=(
        near_miss(plain & implies(a <= 1, forall(t, 0 < theta(t) * start)) & again & swings & instance, "up to 1",
                  examples=(numbers("3/4", "1/4", 3),)),
        near_miss(implies(a <= 1, plain.args[1]) & keeps & again & swings & instance, "1 itself, where descent lands",
                  examples=(numbers("1", "1/4", 3),)),
        near_miss(
            plain & keeps & again & swings
            & implies(instance.args[0], theta(23) * start < 0), "the 23rd step",
            examples=(numbers("0.01", "0.9", 24),),
        ),
        near_miss(
            plain & keeps & again & swings & implies(instance.args[0], 0 < theta(24) * start), "not at the 24th step",
            examples=(numbers("0.01", "0.9", 24),),
        ),
    ),
    derived=(
        derived("the ηλ beyond which the roots are complex", lambda: meet()[0], edge),
        derived("the ηλ up to which they are", lambda: meet()[1], (1 + b) ** 2),
    ),
)  # fmt: skip
def less_oscillation():
    """Heavy ball with 0 < β < 1 oscillates for ever when ηλ > (1 − √β)²; gradient descent with ηλ < 1 never does."""
    sign = yield 0 < start**2, by.arithmetic()
    some = yield suppose(a < 1)
    base = yield 0 < x(0) * start, by.arithmetic(sign)
    now = yield suppose(0 < x(t) * start)
    one = yield eq(x(t + 1) * start, (1 - a) * (x(t) * start)), by.algebra(at(descends, t))
    then = yield 0 < x(t + 1) * start, by.arithmetic(one, now, some)
    every = yield plain.args[1], by.induction(base, then)
    first = yield plain, by.discharge(some, every)

    here = {any_beta: beta}
    moved = yield (
        forall(t, eq(theta(t + 2), p * theta(t + 1) - beta * theta(t))),
        by.cite(at(recurrence_of_theta, here)),
    )
    begin = yield implies(starts, eq(theta(1), (1 - a) * start)), by.cite(at(recurrence_of_theta, here))
    rest = yield starts, by.given(starts)
    begin = yield eq(theta(1), (1 - a) * start), by.logic(begin, rest)
    root = yield (0 < b) & (b < 1) & eq(b**2, beta), by.arithmetic()

    slow = yield suppose(a <= edge)
    both = (0 < theta(t) * start) & (b * (theta(t) * start) <= theta(t + 1) * start)
    base = yield (
        (0 < theta(0) * start) & (b * (theta(0) * start) <= theta(0 + 1) * start),
        by.arithmetic(sign, begin, slow, root),
    )
    now = yield suppose(both)
    one = yield 0 < theta(t + 1) * start, by.arithmetic(now, root)
    two = yield (
        eq(theta(t + 2) * start, p * (theta(t + 1) * start) - b * (b * (theta(t) * start))),
        by.arithmetic(at(moved, t), root),
    )
    three = yield b * (b * (theta(t) * start)) <= b * (theta(t + 1) * start), by.arithmetic(now, root)
    front = yield 2 * b <= p, by.arithmetic(slow, root)
    four = yield 2 * b * (theta(t + 1) * start) <= p * (theta(t + 1) * start), by.arithmetic(front, one)
    five = yield b * (theta(t + 1) * start) <= theta(t + 1 + 1) * start, by.arithmetic(two, three, four)
    then = yield (0 < theta(t + 1) * start) & five.formula, by.logic(one, five)
    every = yield forall(t, both), by.induction(base, then)
    one = yield 0 < theta(t) * start, by.logic(at(every, t))
    one = yield keeps.args[1], by.generalize(one)
    second = yield keeps, by.discharge(slow, one)

    fast = yield suppose(edge < a)
    free = yield (0 < beta) & (p < 2 * b), by.arithmetic(fast, root)
    found = []
    for side in (1, -1):
        one = yield (
            eq(
                -(side * (theta(t + 2) * start)),
                p * -(side * (theta(t + 1) * start)) - beta * -(side * (theta(t) * start)),
            ),
            by.arithmetic(at(moved, t)),
        )
        steps = yield forall(t, one.formula), by.generalize(one)
        alive = yield ne(-(side * (theta(0) * start)), 0) | ne(-(side * (theta(1) * start)), 0), by.arithmetic(sign)
        put = {trace: p, product: beta, solution: lambda j, side=side: -(side * (theta(j) * start))}
        one = yield (
            forall(n, exists(t, (n <= t) & (-(side * (theta(t) * start)) < 0))),
            by.cite(at(falls_below, put, given=(steps, free, alive))),
        )
        one = yield exists(t, (n <= t) & (-(side * (theta(t) * start)) < 0)), by.cite(at(one, n))
        there = (0 <= k) & ((n <= k) & (-(side * (theta(k) * start)) < 0))
        spot = yield suppose(there)
        last = exists(t, (n <= t) & (0 < theta(t) * start if side > 0 else theta(t) * start < 0))
        two = yield last, by.witness(k, given=(spot,))
        two = yield last, by.choose(one, spot, two)
        found.append((yield turns(side), by.generalize(two)))
    one = yield again.args[1], by.logic(*found)
    third = yield again, by.discharge(fast, one)

    round_ = yield suppose(swings.args[0])
    c = p / (2 * b)
    ends = yield (-1 < c) & (c < 1) & eq(2 * b * c, p), by.arithmetic(round_, root)
    s, q = real("s"), real("q")
    slopes = yield forall(q, derivative_is(sin(q), c - cos(s), s, q)), by.derivative()
    zero = yield eq(cos(rational(0)), 1), by.fact("cos_zero")
    half = yield eq(cos(pi), -1), by.fact("cos_pi")
    low = yield c - cos(rational(0)) <= 0, by.arithmetic(zero, ends)
    high = yield 0 <= c - cos(pi), by.arithmetic(half, ends)
    some = yield (
        exists(omega, (0 <= omega) & (omega <= pi) & eq(c - cos(omega), 0)),
        by.intermediate_value(slopes, low, high, between=(0, pi)),
    )
    spot = yield suppose(some.formula.args[0])
    one = yield implies(eq(omega, 0), eq(cos(omega), cos(rational(0)))), by.equal_arguments()
    two = yield implies(eq(omega, pi), eq(cos(omega), cos(pi))), by.equal_arguments()
    turn = yield angle, by.arithmetic(one, two, zero, half, spot, ends)
    up = yield 0 < sin(omega), by.fact("sin_positive", omega, given=(turn,))
    cosine = yield eq(2 * b * cos(omega), p), by.arithmetic(turn, ends)
    circle = yield eq(sin(omega) ** 2 + cos(omega) ** 2, 1), by.fact("circle", omega)
    c0, s0 = cos(omega * t), sin(omega * t)
    c1, s1 = cos(omega * (t + 1)), sin(omega * (t + 1))
    c2, s2 = cos(omega * (t + 2)), sin(omega * (t + 2))
    sums = []
    for j, (cs, sn, cs_, sn_) in enumerate(((c0, s0, c1, s1), (c1, s1, c2, s2))):
        sums.append((yield eq(cs_, cs * cos(omega) - sn * sin(omega)), by.fact("cos_sum", omega * (t + j), omega)))
        sums.append((yield eq(sn_, sn * cos(omega) + cs * sin(omega)), by.fact("sin_sum", omega * (t + j), omega)))
    one = yield eq(c0 * sin(omega) ** 2, c0 - c0 * cos(omega) ** 2), by.arithmetic(circle)
    two = yield eq(s0 * sin(omega) ** 2, s0 - s0 * cos(omega) ** 2), by.arithmetic(circle)
    back_c = yield eq(c2, 2 * cos(omega) * c1 - c0), by.arithmetic(*sums, one)
    back_s = yield eq(s2, 2 * cos(omega) * s1 - s0), by.arithmetic(*sums, two)
    full, none = cos(omega * 0), sin(omega * 0)
    one = yield eq(full, cos(rational(0))), by.equal_arguments()
    two = yield eq(none, sin(rational(0))), by.equal_arguments()
    nought = yield eq(sin(rational(0)), 0), by.fact("sin_zero")
    one = yield eq(full, 1), by.algebra(one, zero)
    two = yield eq(none, 0), by.algebra(two, nought)
    first_ = yield eq(theta(0), wave(0)), by.algebra(one, two, up, root)
    one = yield eq(cos(omega * (0 + 1)), cos(omega)), by.equal_arguments()
    two = yield eq(sin(omega * (0 + 1)), sin(omega)), by.equal_arguments()
    next_ = yield eq(theta(0 + 1), wave(0 + 1)), by.algebra(begin, one, two, up, root)
    base = yield first_.formula & next_.formula, by.logic(first_, next_)
    now = yield suppose(eq(theta(t), wave(t)) & eq(theta(t + 1), wave(t + 1)))
    here = yield eq(theta(t), wave(t)), by.logic(now)
    after = yield eq(theta(t + 1), wave(t + 1)), by.logic(now)
    one = yield (
        eq(theta(t + 2), 2 * b * cos(omega) * theta(t + 1) - b**2 * theta(t)),
        by.arithmetic(at(moved, t), cosine, root),
    )
    one = yield eq(theta(t + 2), wave(t + 2)), by.algebra(one, here, after, back_c, back_s, up, root)
    then = yield after.formula & one.formula, by.logic(after, one)
    every = yield forall(t, now.formula), by.induction(base, then)
    one = yield eq(theta(t), wave(t)), by.logic(at(every, t))
    one = yield swung.args[0].args[1], by.algebra(one, up, root)
    every = yield swung, by.generalize(one)
    both = yield angle & swung, by.logic(turn, every)
    one = yield swings.args[1], by.witness(omega, given=(both,))
    one = yield swings.args[1], by.choose(some, spot, one)
    fourth = yield swings, by.discharge(round_, one)

    given_ = yield suppose(instance.args[0])
    path, shares = [], [Fraction(1), Fraction(99, 100)]
    for _ in range(23):
        shares.append(Fraction(189, 100) * shares[-1] - Fraction(9, 10) * shares[-2])
    path.append((yield eq(theta(0) * start, 1 * start**2), by.algebra()))
    path.append((yield eq(theta(1) * start, rational(shares[1]) * start**2), by.arithmetic(begin, given_)))
    for j in range(23):
        front = yield (
            eq(theta(j + 2) * start, rational("1.89") * (theta(j + 1) * start) - rational("0.9") * (theta(j) * start)),
            by.arithmetic(at(moved, j), given_),
        )
        one = yield eq(theta(j + 2) * start, rational(shares[j + 2]) * start**2), by.arithmetic(front, *path[-2:])
        path.append(one)
    signs = []
    for j in range(24):
        same = yield implies(eq(t, j), eq(theta(t), theta(j))), by.equal_arguments()
        signs.append((yield implies(eq(t, j), 0 < theta(t) * start), by.arithmetic(same, path[j], sign)))
    which = eq(t, 0)
    for j in range(1, 24):
        which = which | eq(t, j)
    one = yield implies(t < 24, which), by.arithmetic()
    one = yield implies(t < 24, 0 < theta(t) * start), by.logic(one, *signs)
    one = yield forall(t, one.formula), by.generalize(one)
    two = yield theta(24) * start < 0, by.arithmetic(path[24], sign)
    one = yield instance.args[1], by.logic(one, two)
    fifth = yield instance, by.discharge(given_, one)
    yield plain & keeps & again & swings & instance, by.logic(first, second, third, fourth, fifth)
