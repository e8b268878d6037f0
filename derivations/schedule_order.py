"""Without noise, on a quadratic, the order of the steps does not matter."""

from lrproof import (
    at,
    by,
    claim,
    eq,
    fails,
    forall,
    gradient_descent,
    implies,
    integer,
    larger,
    natural,
    ne,
    near_miss,
    norm,
    not_tried,
    origin,
    rational,
    real,
    recurrence,
    sequence,
    smaller,
    suppose,
    vector,
    vector_field,
    vectors,
)

PREFIX = "sched"
PLACE = (5, 14)  # in the report: Part 5, fourteenth

# gradient descent on a quadratic, whose gradient Hθ is linear, with two schedules from one start
H, x, y, c = vector_field("H"), vector("x"), vector("y"), real("c")
u, v, w, z, r, o = vector("u"), vector("v"), vector("w"), vector("z"), vector("r"), vector("o")
theta, phi, eta, zeta = vectors("theta"), vectors("phi"), sequence("eta"), sequence("zeta")
half = rational("1/2")
t, i, j, n = natural("t"), natural("i"), natural("j"), integer("n")
SYMBOLS = {
    H: "the Hessian", eta: "one schedule", zeta: "the same with the steps i and j exchanged",
    theta: "the parameter after t steps of the one", phi: "after t steps of the other",
}  # fmt: skip
linear = forall(x, forall(y, forall(c, eq(H(x + c * y), H(x) + c * H(y)))))
(moves,) = recurrence(gradient_descent, {"x": theta}, gradient=H, step=t + 1, eta=eta(t))
(others,) = recurrence(gradient_descent, {"x": phi}, gradient=H, step=t + 1, eta=zeta(t))
start = eq(theta(0), phi(0))
exchanged = (i < j) & eq(zeta(i), eta(j)) & eq(zeta(j), eta(i))
elsewhere = forall(n, implies(ne(n, i) & ne(n, j), eq(zeta(n), eta(n))))


def same(first):
    """Both parameters are the same from the step ``first`` on."""
    return forall(n, implies(first <= n, eq(theta(n), phi(n))))


def unequal(last):
    """Until the step ``last`` they are the same too."""
    return forall(n, implies((0 <= n) & (n <= last), eq(theta(n), phi(n))))


def every(formula, *names):
    """The formula for all vectors of these names, the last one bound first."""
    for name in names:
        formula = forall(name, formula)
    return formula


def peak(n):
    """1 at n = 0, and 0 at every other whole number."""
    return larger(0, 1 - abs(n))


swapped = {
    H: lambda z: z, i: 0, j: 1, eta: lambda k: half * peak(k), zeta: lambda k: half * peak(k - 1),
    theta: lambda k: half + half * larger(0, 1 - k), phi: lambda k: half + half * larger(0, smaller(1, 2 - k)),
}  # fmt: skip
better = implies((eta(j) < eta(i)) & ne(theta(0), origin), norm(theta(j + 1)) < norm(phi(j + 1)))


