"""Momentum with a small learning rate: the slow mode."""

from lrproof import (
    between,
    by,
    claim,
    derive,
    derived,
    enclosed,
    eq,
    forall,
    implies,
    natural,
    near_miss,
    not_tried,
    rational,
    real,
    sqrt,
    suppose,
)

PREFIX = "mom"
PLACE = (3, 11)  # in the report: Part 3, eleventh

# on a quadratic of curvature a, momentum with x = ηa multiplies a mode by a root of (z − 1)(z − β) + xz
beta, x, z, r, t = real("beta", "[0, 1)"), real("x"), real("z"), real("r"), natural("t")
brake = real("delta", "(0, 1]")  # 1 − β


def polynomial(z):
    """What is 0 where z is the factor of a mode."""
    return (z - 1) * (z - beta) + x * z


middle = 1 + beta - x
formula = (middle + sqrt(middle**2 - 4 * beta)) / 2
largest = forall(r, implies(eq(polynomial(r), 0), abs(r) <= z))
runs = forall(t, eq(z ** (t + 2), z ** (t + 1) - x * z ** (t + 1) + beta * (z ** (t + 1) - z**t)))
inside = (0 <= x, x <= (1 - beta) ** 2 / 4)


def slow(parts, side=middle <= 2 * z):
    """There are factors, and of the larger one: ``parts``."""
    return eq(polynomial(formula), 0) & implies(eq(polynomial(z), 0) & side, parts)


spot = {beta: rational("1/2"), x: rational("9/380"), z: rational("19/20")}  # the other root is 10/19


@claim(
    slow(eq(z, formula) & largest & runs),
    given=inside,
    near_misses=(
        near_miss(slow(eq(z, formula) & largest & runs, 2 * z <= middle), "the other root"),
        near_miss(
            slow(eq(z, formula) & forall(r, implies(eq(polynomial(r), 0), abs(r) < z)) & runs), "the only root"
        ),
        near_miss(slow(eq(z, (middle + sqrt(middle**2 - 2 * beta)) / 2) & largest & runs), "2 for 4 under the root"),
        near_miss(
            slow(eq(z, formula) & forall(r, implies(eq(polynomial(r), 0), abs(r) <= beta)) & runs), "β bounds the roots"
        ),
        near_miss(
            slow(eq(z, formula) & largest & forall(t, eq(z ** (t + 1), z**t - x * z**t))), "a run of gradient descent",
            examples=(spot,),
        ),
    ),
)  # fmt: skip
def slow_mode():
    """Momentum has a slow mode, whose factor is the larger root of (z − 1)(z − β) + xz for x = ηa."""
    same = yield eq(middle**2 - 4 * beta, ((1 - beta) ** 2 - 4 * x) + 2 * (1 - beta) * x + x**2), by.algebra()
    wide = yield 0 <= middle**2 - 4 * beta, by.arithmetic(same)
    root = yield eq(sqrt(middle**2 - 4 * beta) ** 2, middle**2 - 4 * beta), by.arithmetic(wide)
    positive = yield 0 <= sqrt(middle**2 - 4 * beta), by.arithmetic(wide)
    first = yield eq(polynomial(formula), 0), by.arithmetic(root)

    chosen = yield suppose(eq(polynomial(z), 0) & (middle <= 2 * z))
    zero = yield eq(polynomial(z), 0), by.logic(chosen)
    upper = yield middle <= 2 * z, by.logic(chosen)
    square = yield eq((2 * z - middle) ** 2, sqrt(middle**2 - 4 * beta) ** 2), by.arithmetic(zero, root)
    one = yield eq(2 * z - middle, sqrt(middle**2 - 4 * beta)), by.arithmetic(square, upper, positive)
    value = yield eq(z, formula), by.arithmetic(one)

    other = middle - z
    split = yield eq((r - z) * (r - other), polynomial(r) - polynomial(z)), by.algebra()
    sizes = yield (0 <= z) & (-z <= other) & (other <= z), by.arithmetic(upper)
    here = yield suppose(eq(polynomial(r), 0))
    one = yield eq(r, z) | eq(r, other), by.arithmetic(split, here, zero)
    one = yield abs(r) <= z, by.arithmetic(one, sizes)
    one = yield implies(eq(polynomial(r), 0), abs(r) <= z), by.discharge(here, one)
    second = yield largest, by.generalize(one)
    step = z ** (t + 1) - x * z ** (t + 1) + beta * (z ** (t + 1) - z**t)
    gap = yield eq(z ** (t + 2) - step, polynomial(z) * z**t), by.algebra()
    none = yield eq(polynomial(z) * z**t, 0), by.arithmetic(zero)
    one = yield eq(z ** (t + 2), step), by.arithmetic(gap, none)
    third = yield runs, by.generalize(one)
    one = yield eq(z, formula) & largest & runs, by.logic(value, second, third)
    one = yield (
        implies(eq(polynomial(z), 0) & (middle <= 2 * z), eq(z, formula) & largest & runs),
        by.discharge(chosen, one),
    )
    yield slow(eq(z, formula) & largest & runs), by.logic(first, one)


