"""Without noise, on one curvature: a schedule and the same steps backwards end at the same point."""

from schedule_noisy_step import a

from lrproof import (
    at,
    by,
    claim,
    eq,
    forall,
    gradient_descent,
    implies,
    natural,
    near_miss,
    not_tried,
    recurrence,
    sequence,
    suppose,
)

PREFIX = "sched"
PLACE = (5, 15)  # in the report: Part 5, fifteenth

t, n = natural("t"), natural("n")
theta, phi, eta, zeta = sequence("theta"), sequence("phi"), sequence("eta"), sequence("zeta")
SYMBOLS = {
    a: "the curvature", eta: "one schedule", zeta: "its first n steps backwards", n: "how many steps are made",
    theta: "the parameter after t steps of the one", phi: "after t steps of the other",
}  # fmt: skip
(moves,) = recurrence(gradient_descent, {"x": theta}, gradient=lambda z: a * z, step=t + 1, eta=eta(t))
(others,) = recurrence(gradient_descent, {"x": phi}, gradient=lambda z: a * z, step=t + 1, eta=zeta(t))
start = eq(phi(0), theta(0))


def backwards(shift=1):
    """The step number t of the other schedule is the step n − 1 − t of the one."""
    return forall(t, implies(t < n, eq(zeta(t), eta(n - shift - t))))


def between(value):
    """What is constant while the one goes back and the other goes on."""
    return forall(t, implies(t <= n, eq(theta(n - t) * phi(t), value)))


GIVEN = (moves, others, start, backwards())


@claim(
    eq(phi(n), theta(n)) & between(theta(n) * theta(0)),
    given=GIVEN,
    near_misses=(
        near_miss(eq(phi(n), theta(n)) & between(theta(0) ** 2), "the start for the end"),
        near_miss(eq(phi(n), theta(n)) & forall(t, implies(t <= n, eq(phi(t), theta(t)))), "the same all the way"),
        near_miss(eq(phi(n + 1), theta(n + 1)) & between(theta(n) * theta(0)), "one step later"),
        near_miss(eq(phi(n), theta(n)) & between(theta(n) * theta(0)), "a schedule that begins one step later",
                  given=(moves, others, start, backwards(0))),
    ),
    tried=(
        not_tried("simulate", "its runs have one step size; the tests of this claim run a schedule both ways"),
        not_tried("derive", "an equation of two runs, not a closed form"),
    ),
)  # fmt: skip
def reversed():
    """On each curvature of a quadratic a schedule and its reversal end at the same point."""
    base = yield eq(theta(n - 0) * phi(0), theta(n) * theta(0)), by.algebra(start)
    base = yield implies(0 <= n, base.formula), by.logic(base)
    now = yield suppose(implies(t <= n, eq(theta(n - t) * phi(t), theta(n) * theta(0))))
    late = yield suppose(t + 1 <= n)
    inside = yield (t <= n) & (t < n) & (0 <= n - 1 - t), by.arithmetic(late)
    here = yield eq(theta(n - t) * phi(t), theta(n) * theta(0)), by.logic(now, inside)
    m = n - 1 - t
    step = yield eq(theta(m + 1), theta(m) - eta(m) * (a * theta(m))), by.cite(at(moves, m, given=(inside,)))
    rate = yield eq(zeta(t), eta(m)), by.logic(at(GIVEN[-1], t), inside)
    one = yield eq(theta(n - (t + 1)) * phi(t + 1), theta(n) * theta(0)), by.algebra(at(others, t), rate, step, here)
    then = yield implies(t + 1 <= n, one.formula), by.discharge(late, one)
    second = yield between(theta(n) * theta(0)), by.induction(base, then)

    last = yield n <= n, by.arithmetic()
    end = yield eq(theta(n - n) * phi(n), theta(n) * theta(0)), by.logic(at(second, n), last)
    none = yield suppose(eq(theta(0), 0))
    now = yield suppose(eq(theta(t), 0) & eq(phi(t), 0))
    then = yield eq(theta(t + 1), 0) & eq(phi(t + 1), 0), by.arithmetic(at(moves, t), at(others, t), now)
    base = yield eq(theta(0), 0) & eq(phi(0), 0), by.arithmetic(none, start)
    still = yield forall(t, eq(theta(t), 0) & eq(phi(t), 0)), by.induction(base, then)
    one = yield eq(phi(n), theta(n)), by.arithmetic(at(still, n))
    one = yield implies(eq(theta(0), 0), one.formula), by.discharge(none, one)
    first = yield eq(phi(n), theta(n)), by.arithmetic(one, end)
    yield eq(phi(n), theta(n)) & between(theta(n) * theta(0)), by.logic(first, second)
