"""AdaGrad under a constant gradient: the learning rate tends to 0, and the parameter goes beyond all bounds."""

from adagrad import G, eta, g, starts, t, theta
from adagrad_learning_rate import eps, lr_limit

from lrproof import (
    adagrad,
    at,
    by,
    ceiling,
    claim,
    conj,
    derive,
    derived,
    enclosed,
    eq,
    exists,
    followed,
    forall,
    grows,
    iff,
    implies,
    integer,
    natural,
    near_miss,
    oracle,
    rational,
    real,
    recurrence,
    row,
    sqrt,
    suppose,
    tends,
    torch_adagrad,
    total,
)

PREFIX = "ada"
PLACE = (4, 5)  # in the report: Part 4, fifth

c, l, i, k = real("c", nonzero=True), real("l"), integer("i"), natural("k")  # noqa: E741
m = integer("m")
n = integer("n", "[1, oo)")
step, accumulates = recurrence(adagrad, {"x": theta, "G": G}, gradient=lambda z: c, step=t + 1, eta=eta, eps=0)
SYMBOLS = {
    eta: "the learning rate before it is adapted", theta: "the parameter after t steps", G: "the accumulated squares",
    c: "the gradient, in every step",
}  # fmt: skip


def roots(k):
    """The sum of the reciprocals of the roots of 1, ..., k."""
    return total(1 / sqrt(i), i, 1, k)


shorter, least, most = eta / sqrt(t + 1), 2 * (sqrt(t + 1) - 1), 2 * sqrt(n) - 1


def stated(square=t * c**2, step=shorter, low=least, high=most):
    """The statement, or a near miss that differs in one of these."""
    collected = forall(t, eq(G(t), square))
    moves = forall(t, eq(abs(theta(t + 1) - theta(t)), step))
    away = forall(t, eq(abs(theta(t) - theta(0)), eta * roots(t)))
    return collected, moves, away, forall(t, low <= roots(t)), forall(n, roots(n) <= high), vanishes, endless


vanishes, endless = tends(eta / sqrt(G(t)), t, 0), grows(abs(theta(t) - theta(0)), t)
collected, moves, away, lower, upper, *_ = stated()
example = {c: 3, eta: 1, G: lambda k: 9 * k, theta: lambda k: -3 * total(1 / sqrt(9 * i), i, 1, k)}


