"""When the bound on Adam's step passes that of Kingma and Ba, for the default β₁ and β₂."""

from lrproof import at, by, claim, conj, eq, forall, iff, implies, natural, near_miss, rational, real, sqrt, suppose

PREFIX = "adam"
PLACE = (4, 30)  # in the report: Part 4, thirtieth

t = natural("t")
x, j = real("x", "(0, 1)"), natural("j")
usual, usual2 = rational("0.9"), rational("0.999")
fade = rational("30/37")  # β₁²/β₂


def longest(n):
    """R(n) for β₁ = 0.9 and β₂ = 0.999."""
    return rational("0.1") / (1 - usual**n) * sqrt((1 - usual2**n) / rational("0.001") * ((1 - fade**n) / (1 - fade)))


ten = sqrt(rational(10))


def passed(first, level=ten):
    """The bound of Kingma and Ba is passed exactly from this step on."""
    return forall(t, iff(level < longest(t + 1), first <= t + 1))


not_yet = longest(rational(209)) <= ten


@claim(
    not_yet & passed(210),
    near_misses=(
        near_miss((longest(rational(210)) <= ten) & passed(210), "the 210th step"),
        near_miss((longest(rational(209)) <= ten - rational("1/100")) & passed(210), "a hundredth less"),
        near_miss(not_yet & passed(1), "from the first step on"),
        near_miss(not_yet & passed(210, rational(1)), "1 for √10"),
    ),
)  # fmt: skip
def step_bound_default():
    """With β₁ = 0.9 and β₂ = 0.999 the bound R passes (1 − β₁)/√(1 − β₂) = √10 at the 210th step, for ever."""
    n = t + 1
    one = yield eq(x ** (j + t), x**j * x**t), by.algebra()
    two = yield (0 < x**j) & (x**t <= 1), by.arithmetic()
    one = yield x ** (j + t) <= x**j, by.arithmetic(one, two)
    falls = one
    for name in (t, j, x):
        falls = yield forall(name, falls.formula), by.generalize(falls)
    ends = yield conj(*((0 < z**n) & (z**n <= z) for z in (usual, usual2, fade))), by.arithmetic()
    inner = (1 - usual2**n) / rational("0.001") * ((1 - fade**n) / (1 - fade))
    one = yield conj(0 < 1 - usual**n, 0 < inner), by.arithmetic(ends)
    yield forall(t, one.formula), by.generalize(one)
    root = yield (0 < sqrt(inner)) & eq(sqrt(inner) ** 2, inner), by.arithmetic(one)
    size = yield eq(longest(n) * (1 - usual**n), rational("0.1") * sqrt(inner)), by.arithmetic(one)
    least = yield (0 < ten) & eq(ten**2, 10), by.arithmetic()
    left, right = (1 - usual**n) ** 2, (1 - usual2**n) * (1 - fade**n) * rational("37/7")
    one = yield eq((longest(n) * (1 - usual**n)) ** 2, 10 * right), by.arithmetic(size, root)
    two = yield (0 <= longest(n)) & (0 < 1 - usual**n), by.arithmetic(size, root, ends)
    three = yield eq((ten * (1 - usual**n)) ** 2, 10 * left), by.arithmetic(least)
    four = yield (
        iff(ten * (1 - usual**n) < longest(n) * (1 - usual**n), left < right),
        by.arithmetic(one, two, three, least),
    )
    turn = yield iff(ten < longest(n), left < right), by.arithmetic(four, two)

    late = yield suppose(210 <= n)
    for_ = yield 0 <= n - 210, by.arithmetic(late)
    one = yield usual2**n <= usual2**210, by.given(at(falls, usual2, 210, n - 210, given=(for_,)))
    two = yield fade**n <= fade**210, by.given(at(falls, fade, 210, n - 210, given=(for_,)))
    three = yield 1 < (1 - usual2**210) * (1 - fade**210) * rational("37/7"), by.numeric()
    four = yield (1 - usual2**210) * (1 - fade**210) <= (1 - usual2**n) * (1 - fade**n), by.arithmetic(one, two)
    five = yield left < 1, by.arithmetic(ends)
    one = yield left < right, by.arithmetic(three, four, five)
    onward = yield implies(210 <= n, left < right), by.discharge(late, one)

    # before, in four chunks: the right side is at most as at the end of a chunk, the left side at least as at its start
    cases, chunks = [], ((1, 1), (2, 7), (8, 62), (63, 209))
    for low, high in chunks:
        here = yield suppose((low <= n) & (n <= high))
        after = yield 0 <= n - low, by.arithmetic(here)
        before = yield 0 <= high - n, by.arithmetic(here)
        one = yield usual**n <= usual**low, by.given(at(falls, usual, low, n - low, given=(after,)))
        two = yield usual2**high <= usual2**n, by.given(at(falls, usual2, n, high - n, given=(before,)))
        three = yield fade**high <= fade**n, by.given(at(falls, fade, n, high - n, given=(before,)))
        most = (1 - usual2**high) * (1 - fade**high)
        four = yield most * rational("37/7") <= (1 - usual**low) ** 2, by.numeric()
        five = yield (1 - usual2**n) * (1 - fade**n) <= most, by.arithmetic(two, three, ends)
        six = yield (1 - usual**low) ** 2 <= left, by.arithmetic(one, ends)
        one = yield right <= left, by.arithmetic(four, five, six)
        cases.append((yield implies(here.formula, right <= left), by.discharge(here, one)))
    ranges = [(low <= n) & (n <= high) for low, high in chunks]
    either = yield (210 <= n) | ranges[0] | ranges[1] | ranges[2] | ranges[3], by.arithmetic()
    one = yield iff(left < right, 210 <= n), by.arithmetic(either, *cases, onward)
    one = yield iff(ten < longest(n), 210 <= n), by.logic(turn, one)
    every = yield passed(210), by.generalize(one)
    first = yield longest(rational(209)) <= ten, by.numeric()
    yield first.formula & every.formula, by.logic(first, every)
