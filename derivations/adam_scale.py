"""Adam does not see the scale of the gradients, but it sees the axes."""

from adam import beta, beta1, e, eta, i, t, u
from adam_defined import average_of_squares, eps

from lrproof import (
    adam,
    at,
    by,
    claim,
    conj,
    eq,
    followed,
    forall,
    function,
    ne,
    near_miss,
    positive,
    rational,
    real,
    recurrence,
    sequence,
    sqrt,
    suppose,
)

PREFIX = "adam"
PLACE = (4, 43)  # in the report: Part 4, after what Adam is made of

# two runs: on a gradient g, and on c g with cε for ε; the gradient may look at a sample, or at other coordinates, s(t)
g, s, c, beta2 = function("g", 2), sequence("s"), positive("c"), real("beta2", "(0, 1)")
theta, m, v = sequence("theta"), sequence("m"), sequence("v")
phi, n, w = sequence("phi"), sequence("n"), sequence("w")
SYMBOLS = {
    g: "the gradient, any function of the parameter and of what else it looks at", s: "what else, such as the sample of step t",
    c: "the factor of the gradients", theta: "the parameter", phi: "the parameter when gradients are c times as large",
}  # fmt: skip
hyper = {"step": t + 1, "eta": eta, "beta1": beta1, "beta2": beta2}
seen = ne(g(theta(0), s(1)), 0) | (0 < eps)


def run(factor=1, small=eps):
    """A run of Adam on ``factor`` times the gradient, with ``small`` for ε, in the order m, v, θ."""
    return recurrence(
        adam, {"m": n, "v": w, "x": phi}, gradient=lambda z: factor * g(z, s(t + 1)), eps=small, **hyper
    )


own = recurrence(adam, {"m": m, "v": v, "x": theta}, gradient=lambda z: g(z, s(t + 1)), eps=eps, **hyper)
scaled = run(c, c * eps)
starts = eq(m(0), 0), eq(v(0), 0), eq(n(0), 0), eq(w(0), 0), eq(phi(0), theta(0))


def alike(k, first=c, second=c**2):
    """After k steps the parameters are equal, and the moments are multiples."""
    return conj(eq(phi(k), theta(k)), eq(n(k), first * m(k)), eq(w(k), second * v(k)))


known = (*starts, seen, *own, *scaled)


@claim(
    forall(t, alike(t)),
    given=known,
    uses=(average_of_squares,),
    near_misses=(
        near_miss(forall(t, alike(t)), "ε as it was", given=(*starts, seen, *own, *run(c))),
        near_miss(forall(t, alike(t)), "ε times c²", given=(*starts, seen, *own, *run(c, c**2 * eps))),
        near_miss(forall(t, alike(t, second=c)), "c for c² in the second moment"),
        near_miss(forall(t, alike(t)), "another first moment", given=(*starts[:2], *starts[3:], seen, *own, *scaled)),
    ),
)
def scale_invariance():
    """Gradients c times as large, with an ε c times as large, lead Adam to the same parameters at every step."""
    x, y = beta1 ** (t + 1), beta2 ** (t + 1)
    less = yield (x <= beta1) & (y <= beta2), by.arithmetic()
    some = yield (0 < 1 - x) & (0 < 1 - y), by.arithmetic(less)
