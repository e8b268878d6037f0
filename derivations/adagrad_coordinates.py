"""Several parameters: coordinates, and what they tell of a vector."""

from descent import x, y

from lrproof import (
    Fn,
    at,
    by,
    claim,
    eq,
    forall,
    implies,
    inner,
    integer,
    natural,
    near_miss,
    origin,
    rational,
    sequence,
    suppose,
    total,
    vectors,
)

PREFIX = "ada"
PLACE = (4, 6)  # in the report: Part 4, sixth

# The coordinates of v are ⟨v, e(1)⟩, ..., ⟨v, e(n)⟩: the e are an orthonormal basis. Each coordinate has its own G.
i, n = integer("i"), integer("n", "[1, oo)")
e, G = vectors("e"), Fn("G", ("int", "int"), "real")
SYMBOLS = {e: "an orthonormal basis", n: "the number of parameters"}
inside = (1 <= i) & (i <= n)
basis = forall(x, forall(y, eq(inner(x, y), total(inner(x, e(i)) * inner(y, e(i)), i, 1, n))))


def each(formula):
    """For every coordinate."""
    return forall(i, implies(inside, formula))


def over(body):
    """The sum over the coordinates."""
    return total(body, i, 1, n)


line = {n: 1, e: lambda k: rational(1)}
agree = each(eq(inner(x, e(i)), inner(y, e(i))))


@claim(
    implies(agree, eq(x, y)),
    given=(basis,),
    examples=(line,),
    near_misses=(
        near_miss(implies(each(eq(inner(x, e(i)), -inner(y, e(i)))), eq(x, y)), "up to the sign"),
        near_miss(implies(each(inner(x, e(i)) <= inner(y, e(i))), eq(x, y)), "≤ for ="),
        near_miss(eq(x, y), "whatever the coordinates"),
    ),
)
def coordinates():
    """Vectors with the same coordinates are the same."""
    same = yield suppose(agree)
    gap = x - y
    here = yield suppose(inside)
    one = yield eq(inner(gap, e(i)) * inner(gap, e(i)), 0 * inner(gap, e(i))), by.algebra(at(same, i, given=(here,)))
    one = yield implies(inside, one.formula), by.discharge(here, one)
    every = yield each(one.formula.args[1]), by.generalize(one)
    square = yield eq(inner(gap, gap), over(inner(gap, e(i)) * inner(gap, e(i)))), by.given(at(basis, gap, gap))
    one = yield eq(over(inner(gap, e(i)) * inner(gap, e(i))), over(0 * inner(gap, e(i)))), by.sum_terms(every)
    two = yield eq(over(0 * inner(gap, e(i))), 0 * over(inner(gap, e(i)))), by.sum_scale()
    zero = yield eq(inner(gap, gap), 0), by.arithmetic(square, one, two)
    none = yield eq(gap, origin), by.definite(gap, given=(zero,))
    one = yield eq(y + gap, y + origin), by.equal_arguments(none)
    one = yield eq(x, y), by.cite(one)
    yield implies(agree, eq(x, y)), by.discharge(same, one)


a, j, m, k = sequence("a"), integer("j"), integer("m"), natural("k")
nonnegative = forall(j, implies((1 <= j) & (j <= n), 0 <= a(j)))


@claim(
    implies(inside, a(i) <= total(a(j), j, 1, n)),
    given=(nonnegative,),
    near_misses=(
        near_miss(implies(inside, a(i) < total(a(j), j, 1, n)), "< for ≤"),
        near_miss(implies(1 <= i, a(i) <= total(a(j), j, 1, n)), "beyond the sum"),
        near_miss(implies(inside, a(i) <= total(a(j), j, 1, n)), "a term may be negative", given=()),
    ),
)
def one_of_many():
    """A term is at most the sum, where no term is negative."""

    def sums(k):
        return total(a(j), j, 1, k)

    none = yield eq(sums(0), 0), by.sum_empty()
    base = yield implies(0 <= n, 0 <= sums(0)), by.arithmetic(none)
    now = yield suppose(implies(k <= n, 0 <= sums(k)))
    there = yield suppose(k + 1 <= n)
    within = yield (1 <= k + 1) & (k + 1 <= n) & (k <= n), by.arithmetic(there)
    one = yield (1 <= k + 1) & (k + 1 <= n), by.logic(within)
    more = yield 0 <= a(k + 1), by.given(at(nonnegative, k + 1, given=(one,)))
    longer = yield eq(sums(k + 1), sums(k) + a(k + 1)), by.sum_last()
    some = yield 0 <= sums(k), by.logic(now, within)
    one = yield 0 <= sums(k + 1), by.arithmetic(some, more, longer)
    then = yield implies(k + 1 <= n, 0 <= sums(k + 1)), by.discharge(there, one)
    least = yield forall(k, implies(k <= n, 0 <= sums(k))), by.induction(base, then)

    here = yield suppose(inside)
    before = yield (0 <= i - 1) & (i - 1 <= n), by.arithmetic(here)
    one = yield 0 <= i - 1, by.logic(before)
    two = yield i - 1 <= n, by.logic(before)
    some = yield 0 <= sums(i - 1), by.logic(at(least, i - 1, given=(one,)), two)
    longer = yield eq(sums(i), sums(i - 1) + a(i)), by.sum_last(here)
    base = yield implies(i <= n, a(i) <= sums(i)), by.arithmetic(some, longer)
    now = yield suppose(implies(m <= n, a(i) <= sums(m)))
    later = yield suppose(i <= m)
    there = yield suppose(m + 1 <= n)
    within = yield (1 <= m + 1) & (m + 1 <= n) & (m <= n), by.arithmetic(there, later, here)
    one = yield (1 <= m + 1) & (m + 1 <= n), by.logic(within)
    more = yield 0 <= a(m + 1), by.given(at(nonnegative, m + 1, given=(one,)))
    longer = yield eq(sums(m + 1), sums(m) + a(m + 1)), by.sum_last(within)
    some = yield a(i) <= sums(m), by.logic(now, within)
    one = yield a(i) <= sums(m + 1), by.arithmetic(some, more, longer)
    then = yield implies(m + 1 <= n, a(i) <= sums(m + 1)), by.discharge(there, one)
    every = yield forall(m, implies(i <= m, implies(m <= n, a(i) <= sums(m)))), by.induction(base, then)
    one = yield a(i) <= sums(n), by.arithmetic(at(every, n, given=(here,)), here)
    yield implies(inside, a(i) <= sums(n)), by.discharge(here, one)
