"""AdaGrad: what a step gains on a smooth loss, in one coordinate."""

from lrproof import by, claim, eq, implies, log, near_miss, positive, rational, suppose

PREFIX = "ada"
PLACE = (4, 6)  # in the report: Part 4, sixth

eta, L, u, w = positive("eta"), positive("L"), positive("u"), positive("w")
SYMBOLS = {
    eta: "the learning rate before it is adapted", L: "a bound of the curvature",
    w: "the root of the accumulated squares before the step", u: "the same root after it",
}  # fmt: skip
square = u**2 - w**2  # of the gradient
gained, spent = eta * (square / u), L / 2 * eta**2 * (square / u**2)


def kept(first=1, second=1):
    """The change of a potential."""
    return first * eta * (u - w) - second * L * eta**2 * (log(u) - log(w))


@claim(
    implies(w <= u, kept() <= gained - spent),
    near_misses=(
        near_miss(kept() <= gained - spent, "the root may fall"),
        near_miss(implies(w <= u, kept(first=2) <= gained - spent), "2 for 1 in the first term"),
        near_miss(implies(w <= u, eta * (u - w) <= gained - spent), "without the logarithm"),
        near_miss(implies(w <= u, kept(second=1 / (2 * u)) <= gained - spent), "less of the logarithm"),
    ),
)
def gain():
    """A descent lemma's ηg²/u − Lη²g²/(2u²) is at least the change of ηu − Lη² ln u, u² being the sum with this g²."""
    rises = yield suppose(w <= u)
    one = yield u - w <= square / u, by.arithmetic(rises)
    first = yield eta * (u - w) <= gained, by.arithmetic(one)
    ratio = w / u
    quotient = yield eq(log(ratio), log(w) - log(u)), by.fact("log_quotient", w, u)
    power = yield eq(log(ratio**2), 2 * log(ratio)), by.fact("log_power", ratio, 2)
    some = yield 0 < ratio, by.arithmetic()
    below = yield log(ratio**2) <= ratio**2 - 1, by.arithmetic(some)
    same = yield eq(square / u**2, 1 - ratio**2), by.algebra()
    two = yield square / u**2 <= 2 * (log(u) - log(w)), by.arithmetic(quotient, power, below, same)
    second = yield spent <= L * eta**2 * (log(u) - log(w)), by.arithmetic(two)
    one = yield kept() <= gained - spent, by.arithmetic(first, second)
    yield implies(w <= u, kept() <= gained - spent), by.discharge(rises, one)


def least(rate=eta / 2, shift=1):
    """A line below the potential."""
    return rate * u - L * eta**2 * (log(2 * L * eta) - shift)


@claim(
    least() <= eta * u - L * eta**2 * log(u),
    near_misses=(
        near_miss(least(rate=eta) <= eta * u - L * eta**2 * log(u), "all of η"),
        near_miss(least(shift=rational("1.01")) <= eta * u - L * eta**2 * log(u), "1.01 for 1: the line touches"),
        near_miss(least() <= eta * u - 2 * L * eta**2 * log(u), "twice the logarithm"),
    ),
)
def potential_line():
    """The potential ηu − Lη² ln u lies above a line that rises: where it is bounded, u is."""
    scaled = u / (2 * L * eta)
    quotient = yield eq(log(scaled), log(u) - log(2 * L * eta)), by.fact("log_quotient", u, 2 * L * eta)
    some = yield 0 < scaled, by.arithmetic()
    below = yield log(scaled) <= scaled - 1, by.arithmetic(some)
    one = yield L * eta**2 * log(u) <= L * eta**2 * (log(2 * L * eta) + scaled - 1), by.arithmetic(quotient, below)
    same = yield eq(L * eta**2 * scaled, eta / 2 * u), by.algebra()
    yield least() <= eta * u - L * eta**2 * log(u), by.arithmetic(one, same)
