"""How fast a solution of θ(t+2) = pθ(t+1) − qθ(t) tends to 0, from the start on."""

from second_order import (
    R,
    double,
    halves,
    jury,
    jury_closed,
    p,
    q,
    stable,
    step,
    still,
    t,
    theta,
    vanishes,
    vanishes_inside,
)
from second_order_rates import converges, e, geometric, mixed, square, z

from lrproof import at, by, claim, eq, forall, iff, implies, ne, near_miss, rational, real, suppose, tends

PREFIX = "lin"
PLACE = (3, 12)  # in the report: Part 3, twelfth

slower = tends(theta(t) / R**t, t, 0)
rate = implies(jury(p, q, R), slower) & implies(mixed, iff(slower, jury(p, q, R)))


@claim(
    rate,
    given=(step,),
    uses=(vanishes_inside, converges),
    examples=tuple({**one, R: rational(r)} for one in (halves, double, still) for r in ("1/4", "1/2", "1", "2")),
    near_misses=(
        near_miss(implies(jury_closed(p, q, R), slower) & implies(mixed, iff(slower, jury(p, q, R))), "≤ for <"),
        near_miss(implies(jury(p, q, R), slower) & iff(slower, jury(p, q, R)), "a geometric solution too",
                  examples=({**still, theta: lambda k: rational("1/2") ** k, R: rational("3/4")},)),
        near_miss(implies(jury(p, q, R), slower) & implies(mixed, iff(vanishes, jury(p, q, R))), "1 for R"),
        near_miss(
            implies((p * R < R**2 + q) & (abs(q) < R**2), slower) & implies(mixed, iff(slower, jury(p, q, R))),
            "p for |p|",
            examples=({p: rational("-3/2"), q: rational("1/2"), theta: lambda k: (-1) ** k, R: rational(1)},),
        ),
    ),
)  # fmt: skip
def rates():
    """θ(t)/Rᵗ tends to 0 when both roots are smaller than R; and only then, if θ is not geometric."""
    scaled = theta(t) / R**t
    apart = yield 0 < R**t, by.arithmetic()
    one = yield (
        eq(theta(t + 2) / R ** (t + 2), p / R * (theta(t + 1) / R ** (t + 1)) - q / R**2 * scaled),
        by.algebra(at(step, t), apart),
    )
    moves = yield (
        forall(t, eq(theta(t + 2) / R ** (t + 2), p / R * (theta(t + 1) / R ** (t + 1)) - q / R**2 * scaled)),
        by.generalize(one),
    )
    ready = (abs(p / R) < 1 + q / R**2) & (abs(q / R**2) < 1)
    same = yield iff(jury(p, q, R), ready), by.arithmetic()
    put = {p: p / R, q: q / R**2, theta: lambda k: theta(k) / R**k}
    good = yield suppose(jury(p, q, R))
    fine = yield ready, by.logic(same, good)
    one = yield slower, by.cite(at(vanishes_inside, put, given=(moves, fine)))
    first = yield implies(jury(p, q, R), slower), by.discharge(good, one)
    both = yield suppose(mixed)
    start = (theta(1) / R**1) ** 2 - p / R * (theta(0) / R**0 * (theta(1) / R**1)) + q / R**2 * (theta(0) / R**0) ** 2
    one = yield eq(start * R**2, square(theta(0), theta(1))), by.algebra()
    begins = yield ne(start, 0), by.arithmetic(one, both)
    one = yield iff(slower, ready), by.cite(at(converges, put, given=(moves, begins)))
    one = yield iff(slower, jury(p, q, R)), by.logic(one, same)
    second = yield implies(mixed, iff(slower, jury(p, q, R))), by.discharge(both, one)
    yield rate, by.logic(first, second)


f = real("f")
begins, moving = eq(theta(1), f * theta(0)), ne(theta(0), 0)
of_f = f**2 - p * f + q
at_one = implies(ne(of_f, 0), iff(vanishes, stable)) & implies(eq(of_f, 0), iff(vanishes, abs(f) < 1))
at_R = implies(ne(of_f, 0), iff(slower, jury(p, q, R))) & implies(eq(of_f, 0), iff(slower, abs(f) < R))
begun = {**halves, f: rational("5/12")}
straight = {p: rational("3/2"), q: rational("1/2"), f: rational("1/2"), theta: lambda k: rational("1/2") ** k}


