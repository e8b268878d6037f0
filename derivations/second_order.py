"""Second-order recurrences θ(t+2) = pθ(t+1) − qθ(t): their roots, and where their solutions go."""

from lrproof import (
    at,
    by,
    claim,
    eq,
    exists,
    forall,
    iff,
    implies,
    larger,
    natural,
    near_miss,
    positive,
    rational,
    real,
    sequence,
    sqrt,
    suppose,
    tends,
)

PREFIX = "lin"
PLACE = (3, 10)  # in the report: Part 3, tenth

p, q, R, t = real("p"), real("q"), positive("R"), natural("t")
u, w, l = real("u"), real("w"), real("l")  # noqa: E741
theta = sequence("theta")


def root(p, q, u=u, w=w):
    """u + iw is a root of z² − pz + q: the real and the imaginary part of the polynomial are 0 there."""
    return eq(u**2 - w**2 - p * u + q, 0) & eq(w * (2 * u - p), 0)


def inside(p, q, R=1):
    """Every root u + iw of z² − pz + q lies in the open disc of radius R."""
    return forall(u, forall(w, implies(root(p, q), u**2 + w**2 < (1 if R == 1 else R**2))))


def within(p, q, R=1):
    """Every root u + iw of z² − pz + q lies in the closed disc of radius R."""
    return forall(u, forall(w, implies(root(p, q), u**2 + w**2 <= (1 if R == 1 else R**2))))


def jury(p, q, R=1):
    """Jury's conditions for the open disc of radius R."""
    return (abs(p) < 1 + q) & (abs(q) < 1) if R == 1 else (abs(p) * R < R**2 + q) & (abs(q) < R**2)


def jury_closed(p, q, R=1):
    """Jury's conditions for the closed disc of radius R."""
    return (abs(p) <= 1 + q) & (abs(q) <= 1) if R == 1 else (abs(p) * R <= R**2 + q) & (abs(q) <= R**2)


def largest_root(p, q):
    """The larger absolute value of the two roots of z² − pz + q, real or not, as one term to compute with."""
    return larger(sqrt(larger(q, 0)), (abs(p) + sqrt(larger(p**2 - 4 * q, 0))) / 2)


open_, closed = iff(inside(p, q, R), jury(p, q, R)), iff(within(p, q, R), jury_closed(p, q, R))


def roots(p_, q_, R_):
    """Numbers for p, q and R."""
    return {p: rational(p_), q: rational(q_), R: rational(R_)}


@claim(
    open_ & closed,
    examples=(roots("0", "1", "1"), roots("0", "4", "1"), roots("-3", "2", "3/2"), roots("5/6", "1/6", "1")),
    near_misses=(
        near_miss(iff(inside(p, q, R), (abs(p) * R < R**2 + q) & (abs(q) <= R**2)) & closed, "|q| ≤ R² for <"),
        near_miss(iff(inside(p, q, R), (p * R < R**2 + q) & (abs(q) < R**2)) & closed, "p for |p|"),
        near_miss(iff(inside(p, q, R), (abs(p) < R**2 + q) & (abs(q) < R**2)) & closed, "|p| for |p|R"),
        near_miss(iff(inside(p, q, R), abs(p) * R < R**2 + q) & closed, "without |q| < R²"),
        near_miss(open_ & iff(within(p, q, R), abs(p) * R <= R**2 + q), "without |q| ≤ R²"),
    ),
)  # fmt: skip
def roots_in_disc():
    """Jury's conditions: both roots of z² − pz + q lie in the disc of radius R iff |p|R < R² + q and |q| < R²."""
    s, double = sqrt(abs(p**2 - 4 * q)), 4 * q
    proved = []
    for disc, conditions, sign in ((inside, jury, "lt"), (within, jury_closed, "le")):
        size = u**2 + w**2 < R**2 if sign == "lt" else u**2 + w**2 <= R**2
        lie = yield suppose(disc(p, q, R))
        real_ = yield suppose(double <= p**2)
        one = yield (
            conditions(p, q, R),
            by.arithmetic(at(lie, (p + s) / 2, 0, given=(real_,)), at(lie, (p - s) / 2, 0, given=(real_,)), real_),
        )
        two = yield implies(double <= p**2, conditions(p, q, R)), by.discharge(real_, one)
        turned = yield suppose(p**2 < double)
        one = yield conditions(p, q, R), by.arithmetic(at(lie, p / 2, s / 2, given=(turned,)), turned)
        three = yield implies(p**2 < double, conditions(p, q, R)), by.discharge(turned, one)
        one = yield conditions(p, q, R), by.arithmetic(two, three)
        there = yield implies(disc(p, q, R), conditions(p, q, R)), by.discharge(lie, one)
        hold = yield suppose(conditions(p, q, R))
        one = yield implies(root(p, q), size), by.arithmetic(hold)
        one = yield forall(w, implies(root(p, q), size)), by.generalize(one)
        one = yield disc(p, q, R), by.generalize(one)
        back = yield implies(conditions(p, q, R), disc(p, q, R)), by.discharge(hold, one)
        proved.append((yield iff(disc(p, q, R), conditions(p, q, R)), by.logic(there, back)))
    yield open_ & closed, by.logic(*proved)


