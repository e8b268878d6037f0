"""RMSprop's learning rate η/√(G + ε): when it stays, and when it vanishes all the same."""

from adam import averages, beta, e, t, u
from rmsprop import G, collects, eps, eta, g
from rmsprop import beta as share
from rmsprop import starts as empty

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    exists,
    forall,
    grows,
    holds_under,
    implies,
    integer,
    larger,
    natural,
    near_miss,
    positive,
    rational,
    real,
    row,
    sqrt,
    suppose,
    tends,
)

PREFIX = "rms"
PLACE = (4, 13)  # in the report: Part 4, thirteenth

n, i, j, k, level = integer("n"), integer("i"), integer("j"), natural("k"), real("s")
M = positive("M")
SYMBOLS = {
    M: "a bound on the gradients", beta: "the weight of the past", e: "the average of t values", u: "the values",
    share: "the weight of the past in G", eps: "the constant in the root", G: "the average of t squared gradients",
    g: "the gradient of step t", eta: "the learning rate before it is adapted",
}  # fmt: skip


def eventually(values, bound):
    """From some index on the values are closer to 0 than ``bound``."""
    return exists(i, forall(j, implies(i <= j, abs(values(j) - 0) < bound)))


def definition(values):
    """What it means that the values tend to 0."""
    return forall(level, implies(0 < level, eventually(values, level)))


@claim(
    implies(tends(u(t), t, 0), tends(e(t), t, 0)),
    given=(averages,),
    examples=(
        {u: lambda m: 0 * m, e: lambda m: rational("1/2") ** m, beta: rational("1/2")},
        {u: lambda m: 1 + 0 * m, e: lambda m: 1 - rational("1/2") ** m, beta: rational("1/2")},
    ),
    near_misses=(
        near_miss(tends(e(t), t, 0), "whatever is averaged"),
        near_miss(implies(tends(u(t), t, 1), tends(e(t), t, 0)), "values that tend to 1"),
        near_miss(implies(tends(u(t), t, 0), tends(e(t), t, 1)), "the average tends to 1"),
    ),
)  # fmt: skip
def average_vanishes():
    """The moving average of values that tend to 0 tends to 0, wherever it starts."""
    goes = yield suppose(tends(u(t), t, 0))
    yield tends(u(t), t, 0)
    means = yield "<=>", definition(u), by.limit_definition()
    small = yield definition(u), by.logic(means, goes)
    some = yield suppose(0 < level)
    half = yield 0 < level / 2, by.arithmetic(some)
    late = yield eventually(u, level / 2), by.cite(at(small, level / 2, given=(half,)))
    from_ = yield suppose(forall(j, implies(i <= j, abs(u(j) - 0) < level / 2)))
    first = larger(i, 0)

    def bound(k):
        return abs(e(first + k)) <= level / 2 + beta**k * abs(e(first))

    base = yield bound(0), by.arithmetic(some)
    now = yield suppose(bound(k))
    index = yield (i <= first + k + 1) & (0 <= first + k), by.arithmetic()
    value = yield abs(u(first + k + 1) - 0) < level / 2, by.cite(at(from_, first + k + 1, given=(index,)))
    move = yield (
        eq(e(first + k + 1), beta * e(first + k) + (1 - beta) * u(first + k + 1)),
        by.given(at(averages, first + k, given=(index,))),
    )
    kept = yield beta * abs(e(first + k)) <= beta * (level / 2 + beta**k * abs(e(first))), by.arithmetic(now)
    new = yield (1 - beta) * abs(u(first + k + 1)) <= (1 - beta) * (level / 2), by.arithmetic(value)
    size = yield (
        abs(e(first + k + 1)) <= beta * abs(e(first + k)) + (1 - beta) * abs(u(first + k + 1)),
        by.arithmetic(move),
    )
    then = yield bound(k + 1), by.arithmetic(size, kept, new)
    always = yield forall(k, bound(k)), by.induction(base, then)
    goal = yield tends(beta**t * abs(e(first)), t, 0), by.limit()
    near = forall(j, implies(n <= j, abs(beta**j * abs(e(first)) - 0) < level))
    yield tends(beta**t * abs(e(first)), t, 0)
    means = yield "<=>", forall(level, implies(0 < level, exists(n, near))), by.limit_definition()
    fades = yield forall(level, implies(0 < level, exists(n, near))), by.logic(means, goal)
    near = forall(j, implies(n <= j, abs(beta**j * abs(e(first)) - 0) < level / 2))
    soon = yield exists(n, near), by.cite(at(fades, level / 2, given=(half,)))
    small = yield suppose(near)
    last = first + larger(n, 0)
    later = yield suppose(last <= j)
    index = yield (n <= j - first) & (0 <= j - first), by.arithmetic(later)
    one = yield abs(beta ** (j - first) * abs(e(first)) - 0) < level / 2, by.cite(at(small, j - first, given=(index,)))
    two = yield (
        abs(e(first + (j - first))) <= level / 2 + beta ** (j - first) * abs(e(first)),
        by.cite(at(always, j - first, given=(index,))),
    )
    one = yield abs(e(j) - 0) < level, by.arithmetic(one, two)
    one = yield implies(last <= j, abs(e(j) - 0) < level), by.discharge(later, one)
    one = yield forall(j, implies(last <= j, abs(e(j) - 0) < level)), by.generalize(one)
    one = yield eventually(e, level), by.witness(last, given=(one,))
    one = yield eventually(e, level), by.choose(soon, small, one)
    one = yield eventually(e, level), by.choose(late, from_, one)
    one = yield implies(0 < level, eventually(e, level)), by.discharge(some, one)
    ends = yield definition(e), by.generalize(one)
    yield tends(e(t), t, 0)
    means = yield "<=>", definition(e), by.limit_definition()
    one = yield tends(e(t), t, 0), by.logic(means, ends)
    yield implies(tends(u(t), t, 0), tends(e(t), t, 0)), by.discharge(goes, one)


