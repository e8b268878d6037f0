"""The size of the step: too small, just right, too large."""

from quadratic import a, closed_form, convergence_interval, eta, multiplied, rho, step, t, theta

from lrproof import (
    at,
    between,
    by,
    ceiling,
    claim,
    cos,
    derivative_is,
    derive,
    derived,
    drawn,
    enclosed,
    eq,
    exists,
    fails,
    followed,
    forall,
    gradient_descent,
    grows,
    holds,
    holds_under,
    iff,
    implies,
    larger,
    log,
    ne,
    near_miss,
    not_tried,
    positive,
    rational,
    real,
    row,
    simulated,
    sin,
    suppose,
    tanh,
    tends,
)

PREFIX = "gd"
PLACE = (1, 2)  # in the report: Part 1, second

curved, moving = a > 0, ne(theta(0), 0)
mu, L, x0 = positive("mu"), positive("L"), real("x0")
reads = {a: "curvature", x0: "start", t: "steps", eta: "eta", L: "L"}
SYMBOLS = {a: "the curvature", eta: "the learning rate", theta: "the parameter after t steps"}


def run(share, steps):
    """``steps`` steps of size ``share``/L, as (1 − ηa)ᵗ θ₀ predicts."""
    return simulated(
        gradient_descent, rho**t * x0, reads=reads, hyper={"eta": rational(share) / L}, control="eta",
        condition=100, steps=steps,
    )  # fmt: skip


crosses = iff(theta(1) * theta(0) < 0, 1 < eta * a)
farther = iff(abs(theta(0)) < abs(theta(1)), 2 < eta * a)


@claim(
    crosses & farther,
    given=(curved, 0 < eta, moving, step),
    printed=holds("Part 1", r"\text{too large: overshoots}"),
    near_misses=(
        near_miss(iff(theta(1) * theta(0) < 0, 1 <= eta * a) & farther, "≤ for < at 1"),
        near_miss(iff(theta(1) * theta(0) < 0, 2 < eta * a) & farther, "2 for 1: crossing is not yet leaving"),
        near_miss(crosses & iff(abs(theta(0)) < abs(theta(1)), 1 < eta * a), "1 for 2: crossing is not yet leaving"),
        near_miss(crosses & iff(abs(theta(0)) < abs(theta(1)), 2 <= eta * a), "≤ for < at 2"),
        near_miss(crosses & farther, "η may be negative", given=(curved, moving, step)),
    ),
    tried=(run("1.5", 50), not_tried("derive", "the two thresholds are read off 1 − ηa, see quad.closed-form")),
    cheat_sheet=(
        row("A step crosses the minimum exactly when", 1 < eta * a),
        row("A step ends farther away exactly when", 2 < eta * a),
    ),
)  # fmt: skip
def overshoot():
    """A step crosses the minimum exactly when ηa > 1, and ends farther away exactly when ηa > 2."""
    first = yield eq(theta(1), rho * theta(0)), by.algebra(at(step, 0))
    product = yield eq(theta(1) * theta(0), rho * theta(0) ** 2), by.algebra(first)
    square = yield 0 < theta(0) ** 2, by.arithmetic(moving)
    one = yield crosses, by.arithmetic(product, square)
    size = yield eq(abs(theta(1)), abs(rho) * abs(theta(0))), by.arithmetic(first)
    length = yield 0 < abs(theta(0)), by.arithmetic(moving)
    two = yield farther, by.arithmetic(size, length)
    yield crosses & farther, by.logic(one, two)


converges, diverges = tends(theta(t), t, 0), grows(abs(theta(t)), t)
inside, outside = iff(converges, eta * a < 2), iff(diverges, 2 < eta * a)


