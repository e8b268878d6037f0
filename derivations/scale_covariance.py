"""The units of a learning rate: what it must become when the loss or the parameter is measured otherwise."""

import quadratic
from adam import beta2 as b2
from adam import eta, t
from adam import g as g_any
from adam import v as v_any
from adam_defined import eps, well_defined
from adam_scale import alike as same_loss
from adam_scale import beta2, c, divisor, g, phi, s, scale_invariance, theta, v, w
from adam_scale import seen as seen_once
from rescaled_adam import alike as same_unit
from rescaled_adam import psi, q, r, rescaled_adam

from lrproof import (
    adam,
    at,
    between,
    by,
    claim,
    conj,
    eq,
    followed,
    forall,
    gradient_descent,
    near_miss,
    not_tried,
    oracle,
    rational,
    real,
    recurrence,
    row,
    sequence,
    sin,
    suppose,
    vector_field,
    vectors,
)

PREFIX = "rules"
PLACE = (7, 5)  # in the report: Part 7, fifth
PART = "Practical guidelines"

G, x, y, z = vector_field("G"), vectors("x"), vectors("y"), vectors("z")
a, omega = real("a"), sequence("omega")
SYMBOLS = {
    G: "the gradient of a loss, any function", c: "the factor of the loss",
    r: "how many new units make an old one of the parameter", x: "gradient descent", y: "on c times the loss",
    z: "in the new unit", theta: "Adam", phi: "on c times the loss", psi: "in the new unit",
    omega: "gradient descent on c · aθ²/2, with η as it was",
}  # fmt: skip


def descent(position, gradient, rate):
    """Gradient descent with this learning rate."""
    return recurrence(gradient_descent, {"x": position}, gradient=gradient, step=t + 1, eta=rate)[0]


def scaled_loss(rate=eta / c):
    """On c times the loss."""
    return descent(y, lambda p: c * G(p), rate)


def scaled_parameter(rate=r**2 * eta):
    """Where r new units make an old one."""
    return descent(z, lambda p: (1 / r) * G((1 / r) * p), rate)


own = descent(x, G, eta)
as_it_was = descent(omega, lambda p: c * a * p, eta)
starts = eq(y(0), x(0)), eq(z(0), r * x(0))


def by_descent(k):
    """Gradient descent after k steps: the same but for the unit."""
    return eq(y(k), x(k)) & eq(z(k), r * x(k))


def by_adam(k):
    """Adam after k steps: the same but for the unit, and so are its moments."""
    return same_loss(k) & same_unit(k)


def multiplied(factor=1 - eta * (c * a)):
    """On a quadratic, what becomes of the multiplier when only the loss is scaled."""
    return forall(t, eq(omega(t), factor**t * omega(0)))


descends, adapts = forall(t, by_descent(t)), forall(t, by_adam(t))
of_adam = tuple(dict.fromkeys((*scale_invariance.given, *rescaled_adam.given)))
starts = *starts, *(f for f in of_adam if f.head != "forall")
runs = tuple(f for f in of_adam if f.head == "forall")


