"""Adam without momentum: RMSprop with a correction."""

from adam import beta, e, eps, eta, m, t, u
from adam_defined import average_of_squares

from lrproof import (
    adam,
    at,
    by,
    claim,
    eq,
    followed,
    forall,
    function,
    near_miss,
    rational,
    recurrence,
    rmsprop,
    rule,
    sequence,
    suppose,
    torch_rmsprop,
)
from lrproof.rule import sqrt

PREFIX = "adam"
PLACE = (4, 41)  # in the report: Part 4, after Adam as momentum

g = function("g")
theta, phi = sequence("theta"), sequence("phi")
v, G = sequence("v"), sequence("G")
SYMBOLS = {
    theta: "the parameter after t steps of Adam", phi: "of RMSprop with a correction", g: "the gradient, any function",
}  # fmt: skip
hyper = {"gradient": g, "step": t + 1, "eta": eta, "eps": eps}


@rule
def corrected_rmsprop(x, G, /, grad, *, eta, beta, eps, t):
    """RMSprop with bias correction, and with eps outside the root."""
    g = grad(x)
    G = beta * G + (1 - beta) * g**2
    return x - eta / (sqrt(G / (1 - beta**t)) + eps) * g, G


plain = recurrence(adam, {"m": m, "v": v, "x": theta}, **hyper, beta1=0, beta2=beta)
corrected = recurrence(corrected_rmsprop, {"G": G, "x": phi}, **hyper, beta=beta)
begins = eq(v(0), 0), eq(G(0), 0), eq(theta(0), phi(0))


def alike_at(n):
    """After n steps the parameter and the second moment are the same."""
    return eq(theta(n), phi(n)) & eq(v(n), G(n))


with_momentum = recurrence(adam, {"m": m, "v": v, "x": theta}, **hyper, beta1=rational("1/2"), beta2=beta)
bare = recurrence(torch_rmsprop, {"G": G, "x": phi}, **hyper, beta=beta)
inside = recurrence(rmsprop, {"G": G, "x": phi}, **hyper, beta=beta)
usual = {"eta": rational("0.01"), "eps": rational("1e-8")}


def reached(x):
    """Where both runs end, to 9 digits."""
    return (rational("0.809823829") < x) & (x < rational("0.80982383"))


@claim(
    forall(t, alike_at(t)),
    given=(*begins, *plain, *corrected),
    uses=(average_of_squares,),
    near_misses=(
        near_miss(forall(t, alike_at(t + 1)), "with momentum", given=(*begins, *with_momentum, *corrected)),
        near_miss(forall(t, alike_at(t)), "RMSprop without bias correction", given=(*begins, *plain, *bare)),
        near_miss(forall(t, alike_at(t)), "RMSprop with ε inside the root", given=(*begins, *plain, *inside)),
        near_miss(forall(t, alike_at(t)), "another start", given=(*begins[:2], *plain, *corrected)),
    ),
    tried=(
        followed(
            corrected_rmsprop, lambda z: 100 * z, start=1, steps=20, hyper=usual | {"beta": rational("0.999")},
            ends=reached,
        ),
        followed(
            adam, lambda z: 100 * z, start=1, steps=20, hyper=usual | {"beta1": 0, "beta2": rational("0.999")},
            ends=reached,
        ),
    ),
)  # fmt: skip
def without_momentum():
    """Without momentum (β₁ = 0) Adam is RMSprop with bias correction and with ε outside the root."""
    less = yield beta ** (t + 1) <= beta, by.arithmetic()
    known = []
    for a, x in ((v, theta), (G, phi)):
        never = yield forall(t, 0 <= a(t)), by.logic(at(average_of_squares, {e: a, u: lambda n, x=x: g(x(n - 1))}))
        top = beta * a(t) + (1 - beta) * g(x(t)) ** 2
        some = yield 0 <= top / (1 - beta ** (t + 1)), by.arithmetic(at(never, t), less)
        safe = yield some.formula & (0 < sqrt(some.formula.args[1]) + eps), by.arithmetic(some)
        yield forall(t, safe.formula), by.generalize(safe), "no step divides by 0"
        known.append(safe)
    base = yield alike_at(0), by.arithmetic(*begins)
    now = yield suppose(alike_at(t))
    here = yield eq(theta(t), phi(t)), by.logic(now)
    past = yield eq(v(t), G(t)), by.logic(now)
    same = yield eq(g(theta(t)), g(phi(t))), by.equal_arguments(here)
    steps = at(plain[2], t), at(corrected[1], t)
    one = yield eq(theta(t + 1), phi(t + 1)), by.algebra(*steps, here, past, same, less, *known)
    two = yield eq(v(t + 1), G(t + 1)), by.algebra(at(plain[1], t), at(corrected[0], t), past, same)
    then = yield alike_at(t + 1), by.logic(one, two)
    yield forall(t, alike_at(t)), by.induction(base, then)