@claim(
    crosses & inside & outside,
    given=(curved, 0 < eta, moving, step),
    uses=(overshoot, closed_form, convergence_interval),
    printed=fails(
        "Part 1", r"\text{too small: } \eta \ll 1, \quad \text{too large: } \eta \gg 1",
        iff(converges, eta < 1),
    ),
    near_misses=(
        near_miss(crosses & iff(converges, eta < 2) & outside, "η for ηa"),
        near_miss(crosses & iff(converges, eta * a <= 2) & outside, "≤ for < at 2"),
        near_miss(crosses & inside & iff(diverges, 2 <= eta * a), "bounded at 2"),
        near_miss(iff(theta(1) * theta(0) < 0, 1 < eta) & inside & outside, "crossing depends on η alone"),
        near_miss(crosses & inside & outside, "any start", given=(curved, 0 < eta, step)),
    ),
    tried=(run("1.9", 100), not_tried("derive", "the two thresholds are read off 1 − ηa, see quad.closed-form")),
)  # fmt: skip
def eta_absolute():
    """Whether a step size is small or large depends on ηa alone: it crosses above 1, and diverges above 2."""
    one = yield crosses, by.cite(overshoot)
    interval = yield iff(converges, (0 < eta) & (eta < 2 / a)), by.cite(convergence_interval)
    two = yield inside, by.arithmetic(interval)
    same = yield eq(theta(t), multiplied), by.cite(at(closed_form, t))
    size = yield eq(abs(rho**t), abs(rho) ** t), by.fact("abs_power", rho, t)
    product = yield eq(abs(theta(t)), abs(theta(0)) * abs(rho**t)), by.arithmetic(same)
    here = yield eq(abs(theta(t)), abs(theta(0)) * abs(rho) ** t), by.algebra(product, size)
    sizes = yield forall(t, eq(abs(theta(t)), abs(theta(0)) * abs(rho) ** t)), by.generalize(here)
    yield diverges
    yield "<=>", grows(abs(theta(0)) * abs(rho) ** t, t), by.limit_terms(sizes)
    yield "<=>", grows(abs(rho) ** t, t), by.limit_scale(moving)
    yield "<=>", 1 < abs(rho), by.limit_of_powers()
    three = yield "<=>", 2 < eta * a, by.arithmetic()
    yield crosses & inside & outside, by.logic(one, two, three)


r, eps = real("r", "(0, 1)"), real("eps", "(0, 1)")
SYMBOLS |= {r: "the factor of a step", eps: "the wanted share of the first distance"}
count = log(eps) / log(r)
enough = forall(t, iff(r**t <= eps, ceiling(count) <= t))


@claim(
    enough,
    derived=(derived("how often r must be multiplied to be ε", lambda: derive.times(r, eps), count),),
    near_misses=(
        near_miss(forall(t, iff(r**t <= eps, ceiling(count) < t)), "< for ≤"),
        near_miss(forall(t, iff(r**t <= eps**2, ceiling(count) <= t)), "ε² in as many steps as ε"),
        near_miss(forall(t, iff(r**t <= eps, ceiling(log(r) / log(eps)) <= t)), "the quotient upside down"),
        near_miss(forall(t, iff(r**t <= eps, ceiling(count) <= t + 1)), "one step fewer"),
    ),
    cheat_sheet=(row("Steps to a share ε, at a factor r", ceiling(count)),),
)  # fmt: skip
def steps():
    """What shrinks by the factor r at every step is at most ε times the first after ⌈ln ε / ln r⌉ steps."""
    one = yield eq(log(rational(1)), 0), by.fact("log_one")
    loses = yield iff(log(rational(1)) <= log(r), 1 <= r), by.fact("log_order", 1, r)
    falling = yield log(r) < 0, by.arithmetic(one, loses)
    power = yield eq(log(r**t), t * log(r)), by.fact("log_power", r, t)
    above = yield 0 < r**t, by.arithmetic()
    order = yield iff(log(r**t) <= log(eps), r**t <= eps), by.fact("log_order", r**t, eps, given=(above,))
    product = yield eq(count * log(r), log(eps)), by.algebra(falling)
    ready = yield iff(t * log(r) <= log(eps), count <= t), by.arithmetic(product, falling)
    whole = yield iff(count <= t, ceiling(count) <= t), by.arithmetic()
    here = yield iff(r**t <= eps, ceiling(count) <= t), by.arithmetic(order, power, ready, whole)
    yield enough, by.generalize(here)