def rate(k):
    """The learning rate of step k."""
    return eta / sqrt(G(k) + eps)


whole = sqrt(M**2 + eps)


def stays(bound=whole):
    """On gradients that are bounded by M the learning rate stays above a number that is not 0."""
    return implies(forall(t, abs(g(t + 1)) <= M), forall(t, eta / bound <= rate(t)))


recovers = implies(tends(g(t), t, 0), tends(rate(t), t, eta / sqrt(eps)))
vanishes = implies(grows(abs(g(t + 1)), t), tends(rate(t), t, 0))
half = rational("1/2")
steady = {g: lambda m: 4 + 0 * m, G: lambda m: 16 - 16 * half**m, share: half, eta: 1, eps: 1, M: 4}
growing = {**steady, g: lambda m: rational(2) ** m, G: lambda m: rational("4/7") * ((rational(2) ** m) ** 2 - half**m)}
none = {g: lambda m: 0 * m, G: lambda m: 0 * m, share: half, eta: 1, eps: 4, M: 1}
heavy = {g: lambda m: 0 * m, G: lambda m: 8 * half**m, share: half, eta: 1, eps: 1, M: rational("3/4")}


@claim(
    conj(stays(), recovers, vanishes),
    given=(empty, collects),
    uses=(average_vanishes,),
    examples=(steady, none),
    printed=holds_under("Part 4", r"\text{Learning rate doesn't vanish completely}", "the gradients are bounded"),
    near_misses=(
        near_miss(
            conj(stays().args[1], recovers, vanishes),
            "on gradients beyond M",
            examples=({**steady, M: rational("3/4")},),
        ),
        near_miss(conj(stays(sqrt(eps)), recovers, vanishes), "without M"),
        near_miss(conj(stays(), implies(tends(g(t), t, 0), tends(rate(t), t, eta / eps)), vanishes), "ε for √ε"),
        near_miss(conj(stays(), recovers, tends(rate(t), t, 0)), "that it vanishes in any case"),
        near_miss(conj(stays(), recovers, ~tends(rate(t), t, 0)), "that it never vanishes", examples=(growing,)),
        near_miss(conj(stays(), recovers, vanishes), "G not started at 0", given=(collects,), examples=(heavy,)),
    ),
    cheat_sheet=(row("RMSprop's rate, on gradients up to M, is at least", eta / whole),),
)
def lr_not_vanish():
    """RMSprop's rate stays where gradients are bounded, and recovers as they vanish; where they grow it vanishes."""
    base = yield 0 <= G(0), by.arithmetic(empty)
    now = yield suppose(0 <= G(t))
    then = yield 0 <= G(t + 1), by.arithmetic(at(collects, t), now)
    least = yield forall(t, 0 <= G(t)), by.induction(base, then)
    one = yield (0 < G(t) + eps) & (0 < sqrt(G(t) + eps)), by.arithmetic(at(least, t))
    yield forall(t, one.formula), by.generalize(one), "no rate divides by 0"

    small = yield suppose(forall(t, abs(g(t + 1)) <= M))
    base = yield G(0) <= M**2, by.arithmetic(empty)
    now = yield suppose(G(t) <= M**2)
    square = yield g(t + 1) ** 2 <= M**2, by.arithmetic(at(small, t))
    then = yield G(t + 1) <= M**2, by.arithmetic(at(collects, t), now, square)
    every = yield forall(t, G(t) <= M**2), by.induction(base, then)
    root = yield sqrt(G(t) + eps) <= whole, by.arithmetic(at(every, t), at(least, t))
    one = yield eta / whole <= rate(t), by.arithmetic(root, one)
    one = yield forall(t, one.formula), by.generalize(one)
    first = yield stays(), by.discharge(small, one)

    quiet = yield suppose(tends(g(t), t, 0))
    squares = yield tends(g(t) ** 2, t, 0), by.limit(quiet)
    put = at(average_vanishes, {beta: share, e: lambda k: G(k), u: lambda k: g(k) ** 2})
    one = yield implies(tends(g(t) ** 2, t, 0), tends(G(t), t, 0)), by.cite(put)
    zero = yield tends(G(t), t, 0), by.logic(one, squares)
    one = yield tends(rate(t), t, eta / sqrt(eps)), by.limit(zero)
    second = yield recovers, by.discharge(quiet, one)

    loud = yield suppose(grows(abs(g(t + 1)), t))
    factor = sqrt(1 - share)
    positive_factor = yield 0 < factor, by.arithmetic()
    root = sqrt(G(t + 1) + eps)
    past = yield 0 <= share * G(t), by.arithmetic(at(least, t))
    one = yield (factor * abs(g(t + 1))) ** 2 <= G(t + 1) + eps, by.arithmetic(at(collects, t), past, positive_factor)
    one = yield factor * abs(g(t + 1)) <= root, by.arithmetic(one, positive_factor, at(least, t + 1))
    beyond = yield forall(t, factor * abs(g(t + 1)) <= root), by.generalize(one)
    more = yield grows(factor * abs(g(t + 1)), t), by.limit(loud, positive_factor)
    more = yield grows(root, t), by.grows_beyond(beyond, more)
    one = yield tends(1 / root, t, 0), by.limit(more)
    one = yield tends(eta * (1 / root), t, 0), by.limit(one)
    positive_root = yield 0 < root, by.arithmetic(at(least, t + 1))
    same = yield eq(rate(t + 1), eta * (1 / root)), by.algebra(positive_root)
    same = yield forall(t, same.formula), by.generalize(same)
    yield tends(rate(t + 1), t, 0)
    limits = yield "<=>", tends(eta * (1 / root), t, 0), by.limit_terms(same)
    one = yield tends(rate(t + 1), t, 0), by.logic(limits, one)
    one = yield tends(rate(t), t, 0), by.limit(one)
    third = yield vanishes, by.discharge(loud, one)
    yield conj(stays(), recovers, vanishes), by.logic(first, second, third)
