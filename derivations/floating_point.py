"""One step in floating point."""

from fractions import Fraction

from lrproof import between, by, claim, eq, fails, ne, near_miss, rational, real

PREFIX = "quad"
PLACE = (2, 14)  # in the report: Part 2, fourteenth

# binary64: every operation is exact up to a factor 1 + e with |e| ≤ u = 2⁻⁵³, if nothing overflows or underflows
u = rational(Fraction(1, 2**53))
a, x = real("a"), real("x0", latex=r"\theta_0")
e1, e2, e3, e4 = (real(f"e{k}", latex=rf"\epsilon_{k}") for k in (1, 2, 3, 4))
within = tuple(between(-u, e, u) for e in (e1, e2, e3, e4))
eta = 1 / a * (1 + e1)
gradient = a * x * (1 + e2)
step = eta * gradient * (1 + e3)
after = (x - step) * (1 + e4)
bound = abs(after) <= 4 * u * abs(x)
SYMBOLS = {a: "the curvature", x: "the start"} | dict.fromkeys((e1, e2, e3, e4), "a rounding error")

# a = 49, θ₀ = 1: the binary64 numbers next to 1/49 are 2⁻⁵⁸ apart, those below 1 are 2⁻⁵³ apart
inverse = rational(Fraction(1.0 / 49.0))
nearest = (abs(rational("1/49") - inverse) <= rational(Fraction(1, 2**59))) & (abs(49 * inverse - (1 - u)) < u / 2)
left = eq(1 - (1 - u), u)


@claim(
    bound & nearest & left,
    given=(ne(a, 0), *within),
    printed=fails(
        "Part 2", r"\eta^{*} = \frac{1}{a} \text{ gives } \theta_1 = 0 \text{ in one step, in floating point}",
        eq(after, 0),
    ),
    near_misses=(
        near_miss((abs(after) <= 2 * u * abs(x)) & nearest & left, "2 for 4: three roundings do not fit"),
        near_miss((abs(after) <= 3 * u * abs(x)) & nearest & left, "3 for 4: to first order only",
                  examples=({e1: u, e2: u, e3: u, e4: u, a: 1, x: 1},)),
        near_miss((abs(after) <= 4 * u) & nearest & left, "an absolute bound"),
        near_miss(bound & nearest & eq(1 - (1 - u), 2 * u), "twice as much is left"),
        near_miss(bound & (abs(49 * inverse - 1) < u / 2) & left, "that the product rounds to 1"),
    ),
)  # fmt: skip
def one_step_float():
    """In floating point one step with η = 1/a leaves up to 4 · 2⁻⁵³ |θ₀|, and for a = 49, θ₀ = 1 exactly 2⁻⁵³."""
    same = yield eq(step, x * ((1 + e1) * (1 + e2) * (1 + e3))), by.algebra()
    product = (1 + e1) * (1 + e2) * (1 + e3)
    near = yield abs(1 - product) <= 3 * u + 3 * u**2 + u**3, by.arithmetic()
    apart = yield eq(abs(x - step), abs(x) * abs(1 - product)), by.arithmetic(same)
    last = yield abs(after) <= abs(x - step) * (1 + u), by.arithmetic()
    scaled = yield abs(x) * abs(1 - product) <= abs(x) * (3 * u + 3 * u**2 + u**3), by.arithmetic(near)
    total = yield (3 * u + 3 * u**2 + u**3) * (1 + u) <= 4 * u, by.arithmetic()
    first = yield bound, by.arithmetic(last, apart, scaled, total)
    second = yield nearest, by.arithmetic()
    third = yield left, by.algebra()
    yield bound & nearest & left, by.logic(first, second, third)