@claim(
    conj(*stated()),
    given=(starts, accumulates, step),
    uses=(lr_limit,),
    examples=(example,),
    near_misses=(
        near_miss(conj(*stated(square=t * abs(c))), "|c| for c²"),
        near_miss(conj(*stated(step=eta * abs(c) / sqrt(t + 1))), "steps in proportion to the gradient"),
        near_miss(conj(*stated(step=eta / (t + 1))), "t for √t"),
        near_miss(conj(*stated(low=2 * sqrt(t + 1) - 1)), "1 for 2 below"),
        near_miss(conj(*stated(high=2 * sqrt(n) - rational("1.01"))), "1.01 for 1 above: attained at n = 1"),
        near_miss(conj(*stated()[:-2], tends(eta / sqrt(G(t)), t, eta), endless), "that the learning rate stays η"),
    ),
    derived=(derived("the accumulator", lambda: derive.solve_recurrence(lambda x: x + c**2, 0 * c, t), t * c**2),),
    tried=(
        enclosed((2 * (sqrt(n + 1) - 1) <= roots(n)) & (roots(n) <= 2 * sqrt(n) - 1), {n: (2, 3, 10, 100, 1000)}),
        followed(adagrad, lambda x: 0 * x + 3, start=0, steps=100, hyper={"eta": 1, "eps": 0},
                 ends=lambda x: (rational("18.58") <= -x) & (-x <= rational("18.59"))),
        oracle("torch.optim.Adagrad", torch_adagrad, {"eta": "lr", "eps": "eps"}),
    ),
    cheat_sheet=(
        row("AdaGrad's step under a constant gradient", shorter),
        row("How far it has gone after n steps, by η", upper),
    ),
)  # fmt: skip
def const_gradient():
    """Under a constant gradient AdaGrad's step is η/√t: it tends to 0, and yet the steps add up to infinity."""
    base = yield eq(G(0), 0 * c**2), by.algebra(starts)
    now = yield suppose(eq(G(t), t * c**2))
    then = yield eq(G(t + 1), (t + 1) * c**2), by.algebra(at(accumulates, t), now)
    first = yield collected, by.induction(base, then)
    under = G(t) + c**2 + 0
    square = yield 0 < c**2, by.arithmetic()
    one = yield c**2 <= under, by.arithmetic(at(first, t))
    one = yield (0 < under) & (0 < sqrt(under)), by.arithmetic(one, square)
    yield forall(t, (0 < under) & (0 < sqrt(under))), by.generalize(one)
    root = yield eq(sqrt(under), abs(c) * sqrt(t + 1)), by.arithmetic(at(first, t))
    apart = yield (0 < abs(c)) & (0 < sqrt(t + 1)), by.arithmetic()
    each = yield eq(theta(t + 1) - theta(t), -(c / abs(c)) * (eta / sqrt(t + 1))), by.algebra(at(step, t), root, apart)
    unit = yield eq(abs(c / abs(c)), 1), by.arithmetic(apart)
    short = yield 0 < eta / sqrt(t + 1), by.arithmetic(apart)
    one = yield eq(abs(theta(t + 1) - theta(t)), eta / sqrt(t + 1)), by.arithmetic(each, unit, short)
    second = yield moves, by.generalize(one)

    base = yield eq(roots(0), 0), by.sum_empty()
    base = yield 2 * (sqrt(rational(0) + 1) - 1) <= roots(0), by.arithmetic(base)
    now = yield suppose(2 * (sqrt(t + 1) - 1) <= roots(t))
    more = yield eq(roots(t + 1), roots(t) + 1 / sqrt(t + 1)), by.sum_last()
    gap = yield 2 * (sqrt(t + 1 + 1) - sqrt(t + 1)) <= 1 / sqrt(t + 1), by.arithmetic(apart)
    then = yield 2 * (sqrt(t + 1 + 1) - 1) <= roots(t + 1), by.arithmetic(now, more, gap)
    third = yield lower, by.induction(base, then)
    one = yield eq(roots(0), 0), by.sum_empty()
    two = yield eq(roots(1), roots(0) + 1 / sqrt(rational(1))), by.sum_last()
    base = yield roots(1) <= 2 * sqrt(rational(1)) - 1, by.arithmetic(one, two)
    now = yield suppose(roots(n) <= 2 * sqrt(n) - 1)
    more = yield eq(roots(n + 1), roots(n) + 1 / sqrt(n + 1)), by.sum_last()
    gap = yield 1 / sqrt(n + 1) <= 2 * (sqrt(n + 1) - sqrt(n)), by.arithmetic()
    then = yield roots(n + 1) <= 2 * sqrt(n + 1) - 1, by.arithmetic(now, more, gap)
    fourth = yield upper, by.induction(base, then)

    gone = -(c / abs(c)) * (eta * roots(t))
    none = yield eq(roots(0), 0), by.sum_empty()
    base = yield eq(theta(0) - theta(0), -(c / abs(c)) * (eta * roots(0))), by.algebra(none, apart)
    now = yield suppose(eq(theta(t) - theta(0), gone))
    more = yield eq(roots(t + 1), roots(t) + 1 / sqrt(t + 1)), by.sum_last()
    then = yield (
        eq(theta(t + 1) - theta(0), -(c / abs(c)) * (eta * roots(t + 1))),
        by.arithmetic(now, each, more, apart),
    )
    whole = yield forall(t, eq(theta(t) - theta(0), gone)), by.induction(base, then)
    one = yield 1 <= sqrt(t + 1), by.arithmetic()
    some = yield 0 <= roots(t), by.arithmetic(at(third, t), one)
    one = yield eq(abs(theta(t) - theta(0)), eta * roots(t)), by.arithmetic(at(whole, t), unit, some)
    fifth = yield away, by.generalize(one)

    far = yield grows(t * c**2, t), by.limit(square)
    yield grows(G(t), t)
    same = yield "<=>", grows(t * c**2, t), by.limit_terms(first)
    all_of_it = at(lr_limit, {g: lambda k: c, eps: 0}, given=(square,))
    both = yield iff(vanishes, grows(G(t), t)), by.cite(all_of_it)
    sixth = yield vanishes, by.logic(both, same, far)

    one = yield -roots(t + 1) <= -roots(t), by.arithmetic(more, short, apart)
    falling = yield forall(t, -roots(t + 1) <= -roots(t)), by.generalize(one)
    downwards = -roots(t)
    either = yield exists(l, tends(-roots(t), t, l)) | grows(-downwards, t), by.limit_monotone(falling)
    base = yield -roots(k) <= -roots(k), by.arithmetic()
    now = yield suppose(-roots(m) <= -roots(k))
    later = yield suppose(k <= m)
    inside = yield 0 <= m, by.arithmetic(later)
    then = yield -roots(m + 1) <= -roots(k), by.arithmetic(now, at(falling, m, given=(inside,)))
    behind = yield forall(m, implies(k <= m, -roots(m) <= -roots(k))), by.induction(base, then)
    limit = yield suppose(tends(-roots(t), t, l))
    least = yield l <= -roots(k), by.limit_order(behind, limit)
    every = yield forall(k, l <= -roots(k)), by.generalize(least)
    far = ceiling((abs(l) + 2) ** 2)
    count = yield (0 <= far) & ((abs(l) + 2) ** 2 <= far), by.arithmetic()
    enough = yield 0 <= far, by.logic(count)
    root = yield abs(l) + 2 <= sqrt(far + 1), by.arithmetic(count)
    one = yield 2 * (sqrt(far + 1) - 1) <= roots(far), by.cite(at(third, far, given=(enough,)))
    two = yield l <= -roots(far), by.cite(at(every, far, given=(enough,)))
    sums = grows(roots(t), t)
    one = yield sums, by.arithmetic(one, two, root), "|l| ≥ 2(|l| + 1) cannot be"
    up = yield suppose(exists(l, tends(-roots(t), t, l)))
    one = yield sums, by.choose(up, limit, one)
    never = yield implies(exists(l, tends(-roots(t), t, l)), sums), by.discharge(up, one)
    on = yield suppose(grows(-downwards, t))
    one = yield sums, by.cite(on)
    always = yield implies(grows(-downwards, t), sums), by.discharge(on, one)
    one = yield sums, by.logic(either, never, always)
    far = yield grows(eta * roots(t), t), by.limit(one)
    yield endless
    same = yield "<=>", grows(eta * roots(t), t), by.limit_terms(fifth)
    seventh = yield endless, by.logic(same, far)
    yield (
        conj(*stated()),
        by.logic(first, second, third, fourth, fifth, sixth, seventh),
    )