@claim(
    same(j + 1) & unequal(i),
    given=(linear, moves, others, start, exchanged, elsewhere),
    examples=(swapped,),
    printed=fails(
        "Part 5", r"\text{Early training: Large LR to make progress. Late training: Small LR to fine-tune.}", better
    ),
    near_misses=(
        near_miss(same(j) & unequal(i), "the same at once"),
        near_miss(same(j + 1) & unequal(i + 1), "always the same"),
        near_miss(forall(n, implies(j + 1 <= n, eq(theta(n), 2 * phi(n)))) & unequal(i), "twice as far"),
    ),
    tried=(
        not_tried("simulate", "its runs have one step size; the tests of this claim run orders of one schedule"),
        not_tried("derive", "an equation of two runs, not a closed form"),
    ),
)  # fmt: skip
def order_irrelevant():
    """On a quadratic any two steps of a schedule may be exchanged: from then on all is the same."""

    # the step of number n, where neither is exchanged, from one and the same place
    def goes_on(late, apart, here):
        step = yield eq(zeta(n), eta(n)), by.cite(at(elsewhere, n, given=(apart,)))
        slope = yield eq(H(theta(n)), H(phi(n))), by.equal_arguments(here)
        one, two = at(moves, n, given=(late,)), at(others, n, given=(late,))
        return (yield eq(theta(n + 1), phi(n + 1)), by.algebra(one, two, here, slope, step))

    base = yield implies(0 <= i, eq(theta(0), phi(0))), by.logic(start)
    now = yield suppose(implies(n <= i, eq(theta(n), phi(n))))
    late = yield suppose(0 <= n)
    reached = yield suppose(n + 1 <= i)
    apart = yield (n <= i) & ne(n, i) & ne(n, j), by.arithmetic(reached, exchanged)
    here = yield eq(theta(n), phi(n)), by.logic(now, apart)
    one = yield from goes_on(late, apart, here)
    then = yield implies(n + 1 <= i, eq(theta(n + 1), phi(n + 1))), by.discharge(reached, one)
    early = yield forall(n, implies(0 <= n, implies(n <= i, eq(theta(n), phi(n))))), by.induction(base, then)
    inside = yield suppose((0 <= n) & (n <= i))
    late = yield 0 <= n, by.logic(inside)
    guarded = yield implies(n <= i, eq(theta(n), phi(n))), by.cite(at(early, n, given=(late,)))
    one = yield eq(theta(n), phi(n)), by.logic(guarded, inside)
    one = yield implies((0 <= n) & (n <= i), eq(theta(n), phi(n))), by.discharge(inside, one)
    second = yield unequal(i), by.generalize(one)

    # between i and j they differ, but what the missing step would make of each is the same
    def made(path, first, second):
        """H of a step: it is linear."""
        turned = eq(H(path - first * second), H(path) - first * H(second))
        return (yield turned, by.cite(at(linear, path, second, -first)))

    a, b = eta(i), eta(j)

    def equal(n):
        """What is the same: a step with η(j) there and with η(i) here."""
        return eq(theta(n), phi(n) - a * H(phi(n)) + b * H(theta(n)))

    begun = yield 0 <= i, by.arithmetic()
    there = yield eq(theta(i), phi(i)), by.cite(at(second, i, given=(begun,)))
    at_i = yield eq(zeta(i), b), by.logic(exchanged)
    at_j = yield eq(zeta(j), a), by.logic(exchanged)
    slope = yield eq(H(theta(i)), H(phi(i))), by.equal_arguments(there)
    turn = yield eq(H(H(theta(i))), H(H(phi(i)))), by.equal_arguments(slope)
    one = yield eq(theta(i + 1), theta(i) - a * H(theta(i))), by.given(moves)
    two = yield eq(phi(i + 1), phi(i) - b * H(phi(i))), by.algebra(at(others, i), at_i)
    left = yield from made(theta(i), a, H(theta(i)))
    right = yield from made(phi(i), b, H(phi(i)))
    after = yield eq(H(theta(i + 1)), H(theta(i) - a * H(theta(i)))), by.equal_arguments(one)
    after_ = yield eq(H(phi(i + 1)), H(phi(i) - b * H(phi(i)))), by.equal_arguments(two)
    left = yield eq(H(theta(i + 1)), H(theta(i)) - a * H(H(theta(i)))), by.algebra(after, left)
    right = yield eq(H(phi(i + 1)), H(phi(i)) - b * H(H(phi(i)))), by.algebra(after_, right)
    one = yield equal(i + 1), by.algebra(one, two, left, right, there, slope, turn)
    base = yield implies(i + 1 <= j, equal(i + 1)), by.logic(one)
    now = yield suppose(implies(n <= j, equal(n)))
    late = yield suppose(i + 1 <= n)
    reached = yield suppose(n + 1 <= j)
    apart = yield (n <= j) & ne(n, i) & ne(n, j), by.arithmetic(reached, late)
    late_n = yield 0 <= n, by.arithmetic(late)
    here = yield equal(n), by.logic(now, apart)
    step = yield eq(zeta(n), eta(n)), by.cite(at(elsewhere, n, given=(apart,)))
    one = yield eq(theta(n + 1), theta(n) - eta(n) * H(theta(n))), by.cite(at(moves, n, given=(late_n,)))
    two = yield eq(phi(n + 1), phi(n) - eta(n) * H(phi(n))), by.algebra(at(others, n, given=(late_n,)), step)
    sides = []
    for path, moved in ((theta, one), (phi, two)):
        whole = yield from made(path(n), eta(n), H(path(n)))
        after = yield eq(H(path(n + 1)), H(path(n) - eta(n) * H(path(n)))), by.equal_arguments(moved)
        sides.append((yield eq(H(path(n + 1)), H(path(n)) - eta(n) * H(H(path(n)))), by.algebra(after, whole)))
    missing = phi(n) - a * H(phi(n))
    level = yield eq(H(theta(n)), H(missing + b * H(theta(n)))), by.equal_arguments(here)
    part = yield eq(H(missing + b * H(theta(n))), H(missing) + b * H(H(theta(n)))), by.given(linear)
    rest = yield from made(phi(n), a, H(phi(n)))
    # named, so that no equation is put in under H
    chain = implies(eq(w, y + b * r), implies(eq(y, v - a * z), eq(u, v - a * z + b * r)))
    chain = implies(eq(u, w), chain)
    linked = yield every(chain, r, z, v, y, w, u), by.algebra()
    values = H(theta(n)), H(missing + b * H(theta(n))), H(missing), H(phi(n)), H(H(phi(n))), H(H(theta(n)))
    turned = yield (
        eq(H(theta(n)), H(phi(n)) - a * H(H(phi(n))) + b * H(H(theta(n)))),
        (by.logic(at(linked, *values, given=(level,)), part, rest)),
    )
    e = eta(n)
    moved = eq(u - e * w, v - e * y - a * (y - e * z) + b * (w - e * r))
    moved = implies(eq(u, v - a * y + b * w), implies(eq(w, y - a * z + b * r), moved))
    linked = yield every(moved, r, z, y, w, v, u), by.algebra()
    values = theta(n), phi(n), H(theta(n)), H(phi(n)), H(H(phi(n))), H(H(theta(n)))
    h, f = H(theta(n)), H(phi(n))
    next_ = yield (
        eq(theta(n) - e * h, phi(n) - e * f - a * (f - e * H(f)) + b * (h - e * H(h))),
        by.logic(at(linked, *values, given=(here,)), turned),
    )
    ends = implies(eq(z, r), implies(eq(x, o), eq(u, v - a * z + b * x)))
    ends = implies(eq(u, w), implies(eq(w, y - a * r + b * o), implies(eq(v, y), ends)))
    linked = yield every(ends, o, x, r, z, y, v, w, u), by.algebra()
    values = theta(n + 1), theta(n) - e * h, phi(n + 1), phi(n) - e * f
    values = *values, H(phi(n + 1)), f - e * H(f), H(theta(n + 1)), h - e * H(h)
    one = yield equal(n + 1), by.logic(at(linked, *values, given=(one,)), next_, two, *sides)
    then = yield implies(n + 1 <= j, equal(n + 1)), by.discharge(reached, one)
    between = yield forall(n, implies(i + 1 <= n, implies(n <= j, equal(n)))), by.induction(base, then)

    below = yield forall(n, implies(n < 0, n + 1 <= 0)), by.arithmetic()
    less = yield i - j < 0, by.arithmetic(exchanged)
    last = yield i - j + 1 <= 0, by.cite(at(below, i - j, given=(less,)))
    last = yield i + 1 <= j, by.arithmetic(last)
    one = yield implies(j <= j, equal(j)), by.cite(at(between, j, given=(last,)))
    here = yield equal(j), by.arithmetic(one)
    two = yield eq(phi(j + 1), phi(j) - a * H(phi(j))), by.algebra(at(others, j), at_j)
    ends = implies(eq(w, v - a * z + b * y), implies(eq(x, v - a * z), eq(u, x)))
    ends = implies(eq(u, w - b * y), ends)
    linked = yield every(ends, x, z, v, y, w, u), by.algebra()
    one = yield eq(theta(j + 1), theta(j) - b * H(theta(j))), by.given(moves)
    values = theta(j + 1), theta(j), H(theta(j)), phi(j), H(phi(j)), phi(j + 1)
    base = yield eq(theta(j + 1), phi(j + 1)), by.logic(at(linked, *values, given=(one,)), here, two)
    here = yield suppose(eq(theta(n), phi(n)))
    after = yield suppose(j + 1 <= n)
    late = yield 0 <= n, by.arithmetic(after)
    apart = yield ne(n, i) & ne(n, j), by.arithmetic(after, exchanged)
    then = yield from goes_on(late, apart, here)
    first = yield same(j + 1), by.induction(base, then)
    yield same(j + 1) & unequal(i), by.logic(first, second)
