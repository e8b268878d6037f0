"""AdamW: weight decay apart from the gradient, and why that is the same for gradient descent and not for Adam."""

from adam import beta1, beta2, eps, eta, m, t, v

from lrproof import (
    adamw,
    at,
    by,
    claim,
    derive,
    derived,
    eq,
    followed,
    forall,
    near_miss,
    not_tried,
    oracle,
    rational,
    real,
    recurrence,
    row,
    sequence,
    sqrt,
    suppose,
)

PREFIX = "adamw"
PLACE = (4, 50)  # in the report: Part 4, after Adam

decay = real("decay", latex="w")
theta, phi, P, rate = sequence("theta"), sequence("phi"), sequence("P"), sequence("r")
SYMBOLS = {
    decay: "the weight decay", theta: "the parameter after t steps", phi: "the same with a schedule",
    rate: "the learning rate of step t", P: "the product of the factors 1 − rw of t steps",
}  # fmt: skip
hyper = {"gradient": lambda z: 0, "step": t + 1, "beta1": beta1, "beta2": beta2, "eps": eps, "decay": decay}
moments_and_theta = recurrence(adamw, {"m": m, "v": v, "x": theta}, **hyper, eta=eta)
scheduled = recurrence(adamw, {"m": m, "v": v, "x": phi}, **hyper, eta=rate(t + 1))[-1]
product = eq(P(0), 1), forall(t, eq(P(t + 1), (1 - rate(t + 1) * decay) * P(t)))
starts = eq(m(0), 0), eq(v(0), 0)


def constant(factor=1 - eta * decay):
    """At a constant learning rate the parameter is multiplied by ``factor`` at every step."""
    return forall(t, eq(theta(t), theta(0) * factor**t))


varying = forall(t, eq(phi(t), phi(0) * P(t)))
usual = {"beta1": rational("0.9"), "beta2": rational("0.999"), "eps": rational("1e-8")}


@claim(
    constant() & varying,
    given=(*starts, *product, *moments_and_theta, scheduled),
    derived=(
        derived(
            "the solution of the recurrence",
            lambda: derive.solve_recurrence(lambda x: (1 - eta * decay) * x, theta(0), t),
            theta(0) * (1 - eta * decay) ** t,
        ),
    ),
    near_misses=(
        near_miss(constant(1 - decay) & varying, "a decay that the learning rate does not multiply"),
        near_miss(constant(1 + eta * decay) & varying, "growth"),
        near_miss(forall(t, eq(theta(t), theta(0) * (1 - eta * decay * t))) & varying, "to first order in ηw"),
        near_miss(constant() & forall(t, eq(phi(t), phi(0) * P(t + 1))), "the factor of the next step, too"),
        near_miss(constant() & varying, "a first moment", given=(starts[1], *product, *moments_and_theta, scheduled)),
    ),
    tried=(
        followed(
            adamw, lambda z: 0, start=2, steps=10, hyper=usual | {"eta": rational("0.001"), "decay": rational("0.01")},
            ends=lambda x: (rational("1.999800008") < x) & (x < rational("1.99980001")),
        ),
        not_tried("simulate", "the runs are on quadratics, whose gradient is not 0"),
        oracle("torch.optim.AdamW", adamw,
               {"eta": "lr", "beta1": "beta1", "beta2": "beta2", "eps": "eps", "decay": "weight_decay"}),
    ),
    cheat_sheet=(row("AdamW without a gradient", eq(theta(t), theta(0) * (1 - eta * decay) ** t)),),
)  # fmt: skip
def decay_():
    """Without a gradient AdamW multiplies the parameter by 1 − ηw at every step, whatever the schedule of η."""
    first, second, move = moments_and_theta
    nothing = eq(m(t), 0) & eq(v(t), 0)
    base = yield eq(m(0), 0) & eq(v(0), 0), by.logic(*starts)
    now = yield suppose(nothing)
    then = yield eq(m(t + 1), 0) & eq(v(t + 1), 0), by.arithmetic(at(first, t), at(second, t), now)
    always = yield forall(t, nothing), by.induction(base, then)
    here = yield nothing, by.given(at(always, t))
    less = yield (beta1 ** (t + 1) <= beta1) & (beta2 ** (t + 1) <= beta2), by.arithmetic()
    square = (beta2 * v(t) + (1 - beta2) * rational(0) ** 2) / (1 - beta2 ** (t + 1))
    zero = yield eq(square, 0), by.arithmetic(here, less)
    safe = yield (0 <= square) & (0 < sqrt(square) + eps), by.arithmetic(zero)
    yield forall(t, safe.formula), by.generalize(safe), "no step divides by 0"
    parts = []
    for x, way, now in ((theta, at(move, t), eta), (phi, at(scheduled, t), rate(t + 1))):
        one = yield eq(x(t + 1), (1 - now * decay) * x(t)), by.algebra(way, here, less, safe)
        parts.append(one)
    base = yield eq(theta(0), theta(0) * (1 - eta * decay) ** 0), by.algebra()
    now = yield suppose(eq(theta(t), theta(0) * (1 - eta * decay) ** t))
    then = yield eq(theta(t + 1), theta(0) * (1 - eta * decay) ** (t + 1)), by.algebra(parts[0], now)
    one = yield constant(), by.induction(base, then)
    base = yield eq(phi(0), phi(0) * P(0)), by.algebra(product[0])
    now = yield suppose(eq(phi(t), phi(0) * P(t)))
    then = yield eq(phi(t + 1), phi(0) * P(t + 1)), by.algebra(parts[1], at(product[1], t), now)
    two = yield varying, by.induction(base, then)
    yield constant() & varying, by.logic(one, two)