@claim(
    at_one & at_R,
    given=(begins, moving, step),
    uses=(geometric, converges, rates),
    examples=tuple({**one, R: rational(r)} for one in (begun, straight) for r in ("1/2", "3/4")),
    near_misses=(
        near_miss(iff(vanishes, stable) & at_R, "a geometric solution too"),
        near_miss(implies(ne(of_f, 0), iff(vanishes, stable)) & iff(vanishes, abs(f) < 1) & at_R, "|f| < 1 always",
                  examples=({**still, f: rational("3/4"), R: rational(1)},)),
        near_miss(
            at_one & implies(ne(of_f, 0), iff(slower, jury(p, q, R))) & implies(eq(of_f, 0), iff(slower, abs(f) <= R)),
            "|f| ≤ R",
        ),
        near_miss(at_one & iff(slower, jury(p, q, R)), "a geometric solution at the rate R too"),
    ),
)  # fmt: skip
def from_first_step():
    """From θ(1) = fθ(0) the rate of a solution is that of the larger root, unless f is a root: then it is |f|."""
    start = square(theta(0), theta(1))
    value = yield eq(start, of_f * theta(0) ** 2), by.algebra(begins)
    apart = yield suppose(ne(of_f, 0))
    full = yield mixed, by.arithmetic(value, apart)
    one = yield iff(vanishes, stable), by.cite(at(converges, given=(full,)))
    first = yield implies(ne(of_f, 0), iff(vanishes, stable)), by.discharge(apart, one)
    one = yield rate, by.cite(rates)
    one = yield iff(slower, jury(p, q, R)), by.logic(one, full)
    second = yield implies(ne(of_f, 0), iff(slower, jury(p, q, R))), by.discharge(apart, one)

    equal = yield suppose(eq(of_f, 0))
    left = theta(t + 1) - f * theta(t)
    one = yield eq(theta(t + 2) - f * theta(t + 1), (p - f) * left), by.arithmetic(at(step, t), equal)
    steps = yield forall(t, eq(theta(t + 2) - f * theta(t + 1), (p - f) * left)), by.generalize(one)
    shrunk = yield (
        forall(t, eq(left, (p - f) ** t * (theta(1) - f * theta(0)))),
        by.cite(at(geometric, {z: p - f, e: lambda k: theta(k + 1) - f * theta(k)}, given=(steps,))),
    )
    zero = yield eq(theta(1) - f * theta(0), 0), by.arithmetic()
    none = yield eq(left, 0), by.algebra(at(shrunk, t), zero)
    one = yield eq(theta(t + 1), f * theta(t)), by.arithmetic(none)
    steps = yield forall(t, eq(theta(t + 1), f * theta(t))), by.generalize(one)
    size = yield (
        implies(moving, iff(vanishes, abs(f) < 1)),
        by.cite(at(geometric, {z: f, e: lambda k: theta(k)}, given=(steps,))),
    )
    some = yield moving, by.given(moving)
    two = yield iff(vanishes, abs(f) < 1), by.logic(size, some)
    third = yield implies(eq(of_f, 0), iff(vanishes, abs(f) < 1)), by.discharge(equal, two)
    away = yield 0 < R**t, by.arithmetic()
    one = yield eq(theta(t + 1) / R ** (t + 1), f / R * (theta(t) / R**t)), by.algebra(one, away)
    steps = yield forall(t, eq(theta(t + 1) / R ** (t + 1), f / R * (theta(t) / R**t))), by.generalize(one)
    size = yield (
        implies(ne(theta(0) / R**0, 0), iff(slower, abs(f / R) < 1)),
        by.cite(at(geometric, {z: f / R, e: lambda k: theta(k) / R**k}, given=(steps,))),
    )
    two = yield iff(slower, abs(f) < R), by.arithmetic(size)
    fourth = yield implies(eq(of_f, 0), iff(slower, abs(f) < R)), by.discharge(equal, two)
    yield at_one & at_R, by.logic(first, second, third, fourth)