time = log(eps) / log(rho)
within = forall(t, iff(abs(theta(t)) <= eps * abs(theta(0)), ceiling(time) <= t))
digits = log(1 / eps)
bounds = between(rho / (eta * a) * digits, time, digits / (eta * a))


def slowly(axes):
    """The number of steps to ε = 10⁻³ against ηa, between its bounds."""
    import numpy as np

    share = np.logspace(-4, -0.02, 300)
    axes.loglog(share, np.log(1e-3) / np.log(1 - share), label="steps")
    axes.loglog(share, np.log(1e3) / share, label=r"$\frac{1}{\eta a} \ln \frac{1}{\varepsilon}$")
    axes.loglog(
        share, (1 - share) * np.log(1e3) / share, label=r"$\frac{1 - \eta a}{\eta a} \ln \frac{1}{\varepsilon}$"
    )
    axes.set(xlabel=r"$\eta a$", ylabel=r"steps to $\varepsilon = 10^{-3}$")
    axes.legend()


@claim(
    within & bounds,
    given=(curved, 0 < eta, eta * a < 1, moving, step),
    uses=(closed_form, steps),
    printed=holds("Part 1", r"\text{too small: tiny steps} \to \text{very slow}"),
    near_misses=(
        near_miss(forall(t, iff(abs(theta(t)) <= eps * abs(theta(0)), ceiling(time) < t)) & bounds, "< for ≤"),
        near_miss(forall(t, iff(abs(theta(t)) <= eps, ceiling(time) <= t)) & bounds, "an absolute ε"),
        near_miss(within & between(digits / (eta * a), time, digits / (eta * a)), "exactly ln(1/ε) / ηa"),
        near_miss(within & between(rho / a * digits, time, digits / a), "without η"),
        near_miss(within & bounds, "any start", given=(curved, 0 < eta, eta * a < 1, step)),
    ),
    tried=(
        run("0.001", 1000),
        enclosed(
            between(rho / (eta * a) * digits, time, digits / (eta * a)),
            {eta: ("0.1", "0.5", "0.99", "1e-6"), a: (1,), eps: ("1e-6", "0.5")},
        ),
    ),
    derived=(derived("how often 1 is multiplied by 1 − ηa to be ε", lambda: derive.times(rho, eps), time),),
    figures=(drawn(slowly, "Ten times smaller steps take ten times as long: the number of steps that make the distance "
                   "a thousand times smaller, and its two bounds."),),
    cheat_sheet=(
        row("Steps to a share ε of the first distance", ceiling(time), "0 < ηa < 1"),
        row("The same, bounded", bounds, "0 < ηa < 1"),
    ),
)  # fmt: skip
def too_small_slow():
    """For ηa < 1 the distance is ε times the first after ⌈ln ε / ln(1 − ηa)⌉ steps, about ln(1/ε) / (ηa)."""
    share = yield (0 < eta * a) & (0 < rho) & (rho < 1), by.arithmetic()
    same = yield eq(theta(t), multiplied), by.cite(at(closed_form, t))
    above = yield 0 < rho**t, by.arithmetic(share)
    size = yield eq(abs(theta(t)), rho**t * abs(theta(0))), by.arithmetic(same, above)
    length = yield 0 < abs(theta(0)), by.arithmetic(moving)
    near = yield iff(abs(theta(t)) <= eps * abs(theta(0)), rho**t <= eps), by.arithmetic(size, length)
    often = yield iff(rho**t <= eps, ceiling(time) <= t), by.cite(at(steps, {r: rho}, t))
    here = yield iff(abs(theta(t)) <= eps * abs(theta(0)), ceiling(time) <= t), by.logic(near, often)
    always = yield within, by.generalize(here)
    one = yield eq(log(rational(1)), 0), by.fact("log_one")
    turned = yield eq(log(1 / rho), log(rational(1)) - log(rho)), by.fact("log_quotient", 1, rho, given=(share,))
    least = yield log(rho) <= -(eta * a), by.arithmetic(share), "ln u ≤ u − 1"
    upper = yield log(1 / rho) <= 1 / rho - 1, by.arithmetic(share), "ln u ≤ u − 1"
    shape = yield eq(1 / rho - 1, eta * a / rho), by.algebra(share)
    product = yield eq(time * log(rho), log(eps)), by.algebra(least, share)
    spelt = yield eq(digits, log(rational(1)) - log(eps)), by.fact("log_quotient", 1, eps)
    gain = yield 0 < digits, by.arithmetic(spelt, one)
    lead = yield time * (eta * a) <= digits, by.arithmetic(least, product, spelt, one, gain, share)
    trail = yield (
        digits * rho <= time * (eta * a),
        by.arithmetic(product, upper, shape, turned, spelt, one, gain, share),
    )
    both = yield bounds, by.arithmetic(lead, trail, share)
    yield within & bounds, by.logic(always, both)


