"""Exponential and step decay of the learning rate stall: the steps have a finite sum, and the minimum stays away."""

from schedule_contraction import x
from schedule_exponential import exp_, factor, k
from schedule_finite_sum import B, finite_sum
from schedule_infinite_products import P
from schedule_product import lam
from schedule_step import all_ as steps_sum
from schedule_step import eta0, gamma, s, step
from schedule_sums import S, i, l, n, t

from lrproof import (
    at,
    by,
    claim,
    enclosed,
    eq,
    exists,
    exp,
    floor,
    forall,
    gradient_descent,
    iff,
    implies,
    ne,
    near_miss,
    not_tried,
    rational,
    real,
    recurrence,
    row,
    sequence,
    tends,
    total,
)
from lrproof.schedules import exponential, step_decay

PREFIX = "sched"
PLACE = (5, 9)  # in the report: Part 5, ninth

theta, phi = sequence("theta"), sequence("phi")
SYMBOLS = {
    lam: "the curvature", theta: "the parameter after t steps, exponential decay", phi: "the same, step decay",
    eta0: "the first learning rate", k: "exponential decay multiplies it by e⁻ᵏ in each step",
    gamma: "step decay multiplies it by γ", s: "in every s steps",
}  # fmt: skip


def curve(v):
    """Exponential decay."""
    return exponential(v, eta0=eta0, k=k)


def stairs(v):
    """Step decay."""
    return step_decay(v, eta0=eta0, gamma=gamma, s=s)


def steps(path, rate):
    """Gradient descent with this schedule, on the curvature λ."""
    (moves,) = recurrence(gradient_descent, {"x": path}, gradient=lambda z: lam * z, step=t + 1, eta=rate(t))
    return moves


def left_of(path, v):
    """The share of the start that is left."""
    return path(v) / path(0)


def ahead(rate, whole, v):
    """The shares η(i)λ of all steps from v on, summed."""
    return lam * (whole - total(rate(i), i, 0, v - 1))


def within(path, rate, whole, later, ahead=ahead):
    """``later`` lies between what is left after n steps and that less the shares of all steps to come."""
    return ((1 - ahead(rate, whole, n)) * left_of(path, n) <= later) & (later <= left_of(path, n))


def always(path, rate, whole, ahead=ahead):
    """The parameter is never 0, and what is left later is known by what is left now."""
    later = left_of(path, i)
    return forall(n, forall(i, implies(n <= i, (0 < later) & within(path, rate, whole, later, ahead))))


def stalls(path, rate, whole):
    """A share above 0 of the start is left for ever."""
    encloses = forall(n, within(path, rate, whole, l))
    return exists(l, (0 < l) & tends(left_of(path, t), t, l) & encloses)


def lasting(path, rate, top, start, moves, range_, whole):
    """The lines for one schedule, of which the fact ``whole`` says that no sum of its rates exceeds ``top``."""
    share = rate(t) * lam
    one = yield (0 <= share) & (share < 1), by.arithmetic(range_, small)
    shares = yield forall(t, one.formula), by.generalize(one)
    begun = yield eq(left_of(path, 0), 1), by.algebra(start)
    one = yield eq(left_of(path, t + 1), (1 - share) * left_of(path, t)), by.algebra(at(moves, t), start)
    factors = yield forall(t, one.formula), by.generalize(one)

    def gone(v):
        return lam * total(rate(i), i, 0, v - 1)

    yield gone(rational(0))
    empty = yield "=", 0, by.sum_empty()
    yield lam * total(rate(i), i, 0, t)
    one = yield "=", gone(t) + share, by.sum_last()
    sums = yield forall(t, one.formula), by.generalize(one)
    one = yield gone(t) <= lam * top, by.arithmetic(at(whole, t))
    limited = yield forall(t, one.formula), by.generalize(one)
    named = {P: lambda j: left_of(path, j), x: lambda j: rate(j) * lam, S: gone, B: lam * top}
    found = at(finite_sum, named, given=(begun, empty, factors, sums, shares, limited))
    return (yield always(path, rate, top) & stalls(path, rate, top), by.cite(found))