@claim(
    conj(descends, adapts, multiplied()),
    given=(*starts, own, scaled_loss(), scaled_parameter(), *runs, as_it_was),
    uses=(well_defined, scale_invariance, rescaled_adam, quadratic.closed_form),
    near_misses=(
        near_miss(
            conj(descends, adapts, multiplied()), "η as it was, for c times the loss",
            given=(*starts, own, scaled_loss(eta), scaled_parameter(), *runs, as_it_was),
        ),
        near_miss(
            conj(descends, adapts, multiplied()), "rη for gradient descent, as for Adam",
            given=(*starts, own, scaled_loss(), scaled_parameter(r * eta), *runs, as_it_was),
        ),
        near_miss(conj(descends, adapts, multiplied(1 - eta * a)), "a multiplier that does not see c"),
        near_miss(
            conj(forall(t, eq(y(t), x(t)) & eq(z(t), x(t))), adapts, multiplied()), "the parameter in the old unit"
        ),
    ),
    tried=(
        *(
            followed(
                gradient_descent, gradient, start=start, steps=20, hyper={"eta": rational(rate)},
                ends=lambda x, unit=start // 2: between(rational("0.79632") * unit, x, rational("0.79633") * unit),
            )
            for gradient, start, rate in (
                (lambda x: x - sin(x), 2, "0.2"),
                (lambda x: 1000 * (x - sin(x)), 2, "0.0002"),
                (lambda x: (x / 1000 - sin(x / 1000)) / 1000, 2000, "200000"),
            )
        ),
        not_tried("derive", "nothing is solved for: the gradient is any function"),
        oracle("torch.optim.Adam", adam, {"eta": "lr", "beta1": "beta1", "beta2": "beta2", "eps": "eps"}),
    ),
    cheat_sheet=(
        row("Learning rate of gradient descent on c times the loss", eta / c),
        row("The same, for a parameter in a unit 1/r as large", r**2 * eta),
        row("Learning rate of Adam, for a parameter in a unit 1/r as large", r * eta),
    ),
)  # fmt: skip
def scale_covariance():
    """On c times the loss gradient descent needs η/c and Adam only cε; for rθ, r²η and rη, with ε/r."""
    base = yield by_descent(0), by.logic(*starts[:2])
    now = yield suppose(by_descent(t))
    here = yield eq(y(t), x(t)), by.logic(now)
    there = yield eq(z(t), r * x(t)), by.logic(now)
    same = yield eq(G(y(t)), G(x(t))), by.equal_arguments(here)
    back = yield eq((1 / r) * z(t), x(t)), by.algebra(there)
    seen = yield eq(G((1 / r) * z(t)), G(x(t))), by.equal_arguments(back)
    one = yield eq(y(t + 1), x(t + 1)), by.algebra(at(scaled_loss(), t), at(own, t), here, same)
    two = yield eq(z(t + 1), r * x(t + 1)), by.algebra(at(scaled_parameter(), t), at(own, t), there, seen)
    then = yield by_descent(t + 1), by.logic(one, two)
    first = yield descends, by.induction(base, then)
    begin = yield eq(g(phi(0), s(1)), g(theta(0), s(1))), by.equal_arguments(scale_invariance.given[4])
    point = yield eq(psi(0) / r, theta(0)), by.arithmetic(rescaled_adam.given[4])
    start = yield eq(g(psi(0) / r, s(1)), g(theta(0), s(1))), by.equal_arguments(point)
    for moment, value, small, needed in (
        (v, lambda k: g(theta(k - 1), s(k)), eps, ()),
        (w, lambda k: c * g(phi(k - 1), s(k)), c * eps, (begin,)),
        (q, lambda k: g(psi(k - 1) / r, s(k)) / r, eps / r, (start,)),
    ):
        lemma = at(well_defined, {b2: beta2, v_any: moment, g_any: value, eps: small}, t)
        gradient = {v: g(theta(t), s(t + 1)), w: c * g(phi(t), s(t + 1)), q: g(psi(t) / r, s(t + 1)) / r}[moment]
        root = yield divisor(moment, gradient, small), by.arithmetic(lemma, *needed, seen_once)
        yield forall(t, root.formula), by.generalize(root), "no step divides by 0"
    one = yield same_loss(t), by.cite(at(scale_invariance, t))
    two = yield same_unit(t), by.cite(at(rescaled_adam, t))
    both = yield by_adam(t), by.logic(one, two)
    second = yield adapts, by.generalize(both)
    third = yield (
        multiplied(),
        by.cite(at(quadratic.closed_form, {quadratic.eta: eta, quadratic.a: c * a, quadratic.theta: omega})),
    )
    yield conj(descends, adapts, multiplied()), by.logic(first, second, third)