step = forall(t, eq(theta(t + 2), p * theta(t + 1) - q * theta(t)))
stable = jury(p, q)
vanishes = tends(theta(t), t, 0)
x, y = theta(t), theta(t + 1)
a, b, c = (1 + q) - p**2 * (1 - q), -(p * q), 1 + q
loss = (1 - q) * ((1 + q) ** 2 - p**2)


def energy(x, y):
    """Lyapunov's function: a step from (x, y) to (y, py − qx) lessens it by ``loss`` times x²."""
    return a * x**2 + 2 * b * (x * y) + c * y**2


halves = {p: rational("5/6"), q: rational("1/6"), theta: lambda k: rational("1/2") ** k + rational("1/3") ** k}
double = {p: rational(1), q: rational("1/4"), theta: lambda k: (1 + k) * rational("1/2") ** k}
still = {p: rational("3/2"), q: rational("1/2"), theta: lambda k: 1 + rational("1/2") ** k}


@claim(
    vanishes,
    given=(stable, step),
    examples=(halves, double),
    near_misses=(
        near_miss(vanishes, "|p| ≤ 1 + q", given=((abs(p) <= 1 + q) & (abs(q) < 1), step), examples=(still,)),
        near_miss(vanishes, "without |q| < 1", given=(abs(p) < 1 + q, step),
                  examples=({p: rational(4), q: rational(4), theta: lambda k: 2**k},)),
        near_miss(vanishes, "p for |p|", given=((p < 1 + q) & (abs(q) < 1), step),
                  examples=({p: rational("-3/2"), q: rational("1/2"), theta: lambda k: (-1) ** k},)),
        near_miss(tends(theta(t), t, 1), "another limit"),
    ),
)  # fmt: skip
def vanishes_inside():
    """Under Jury's conditions every solution of the recurrence tends to 0, because a quadratic form of it falls."""
    next_ = theta(t + 2)
    signs = yield (0 < c) & (0 < loss) & (0 < a * c - b**2), by.arithmetic()
    change = yield eq(energy(y, next_), energy(x, y) - loss * x**2), by.algebra(at(step, t))
    whole = yield eq(c * energy(x, y), (c * y + b * x) ** 2 + (a * c - b**2) * x**2), by.algebra()
    one = yield 0 <= (a * c - b**2) * x**2, by.arithmetic(signs)
    two = yield 0 <= c * energy(x, y), by.arithmetic(whole, one)
    least = yield 0 <= energy(x, y), by.arithmetic(two, signs)
    every = yield forall(t, 0 <= energy(x, y)), by.generalize(least)

    size = sqrt(energy(x, y))
    after = sqrt(energy(y, next_))
    drop = yield 0 <= loss * x**2, by.arithmetic(signs)
    later = yield 0 <= energy(y, next_), by.cite(at(every, t + 1))
    one = yield after <= size, by.arithmetic(change, drop, least, later)
    falling = yield forall(t, after <= size), by.generalize(one)
    one = yield 0 <= size, by.arithmetic(least)
    bounded = yield forall(t, 0 <= size), by.generalize(one)
    some = yield exists(l, tends(size, t, l)), by.limit_monotone(falling, bounded)
    limit = yield suppose(tends(size, t, l))
    one = yield loss * x**2 <= size**2 - after**2, by.arithmetic(change, least, later)
    one = yield x**2 <= (size**2 - after**2) / loss, by.arithmetic(one, signs)
    above = yield forall(t, x**2 <= (size**2 - after**2) / loss), by.generalize(one)
    one = yield 0 <= x**2, by.arithmetic()
    below = yield forall(t, 0 <= x**2), by.generalize(one)
    shifted = yield tends(after, t, l), by.limit(limit)
    positive_loss = yield 0 < loss, by.logic(signs)
    squares = yield tends(x**2, t, 0), by.squeeze(below, above, limit, shifted, positive_loss)
    nexts = yield tends(y**2, t, 0), by.limit(squares)
    k = abs(a) + abs(b)
    m = abs(b) + abs(c)
    one = yield 2 * b * (x * y) <= abs(b) * (x**2 + y**2), by.arithmetic()
    one = yield size**2 <= k * x**2 + m * y**2, by.arithmetic(one, least)
    pointwise = yield forall(t, size**2 <= k * x**2 + m * y**2), by.generalize(one)
    one = yield l**2 <= 0, by.limit_order(pointwise, limit, squares, nexts)
    zero = yield eq(l, 0), by.arithmetic(one)
    sizes = yield tends(size, t, 0), by.limit(limit, zero)
    factor = sqrt((a * c - b**2) / c)
    ratio = yield 0 < (a * c - b**2) / c, by.arithmetic(signs)
    one = yield (a * c - b**2) / c * x**2 <= energy(x, y), by.arithmetic(whole, signs)
    one = yield (factor * abs(x)) ** 2 <= size**2, by.arithmetic(one, ratio, least)
    one = yield factor * abs(x) <= size, by.arithmetic(one, least)
    root_ = yield 0 < factor, by.arithmetic(ratio)
    one = yield abs(x) <= size / factor, by.arithmetic(one, root_)
    top = yield x <= size / factor, by.arithmetic(one)
    bottom = yield -(size / factor) <= x, by.arithmetic(one)
    upper = yield forall(t, x <= size / factor), by.generalize(top)
    lower = yield forall(t, -(size / factor) <= x), by.generalize(bottom)
    one = yield vanishes, by.squeeze(lower, upper, sizes, root_)
    yield vanishes, by.choose(some, limit, one)
