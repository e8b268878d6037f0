"""Cosine annealing: the sum of the squared learning rates."""

from cosine_annealing_sums import lagrange_identity, n, t, x

from lrproof import (
    at,
    by,
    claim,
    cos,
    enclosed,
    eq,
    forall,
    integer,
    near_miss,
    not_tried,
    pi,
    positive,
    rational,
    row,
    sin,
    suppose,
    total,
)
from lrproof.schedules import cosine

PREFIX = "cos"
PLACE = (5, 23)  # in the report: Part 5, twenty-third

high, T = positive("eta_max", latex=r"\eta_{\max}"), integer("T", "[1, oo)")
SYMBOLS = {high: "the learning rate at 0; at T it is 0", T: "the length of the schedule"}
single, double = pi / (2 * T), pi / T


def rate(step):
    """The learning rate at this step, for η_min = 0."""
    return cosine(step, eta_min=0, eta_max=high, T=T)


def waves(angle, until):
    """The sum of cosines with this step of the half-angle."""
    return total(cos(2 * t * angle), t, 0, until)


def summed(until):
    """The sum of the squared rates, by sums of cosines."""
    return high**2 * (3 * (until + 1) / 8 + waves(single, until) / 2 + waves(double, until) / 8)


three_eighths, half = rational("3/8"), rational("1/2")


def squares(share=three_eighths, more=half, since=0, until=T - 1):
    """The sum of the squared rates over these steps."""
    return eq(total(rate(t) ** 2, t, since, until), high**2 * (share * T + more))


@claim(
    squares(),
    given=(2 <= T,),
    uses=(lagrange_identity,),
    near_misses=(
        near_miss(squares(), "T = 1, too", given=()),
        near_miss(squares(more=1), "1 for ½"),
        near_miss(squares(more=0), "no half more"),
        near_miss(squares(rational("1/3")), "a third, as on a straight line"),
        near_miss(squares(since=1, until=T), "from 1 to T"),
    ),
    tried=(
        enclosed(squares(), {high: ("1", "0.1"), T: ("2", "3", "10", "37")}),
        not_tried("derive", "SymPy leaves a sum of cosines as it stands"),
        not_tried("simulate", "the statement is about the schedule alone; no step is taken"),
    ),
    cheat_sheet=(row("Sum of squares of T ≥ 2 steps of cosine annealing", squares().args[1], "from η down to 0"),),
)  # fmt: skip
def sum_squares():
    """Down to 0, the squares of T ≥ 2 steps of cosine annealing from η add up to η² (3T/8 + 1/2)."""
    turned = yield eq(cos(pi), -1), by.fact("cos_pi")
    nought = yield eq(sin(pi), 0), by.fact("sin_pi")
    angle = t * pi / T
    one = yield eq(cos(angle), cos(2 * t * single)), by.equal_arguments()
    two = yield eq(cos(2 * t * double), cos(angle + angle)), by.equal_arguments()
    three = yield (
        eq(cos(angle + angle), cos(angle) * cos(angle) - sin(angle) * sin(angle)),
        by.fact("cos_sum", angle, angle),
    )
    circle = yield eq(sin(angle) ** 2, 1 - cos(angle) ** 2), by.fact("circle", angle)
    flat = yield eq(cos(2 * t * double), 2 * cos(angle) ** 2 - 1), by.algebra(two, three, circle)
    term_ = high**2 * (rational("3/8") + cos(2 * t * single) / 2 + cos(2 * t * double) / 8)
    one = yield eq(rate(t) ** 2, term_), by.algebra(one, flat)
    terms = yield forall(t, one.formula), by.generalize(one)

    firsts = []
    for term_at in (lambda k: rate(k) ** 2, lambda k: cos(2 * k * single), lambda k: cos(2 * k * double)):
        body, start = term_at(t), term_at(rational(0))
        yield total(body, t, 0, 0)
        yield "=", total(body, t, 0, -1) + start, by.sum_last()
        firsts.append((yield "=", start, by.sum_empty()))
    base = yield eq(total(rate(t) ** 2, t, 0, 0), summed(rational(0))), by.algebra(*firsts, at(terms, 0))
    now = yield suppose(eq(total(rate(t) ** 2, t, 0, n), summed(n)))
    more = []
    for angle in (single, double):
        more.append((yield eq(waves(angle, n + 1), waves(angle, n) + cos(2 * (n + 1) * angle)), by.sum_last()))
    yield total(rate(t) ** 2, t, 0, n + 1)
    yield "=", total(rate(t) ** 2, t, 0, n) + rate(n + 1) ** 2, by.sum_last()
    then = yield "=", summed(n + 1), by.algebra(now, *more, at(terms, n + 1))
    every = yield forall(n, eq(total(rate(t) ** 2, t, 0, n), summed(n))), by.induction(base, then)

    last, known = T - 1, []
    for angle, odd in ((single, pi), (double, 2 * pi)):
        closed = yield (
            eq(2 * sin(angle) * waves(angle, last), sin((2 * last + 1) * angle) + sin(angle)),
            by.cite(at(at(lagrange_identity, {x: angle}), last)),
        )
        one = yield eq(sin((2 * last + 1) * angle), sin(odd + -angle)), by.equal_arguments()
        two = yield (
            eq(sin(odd + -angle), sin(odd) * cos(-angle) + cos(odd) * sin(-angle)),
            by.fact("sin_sum", odd, -angle),
        )
        three = yield eq(sin(-angle), -sin(angle)), by.fact("sin_minus", angle)
        inside = yield (0 < angle) & (angle < pi), by.arithmetic()
        sign = yield 0 < sin(angle), by.fact("sin_positive", angle, given=(inside,))
        known.append((closed, one, two, three, sign))
    closed, *rest, sign = known[0]
    one = yield eq(2 * sin(single) * waves(single, last), 2 * sin(single)), by.algebra(closed, *rest, turned, nought)
    first = yield eq(waves(single, last), 1), by.arithmetic(one, sign)
    closed, *rest, sign = known[1]
    one = yield eq(sin(2 * pi), sin(pi + pi)), by.equal_arguments()
    two = yield eq(sin(pi + pi), sin(pi) * cos(pi) + cos(pi) * sin(pi)), by.fact("sin_sum", pi, pi)
    three = yield eq(cos(2 * pi), cos(pi + pi)), by.equal_arguments()
    four = yield eq(cos(pi + pi), cos(pi) * cos(pi) - sin(pi) * sin(pi)), by.fact("cos_sum", pi, pi)
    one = yield (
        eq(2 * sin(double) * waves(double, last), 0),
        by.algebra(closed, *rest, one, two, three, four, turned, nought),
    )
    second = yield eq(waves(double, last), 0), by.arithmetic(one, sign)
    yield squares(), by.algebra(at(every, last), first, second)