def to_second_order(brake):
    """The factor as a power series in x, without what is smaller than x²; ``brake``: 1 − β."""
    return 1 - x / brake - beta * x**2 / brake**3


series = to_second_order(brake)


def within(series, bound=12 * beta * x**3 / brake**5):
    """The factor is below the series, by no more than ``bound``."""
    return between(0, series - z, bound)


factor_is = (eq(polynomial(z), 0), middle <= 2 * z)  # by mom.slow-mode there is one
known = (eq(brake, 1 - beta), *inside, *factor_is)


@claim(
    within(series),
    given=known,
    derived=(
        derived(
            "the root that is 1 for x = 0, to second order",
            lambda: derive.root_series(polynomial(r), r, x, 1 + 0 * x, 2), series,
        ),
    ),
    near_misses=(
        near_miss(within(1 - x / brake - x**2 / brake**3), "1 for β in the second term"),
        near_miss(within(1 - x / brake + beta * x**2 / brake**3), "+ for − in the second term"),
        near_miss(within(1 - x - beta * x**2 / brake**3), "the learning rate itself"),
        near_miss(within(series, beta * x**3 / brake**5), "a twelfth of the bound"),
        near_miss(within(series), "the other root", given=(known[0], *inside, factor_is[0], 2 * z <= middle)),
    ),
    tried=(
        enclosed(
            between(0, to_second_order(1 - beta) - formula, 12 * beta * x**3 / (1 - beta) ** 5),
            {beta: ("0.1", "0.5", "0.9"), x: ("0.0001", "0.001", "0.0025")},
        ),
        not_tried("simulate", "a run that starts at rest has both modes"),
    ),
)  # fmt: skip
def small_eta():
    """For small ηa momentum shrinks a slow mode like gradient descent with η/(1 − β), and a little faster."""
    zero, upper, other = factor_is[0], factor_is[1], middle - z
    # 1 − z and 1 − the other root are the roots of w² − (1 − β + x)w + x; q is x/(1 − β)²
    lead, far, q = series - z, series - other, x / brake**2
    excess = brake**2 * (beta * q**3 * (1 + beta + beta * q))
    one = yield eq(lead * far, polynomial(series) - polynomial(z)), by.algebra()
    two = yield eq(polynomial(series), excess), by.algebra()
    product = yield eq(lead * far, excess), by.arithmetic(one, two, zero)
    share = yield between(0, q, rational("1/4")), by.arithmetic()
    spelt = yield eq(1 - series, brake * (q + beta * q**2)), by.algebra()
    small = yield q + beta * q**2 <= rational("5/16"), by.arithmetic(share)
    short = yield 1 - series <= brake * rational("5/16"), by.arithmetic(spelt, small)
    apart = yield 3 * brake / 16 <= far, by.arithmetic(short, upper)
    cube = yield 0 <= beta * q**3, by.arithmetic(share)
    factor = yield between(0, 1 + beta + beta * q, rational("9/4")), by.arithmetic(share)
    within_bounds = beta * q**3 * (1 + beta + beta * q)
    one = yield between(0, within_bounds, beta * q**3 * rational("9/4")), by.arithmetic(cube, factor)
    most = yield between(0, excess, brake**2 * (beta * q**3 * rational("9/4"))), by.arithmetic(one)
    low = yield 0 <= lead, by.arithmetic(product, most, apart)
    yield lead * (3 * brake / 16)
    yield "<=", lead * far, by.arithmetic(low, apart)
    yield "=", excess, by.cite(product)
    two = yield "<=", brake**2 * (beta * q**3 * rational("9/4")), by.cite(most)
    three = yield lead <= 12 * (brake * (beta * q**3)), by.arithmetic(two)
    same = yield eq(12 * (brake * (beta * q**3)), 12 * beta * x**3 / brake**5), by.algebra()
    high = yield lead <= 12 * beta * x**3 / brake**5, by.arithmetic(three, same)
    yield within(series), by.logic(low, high)