curve_sum = eta0 / (1 - factor)
exponentially = always(theta, curve, curve_sum) & stalls(theta, curve, curve_sum)
stepwise = always(phi, stairs, steps_sum) & stalls(phi, stairs, steps_sum)
moves, begins, small = (steps(theta, curve), steps(phi, stairs)), (ne(theta(0), 0), ne(phi(0), 0)), eta0 * lam < 1
half, X, q = rational("1/2"), real("X"), real("q")


def pochhammer(count):
    """The product of the first factors 1 − X qⁱ."""
    return pochhammer(count - 1) * (1 - X * q ** (count - 1)) if count else rational(1)


def other(ahead):
    """The statement with other bounds for step decay."""
    return exponentially & always(phi, stairs, steps_sum, ahead) & stalls(phi, stairs, steps_sum)


@claim(
    exponentially & stepwise,
    given=(*moves, *begins, small),
    uses=(finite_sum, exp_, step),
    near_misses=(
        near_miss(other(lambda rate, whole, v: ahead(rate, whole, v) / 2), "half of the shares"),
        near_miss(other(lambda rate, whole, v: ahead(rate, whole, v + 1)), "a step too late"),
        near_miss(other(lambda rate, whole, v: lam * whole - ahead(rate, whole, v)), "the shares so far"),
        near_miss(exponentially & stepwise, "also η₀λ = 1", given=(*moves, *begins, eta0 * lam <= 1)),
    ),
    tried=(
        enclosed((rational("0.288788095086") < pochhammer(45) * (1 - X * q**45 / (1 - q)))
                 & (pochhammer(45) < rational("0.288788095087")), {X: ("1/2",), q: ("1/2",)}),
        not_tried("simulate", "the runs have one step size; the tests of this claim run both schedules"),
        not_tried("derive", "the infinite product has no closed form"),
    ),
    cheat_sheet=(row("Exponential decay stalls at a share of the start of at least", 1 - ahead(curve, curve_sum, n)),),
)  # fmt: skip
def exp_stall():
    """With exponential and step decay and η₀λ < 1 the parameter tends to a share above 0 of its start."""
    powers = yield (forall(t, eq(curve(t + 1), factor * curve(t)) & eq(curve(t), eta0 * factor**t)), by.cite(exp_))
    zero = yield eq(exp(rational(0)), 1), by.fact("exp_zero")
    order = yield iff(exp(rational(0)) <= factor, 0 <= -k), by.fact("exp_order", 0, -k)
    size = yield (0 < factor) & (factor < 1), by.arithmetic(order, zero)
    range_ = yield (0 < curve(t)) & (curve(t) <= eta0), by.arithmetic(at(powers, t), size)
    some = total(curve(i), i, 0, t - 1)
    sums = yield forall(t, eq(some, eta0 * (1 - factor**t) / (1 - factor))), by.cite(exp_)
    below = yield eq(some, curve_sum - eta0 * factor**t / (1 - factor)), by.algebra(at(sums, t), size)
    more = yield 0 <= eta0 * factor**t / (1 - factor), by.arithmetic(size)
    one = yield some <= curve_sum, by.arithmetic(below, more)
    whole = yield forall(t, one.formula), by.generalize(one)
    first = yield from lasting(theta, curve, curve_sum, begins[0], moves[0], range_, whole)
    above = yield 0 <= floor(t / s), by.arithmetic()
    range_ = yield (0 < stairs(t)) & (stairs(t) <= eta0), by.arithmetic(above)
    whole = yield forall(t, total(stairs(i), i, 0, t - 1) <= steps_sum), by.cite(step)
    second = yield from lasting(phi, stairs, steps_sum, begins[1], moves[1], range_, whole)
    yield exponentially & stepwise, by.logic(first, second)