loss = a / 2 * theta(t) ** 2
grows_iff = iff(grows(loss, t), 2 < eta * a)
x, c, p = real("x"), real("c"), real("p")


def bowl_step(z):
    """A step of size 3 on ln cosh, whose curvature is 1 at most, so that 3 > 2/L."""
    return z - 3 * tanh(z)


slope_there = 1 - 3 * (1 - tanh(c) ** 2)
turning = (0 < c) & eq(bowl_step(c), -c) & eq(bowl_step(-c), c) & (abs(slope_there) < 1)
cycle = exists(c, turning & derivative_is(slope_there, bowl_step(x), x, c))
bounded = forall(x, abs(bowl_step(x)) <= larger(abs(x), 3))
some_root = exists(p, (rational("1.2") <= p) & (p <= rational("1.4")) & eq(2 * p - 3 * tanh(p), 0))


@claim(
    grows_iff & cycle & bounded,
    given=(curved, 0 < eta, moving, step),
    uses=(closed_form,),
    printed=holds_under("Part 1", r"\text{too large: may diverge } (L \to \infty)",
                        "the function is quadratic; on ln cosh, η = 3 > 2/L has an attracting cycle and stays bounded"),
    near_misses=(
        near_miss(iff(grows(loss, t), 1 < eta * a) & cycle & bounded, "1 for 2"),
        near_miss(iff(grows(loss, t), 2 <= eta * a) & cycle & bounded, "≤ for < at 2"),
        near_miss(iff(grows(loss, t), 2 < eta) & cycle & bounded, "η for ηa"),
        near_miss(grows_iff & cycle & bounded, "any start", given=(curved, 0 < eta, step)),
        near_miss(grows_iff & forall(c, implies(0 < c, eq(bowl_step(c), -c))) & bounded,
                  "a cycle from every start"),
        near_miss(grows_iff & cycle & forall(x, abs(bowl_step(x)) <= abs(x)), "never farther out"),
    ),
    tried=(
        simulated(
            gradient_descent, rho**t * x0, reads=reads, hyper={"eta": rational("2.1") / L}, control="eta",
            condition=10, steps=50, outside={"eta": rational("2.1") / L},
        ),
        followed(gradient_descent, tanh, start=rational("1/10"), steps=200, hyper={"eta": 3},
                 ends=lambda x: between(rational("1.28783945"), abs(x), rational("1.28783946"))),
        not_tried("derive", "SymPy has no closed form of the cycle, whose ends solve 2c = 3 tanh c"),
    ),
)  # fmt: skip
def too_large_diverges():
    """On a parabola the loss grows beyond all bounds exactly when ηa > 2; on ln cosh it need not for any η."""
    same = yield eq(theta(t), multiplied), by.cite(at(closed_form, t))
    one = yield eq((rho**2) ** t, rho ** (2 * t)), by.fact("power_power", rho, 2, t)
    two = yield eq((rho**t) ** 2, rho ** (t * 2)), by.fact("power_power", rho, t, 2)
    plain = yield eq(abs(rho**2), rho**2), by.arithmetic()
    size = yield eq(abs(rho**2) ** t, (rho**2) ** t), by.equal_arguments(plain)
    here = yield eq(loss, a / 2 * theta(0) ** 2 * abs(rho**2) ** t), by.algebra(same, size, one, two)
    losses = yield forall(t, eq(loss, a / 2 * theta(0) ** 2 * abs(rho**2) ** t)), by.generalize(here)
    scale = yield 0 < a / 2 * theta(0) ** 2, by.arithmetic(moving)
    yield grows(loss, t)
    yield "<=>", grows(a / 2 * theta(0) ** 2 * abs(rho**2) ** t, t), by.limit_terms(losses)
    yield "<=>", grows(abs(rho**2) ** t, t), by.limit_scale(scale)
    yield "<=>", 1 < abs(rho**2), by.limit_of_powers()
    first = yield "<=>", 2 < eta * a, by.arithmetic()

    slopes = yield forall(p, derivative_is(2 - 3 * (1 - tanh(p) ** 2), 2 * x - 3 * tanh(x), x, p)), by.derivative()
    low = yield 2 * rational("1.2") - 3 * tanh(rational("1.2")) <= 0, by.numeric()
    high = yield 0 <= 2 * rational("1.4") - 3 * tanh(rational("1.4")), by.numeric()
    root = yield some_root, by.intermediate_value(slopes, low, high, between=(rational("1.2"), rational("1.4")))
    found = yield suppose((rational("1.2") <= c) & (c <= rational("1.4")) & eq(2 * c - 3 * tanh(c), 0))
    odd = yield eq(tanh(-c), -tanh(c)), by.fact("tanh_minus", c)
    square = yield eq(tanh(c) ** 2, 4 * c**2 / 9), by.arithmetic(found)
    turns = yield turning, by.arithmetic(found, odd, square)
    there = yield derivative_is(slope_there, bowl_step(x), x, c), by.derivative()
    good = yield turning & derivative_is(slope_there, bowl_step(x), x, c), by.logic(turns, there)
    some = yield cycle, by.witness(c, given=(good,))
    second = yield cycle, by.choose(root, found, some)
    zero = yield eq(tanh(rational(0)), 0), by.fact("tanh_zero")
    sign = yield iff(tanh(x) <= tanh(rational(0)), x <= 0), by.fact("tanh_order", x, 0)
    one = yield abs(bowl_step(x)) <= larger(abs(x), 3), by.arithmetic(zero, sign), "tanh x has the sign of x"
    third = yield bounded, by.generalize(one)
    yield grows_iff & cycle & bounded, by.logic(first, second, third)


