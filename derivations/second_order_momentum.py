"""Momentum from rest as a second-order recurrence: θ(t+2) = (f + q)θ(t+1) − qθ(t), begun by θ(1) = fθ(0)."""

from second_order import R, inside, jury, jury_closed, p, q, roots_in_disc, step, theta, vanishes, vanishes_inside
from second_order_starts import begins, f, from_first_step, moving, of_f, straight

from lrproof import (
    at,
    by,
    claim,
    eq,
    iff,
    implies,
    ne,
    near_miss,
    rational,
    suppose,
)

PREFIX = "lin"
PLACE = (3, 13)  # in the report: Part 3, thirteenth

held, of_roots = jury(p, q), iff(inside(p, q), jury(p, q))
every_start = implies(held, vanishes)
from_rest = implies(moving & begins & eq(p, f + q), iff(vanishes, held))
half, third = rational("1/2"), rational("1/3")
begun = {p: rational("5/6"), q: rational("1/6"), f: rational("2/3"), theta: lambda k: 2 * half**k - third**k}
constant = {p: rational("3/2"), q: half, f: rational(1), theta: lambda k: 1 + 0 * k}


@claim(
    of_roots & every_start & from_rest,
    given=(step,),
    uses=(roots_in_disc, vanishes_inside, from_first_step),
    examples=(begun, constant),
    near_misses=(
        near_miss(iff(inside(p, q), abs(p) < 1 + q) & every_start & from_rest, "without |q| < 1",
                  examples=({p: rational(4), q: rational(4), f: rational(0), theta: lambda k: 2**k},)),
        near_miss(of_roots & implies(jury_closed(p, q), vanishes) & from_rest, "≤ for <"),
        near_miss(of_roots & every_start & implies(begins & eq(p, f + q), iff(vanishes, held)), "from 0",
                  examples=({**constant, theta: lambda k: 0 * k},)),
        near_miss(of_roots & every_start & implies(moving & eq(p, f + q), iff(vanishes, held)), "not from rest",
                  examples=({**constant, theta: lambda k: half**k},)),
        near_miss(of_roots & every_start & implies(moving & begins, iff(vanishes, held)), "another first step",
                  examples=(straight,)),
    ),
)  # fmt: skip
def stability():
    """Both roots are inside ⇔ Jury's conditions hold ⇒ every solution tends to 0; momentum from rest only then."""
    first = yield of_roots, by.cite(at(roots_in_disc, {R: rational(1)}))
    good = yield suppose(held)
    one = yield vanishes, by.cite(at(vanishes_inside, given=(good,)))
    second = yield every_start, by.discharge(good, one)
    rest = yield suppose(moving & begins & eq(p, f + q))
    start = at(from_first_step, {R: rational(1)}, given=(rest,))
    apart = yield implies(ne(of_f, 0), iff(vanishes, held)), by.cite(start)
    alone = yield implies(eq(of_f, 0), iff(vanishes, abs(f) < 1)), by.cite(start)
    value = yield eq(of_f, q * (1 - f)), by.algebra(rest)
    same = yield implies(eq(q * (1 - f), 0), iff(abs(f) < 1, held)), by.arithmetic(rest)
    one = yield iff(vanishes, held), by.arithmetic(apart, alone, value, same)
    third = yield from_rest, by.discharge(rest, one)
    yield of_roots & every_start & from_rest, by.logic(first, second, third)
