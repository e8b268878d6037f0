"""One step with noisy gradients: what is left of the mean of θ², and the step that leaves least."""

from lrproof import (
    by,
    claim,
    derive,
    derived,
    enclosed,
    eq,
    forall,
    iff,
    near_miss,
    not_tried,
    positive,
    real,
    row,
)

PREFIX = "sched"
PLACE = (5, 11)  # in the report: Part 5, eleventh

a, sigma, e, h = positive("a"), positive("sigma"), positive("e"), real("h")
SYMBOLS = {
    a: "the curvature", sigma: "the standard deviation of the noise in the gradients",
    e: "the mean of θ² before the step", h: "the learning rate",
}  # fmt: skip


def after(square, step):
    """The mean of θ² after a step, from that before it: the noise is added in every step, whatever came before."""
    return (1 - step * a) ** 2 * square + step**2 * sigma**2


def best(square):
    """The least that a step can make of it."""
    return 1 / (1 / square + a**2 / sigma**2)


def choice_at(square):
    """The step that makes the least of it."""
    return a * square / (a**2 * square + sigma**2)


choice = choice_at(e)


def single(choice, best=best):
    """Of all steps from e one is the best."""
    return forall(e, forall(h, (best(e) <= after(e, h)) & iff(eq(after(e, h), best(e)), eq(h, choice))))


@claim(
    single(choice),
    near_misses=(
        near_miss(single(e / (a**2 * e + sigma**2)), "a is left out of the best step"),
        near_miss(single(a * e / (a**2 * e + 2 * sigma**2)), "2σ² for σ²"),
        near_miss(single(choice, lambda v: 1 / (1 / v + a / sigma**2)), "a for a²"),
        near_miss(single(1 / a), "the best step without noise"),
    ),
    derived=(
        derived("where the slope of the mean is 0", lambda: derive.root(derive.slope(after(e, h), h), h), choice),
    ),
    tried=(
        enclosed((best(e) <= after(e, h)) & (0 < best(e)),
                 {a: ("0.01", "1", "100"), sigma: ("0.1", "3"), e: ("0.001", "1", "50"), h: ("0", "0.009", "1.7")}),
        not_tried("simulate", "the compiled runs have exact gradients"),
    ),
    cheat_sheet=(row("The best step with noise σ, from E θ² = e", choice, "a quadratic of curvature a"),),
)  # fmt: skip
def noisy_step():
    """From a mean square e the best step is ae/(a²e + σ²), the only one that leaves 1/(1/e + a²/σ²)."""
    some = yield (0 < a**2 * e + sigma**2) & (0 < 1 / e + a**2 / sigma**2), by.arithmetic()
    apart = yield eq(after(e, h) - best(e), (a**2 * e + sigma**2) * (h - choice) ** 2), by.algebra(some)
    gap = (h - choice) ** 2
    square = yield (0 <= gap) & iff(eq(gap, 0), eq(h, choice)), by.arithmetic()
    product = yield (
        (0 <= (a**2 * e + sigma**2) * gap) & iff(eq((a**2 * e + sigma**2) * gap, 0), eq(gap, 0)),
        (by.arithmetic(some, square)),
    )
    one = yield (
        (best(e) <= after(e, h)) & iff(eq(after(e, h), best(e)), eq(h, choice)),
        (by.arithmetic(apart, square, product)),
    )
    one = yield forall(h, one.formula), by.generalize(one)
    yield single(choice), by.generalize(one)
