"""Heavy ball with complex roots: where they are complex, and how fast they shrink."""

from heavy_ball_stability import beta, eta, lam, p
from second_order import p as trace
from second_order import q as product
from second_order_complex import complex_roots, has_complex, size_at_half
from second_order_complex import size as sized

from lrproof import (
    at,
    by,
    claim,
    derive,
    derived,
    eq,
    forall,
    heavy_ball,
    iff,
    implies,
    near_miss,
    rational,
    real,
    sqrt,
)
from lrproof.analysis.candidates import discriminant

PREFIX = "hb"
PLACE = (3, 15)  # in the report: Part 3, fifteenth

x, z = eta * lam, real("z")
by_beta = ((1 - sqrt(x)) ** 2 < beta) & (beta < (1 + sqrt(x)) ** 2)
by_x = (0 < beta) & ((1 - sqrt(beta)) ** 2 < x) & (x < (1 + sqrt(beta)) ** 2)

turns, size = has_complex(p, beta), sized(p, beta, beta)
double = implies(eq(beta, (1 - sqrt(x)) ** 2), forall(z, eq(z**2 - p * z + beta, (z - (1 - sqrt(x))) ** 2)))


def meet():
    """The values of β at which the discriminant of heavy ball's polynomial is 0, by SymPy."""
    return derive.roots(discriminant(heavy_ball, x, beta=beta), beta)


def numbers(step, weight):
    """Numbers for η and β, where λ = 1."""
    return {eta: rational(step), beta: rational(weight), lam: rational(1)}


@claim(
    iff(turns, by_beta) & iff(by_beta, by_x) & size & double,
    given=(0 < x,),
    uses=(complex_roots,),
    examples=(numbers("4/5", "1"), numbers("1/4", "1/4"), numbers("9/4", "25/4")),
    near_misses=(
        near_miss(iff(turns, ((1 - x) ** 2 < beta) & (beta < (1 + x) ** 2)) & iff(by_beta, by_x) & size & double,
                  "x for √x", examples=(numbers("18/5", "1"),)),
        near_miss(iff(turns, by_beta) & iff(beta < (1 + sqrt(x)) ** 2, by_x) & size & double, "without the lower end",
                  examples=(numbers("1/4", "1/16"),)),
        near_miss(iff(turns, by_beta) & iff((1 - sqrt(x)) ** 2 < beta, by_x) & size & double, "without the upper end"),
        near_miss(
            iff(turns, by_beta) & iff(by_beta, by_x)
            & size_at_half(p, beta, x) & double, "√(ηλ) in size, not √β",
        ),
        near_miss(
            iff(turns, by_beta) & iff(by_beta, by_x) & size
            & implies(eq(beta, (1 - sqrt(x)) ** 2), forall(z, eq(z**2 - p * z + beta, (z - (1 + sqrt(x))) ** 2))),
            "another double root",
        ),
    ),
    derived=(
        derived("the smaller β at which the roots meet", lambda: meet()[0], (1 - sqrt(x)) ** 2),
        derived("the larger one", lambda: meet()[1], (1 + sqrt(x)) ** 2),
    ),
)  # fmt: skip
def complex_rate():
    """Heavy ball's roots are complex exactly for (1 − √(ηλ))² < β < (1 + √(ηλ))²; then both are √β in size."""
    ends = yield iff(p**2 < 4 * beta, by_beta), by.arithmetic()
    both = yield iff(turns, p**2 < 4 * beta) & size, by.cite(at(complex_roots, {trace: p, product: beta}))
    second = yield iff(by_beta, by_x), by.arithmetic()
    third = yield double, by.arithmetic()
    yield iff(turns, by_beta) & iff(by_beta, by_x) & size & double, by.logic(ends, both, second, third)