A, w, B, v = positive("A"), positive("w"), positive("B"), positive("v")
SYMBOLS |= {A: "half the depth of a well", w: "the width of a well over 2π"}
well_step = x - eta * (A / w * sin(x / w))  # the wells of A (1 − cos(θ/w)) are 2A deep and πw wide to each side
well_factor = 1 - eta * A / w**2
steep = derivative_is(well_factor, well_step, x, 0)
leaves = iff(1 < abs(well_factor), 2 / eta < A / w**2)


@claim(
    steep & leaves,
    given=(0 < eta,),
    printed=fails(
        "Part 1", r"\text{just right: escapes shallow local minima}",
        implies((A < B) & (1 < abs(1 - eta * B / v**2)), 1 < abs(well_factor)),
    ),
    derived=(derived("a step's slope at the bottom", lambda: derive.slope(well_step, x, rational(0)), well_factor),),
    near_misses=(
        near_miss(derivative_is(1 - eta * A / w, well_step, x, 0) & leaves, "w for w²"),
        near_miss(steep & iff(1 < abs(well_factor), 2 / eta < A), "the depth A alone"),
        near_miss(steep & iff(1 < abs(well_factor), 2 / eta <= A / w**2), "≤ for <"),
        near_miss(steep & iff(1 < abs(well_factor), 1 / eta < A / w**2), "1/η for 2/η"),
        near_miss(steep & iff(1 < well_factor, 2 / eta < A / w**2), "without the absolute value"),
    ),
)  # fmt: skip
def just_right_shallow():
    """Which minimum gradient descent cannot stay in depends on its curvature A/w² alone, not on its depth 2A."""
    flat = yield eq(cos(0 / w), cos(rational(0))), by.equal_arguments()
    one = yield eq(cos(rational(0)), 1), by.fact("cos_zero")
    first = yield steep, by.derivative(flat, one)
    second = yield leaves, by.arithmetic()
    yield steep & leaves, by.logic(first, second)
