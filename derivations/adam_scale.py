"""Adam does not see the scale of the gradients, but it sees the axes."""

from adam import beta1, eta, t
from adam import beta2 as b2
from adam import g as g_any
from adam import v as v_any
from adam_defined import eps, well_defined

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
    not_tried,
    oracle,
    positive,
    rational,
    real,
    recurrence,
    sequence,
    sin,
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
    g: "the gradient, any function of the parameter and of what else it looks at",
    s: "what else step t looks at: a sample, the other coordinates",
    c: "the factor of the gradients", theta: "the parameter", phi: "the parameter when gradients are c times as large",
}  # fmt: skip
hyper = {"step": t + 1, "eta": eta, "beta1": beta1, "beta2": beta2}
seen = ne(g(theta(0), s(1)), 0) | (0 < eps)


def run(factor=1, small=eps):
    """A run of Adam on ``factor`` times the gradient, with ``small`` for ε, in the order m, v, θ."""
    return recurrence(adam, {"m": n, "v": w, "x": phi}, gradient=lambda z: factor * g(z, s(t + 1)), eps=small, **hyper)


own = recurrence(adam, {"m": m, "v": v, "x": theta}, gradient=lambda z: g(z, s(t + 1)), eps=eps, **hyper)
scaled = run(c, c * eps)
starts = eq(m(0), 0), eq(v(0), 0), eq(n(0), 0), eq(w(0), 0), eq(phi(0), theta(0))


def divisor(moment, gradient, small):
    """In the step after t, which has this gradient, the root exists, and what is divided by is positive."""
    under = (beta2 * moment(t) + (1 - beta2) * gradient**2) / (1 - beta2 ** (t + 1))
    return (0 <= under) & (0 < sqrt(under) + small)


def alike(k, first=c, second=c**2):
    """After k steps the parameters are equal, and the moments are multiples."""
    return conj(eq(phi(k), theta(k)), eq(n(k), first * m(k)), eq(w(k), second * v(k)))


known = (*starts, seen, *own, *scaled)


@claim(
    forall(t, alike(t)),
    given=known,
    uses=(well_defined,),
    examples=({c: rational(2), beta1: rational(0), beta2: rational("1/2")},),
    near_misses=(
        near_miss(forall(t, alike(t)), "ε as it was", given=(*starts, seen, *own, *run(c))),
        near_miss(forall(t, alike(t)), "ε times c²", given=(*starts, seen, *own, *run(c, c**2 * eps))),
        near_miss(forall(t, alike(t, second=c)), "c for c² in the second moment"),
        near_miss(forall(t, alike(t)), "another first moment", given=(*starts[:2], *starts[3:], seen, *own, *scaled)),
    ),
    tried=(
        *(
            followed(
                adam, lambda z, factor=factor: factor * (z - sin(z)), start=2, steps=20,
                hyper={"eta": rational("0.1"), "beta1": rational("0.9"), "beta2": rational("0.999"),
                       "eps": factor * rational("0.1")},
                ends=lambda x: (rational("0.6394320737") < x) & (x < rational("0.6394320738")),
            )
            for factor in (1, 1000)
        ),
        not_tried("derive", "nothing is solved for: the gradient is any function"),
        oracle("torch.optim.Adam", adam, {"eta": "lr", "beta1": "beta1", "beta2": "beta2", "eps": "eps"}),
    ),
)  # fmt: skip
def scale_invariance():
    """Gradients c times as large, with an ε c times as large, lead Adam to the same parameters at every step."""
    x, y = beta1 ** (t + 1), beta2 ** (t + 1)
    less = yield (x <= beta1) & (y <= beta2), by.arithmetic()
    some = yield (0 < 1 - x) & (0 < 1 - y), by.arithmetic(less)
    begin = yield eq(g(phi(0), s(1)), g(theta(0), s(1))), by.equal_arguments(starts[-1])
    roots = []
    for moment, value, small in (
        (v, lambda k: g(theta(k - 1), s(k)), eps),
        (w, lambda k: c * g(phi(k - 1), s(k)), c * eps),
    ):
        lemma = at(well_defined, {b2: beta2, v_any: moment, g_any: value, eps: small}, t)
        gradient = {v: g(theta(t), s(t + 1)), w: c * g(phi(t), s(t + 1))}[moment]
        root = yield divisor(moment, gradient, small), by.arithmetic(lemma, begin, seen)
        yield forall(t, root.formula), by.generalize(root), "no step divides by 0"
        roots.append(root)
    base = yield alike(0), by.arithmetic(*starts)
    now = yield suppose(alike(t))
    here = yield eq(phi(t), theta(t)), by.logic(now)
    mean = yield eq(n(t), c * m(t)), by.logic(now)
    square = yield eq(w(t), c**2 * v(t)), by.logic(now)
    same = yield eq(g(phi(t), s(t + 1)), g(theta(t), s(t + 1))), by.equal_arguments(here)
    ours, theirs = (f.formula.args[0].args[1] for f in roots)
    times = yield eq(theirs, c**2 * ours), by.algebra(square, same, some)
    root = yield eq(sqrt(theirs), c * sqrt(ours)), by.arithmetic(times, *roots)
    one = yield (
        eq(phi(t + 1), theta(t + 1)),
        by.algebra(at(scaled[2], t), at(own[2], t), root, here, mean, same, some, roots[0]),
    )
    two = yield eq(n(t + 1), c * m(t + 1)), by.algebra(at(scaled[0], t), at(own[0], t), mean, same)
    three = yield eq(w(t + 1), c**2 * v(t + 1)), by.algebra(at(scaled[1], t), at(own[1], t), square, same)
    then = yield alike(t + 1), by.logic(one, two, three)
    yield forall(t, alike(t)), by.induction(base, then)
