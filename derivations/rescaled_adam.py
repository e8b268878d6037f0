"""Adam where the parameter is measured in another unit."""

from adam import beta1, eta, t
from adam import beta2 as b2
from adam import g as g_any
from adam import v as v_any
from adam_defined import eps, well_defined
from adam_scale import beta2, divisor, g, hyper, m, own, s, seen, theta, v

from lrproof import (
    adam,
    at,
    by,
    claim,
    conj,
    eq,
    followed,
    forall,
    near_miss,
    positive,
    rational,
    recurrence,
    sequence,
    sin,
    sqrt,
    suppose,
)

PREFIX = "rules"
PLACE = (7, 4)  # in the report: Part 7, before the units of every method
PART = "Practical guidelines"

# the parameter is r times as large, and so its gradient is r times as small
r = positive("r")
psi, p, q = sequence("psi"), sequence("p"), sequence("q")
SYMBOLS = {
    g: "the gradient, any function of the parameter and of what else it looks at",
    s: "what else step t looks at: a sample, the other coordinates",
    r: "how many new units make an old one", theta: "the parameter in the old unit", psi: "in the new one",
}  # fmt: skip


def run(rate=r * eta, small=eps / r):
    """Adam in the new unit, with this learning rate and ε, in the order m, v, θ."""
    return recurrence(
        adam, {"m": p, "v": q, "x": psi}, gradient=lambda z: g(z / r, s(t + 1)) / r,
        **(hyper | {"eta": rate, "eps": small}),
    )  # fmt: skip


starts = eq(m(0), 0), eq(v(0), 0), eq(p(0), 0), eq(q(0), 0), eq(psi(0), r * theta(0))


def alike(k, second=r**2):
    """After k steps the parameters are the same but for the unit, and so are the moments."""
    return conj(eq(psi(k), r * theta(k)), eq(p(k), m(k) / r), eq(q(k), v(k) / second))


@claim(
    forall(t, alike(t)),
    given=(*starts, seen, *own, *run()),
    uses=(well_defined,),
    near_misses=(
        near_miss(forall(t, alike(t)), "η as it was", given=(*starts, seen, *own, *run(eta))),
        near_miss(forall(t, alike(t)), "r²η, as for gradient descent", given=(*starts, seen, *own, *run(r**2 * eta))),
        near_miss(forall(t, alike(t)), "ε as it was", given=(*starts, seen, *own, *run(small=eps))),
        near_miss(forall(t, alike(t, second=r)), "r for r² in the second moment"),
    ),
    tried=tuple(
        followed(
            adam, lambda z, unit=unit: (z / unit - sin(z / unit)) / unit, start=2 * unit, steps=20,
            hyper={"eta": unit * rational("0.1"), "beta1": rational("0.9"), "beta2": rational("0.999"),
                   "eps": rational("0.1") / unit},
            ends=lambda x, unit=unit: (rational("0.6394320737") < x / unit) & (x / unit < rational("0.6394320738")),
        )
        for unit in (1, 1000)
    ),
)  # fmt: skip
def rescaled_adam():
    """When the parameter is r times as large, Adam needs r times the learning rate, and an ε divided by r."""
    ours, theirs = own, run()
    x, y = beta1 ** (t + 1), beta2 ** (t + 1)
    less = yield (x <= beta1) & (y <= beta2), by.arithmetic()
    some = yield (0 < 1 - x) & (0 < 1 - y), by.arithmetic(less)
    point = yield eq(psi(0) / r, theta(0)), by.algebra(starts[-1])
    begin = yield eq(g(psi(0) / r, s(1)), g(theta(0), s(1))), by.equal_arguments(point)
    roots = []
    for moment, value, small in (
        (v, lambda k: g(theta(k - 1), s(k)), eps),
        (q, lambda k: g(psi(k - 1) / r, s(k)) / r, eps / r),
    ):
        lemma = at(well_defined, {b2: beta2, v_any: moment, g_any: value, eps: small}, t)
        gradient = {v: g(theta(t), s(t + 1)), q: g(psi(t) / r, s(t + 1)) / r}[moment]
        root = yield divisor(moment, gradient, small), by.arithmetic(lemma, begin, seen)
        yield forall(t, root.formula), by.generalize(root), "no step divides by 0"
        roots.append(root)
    base = yield alike(0), by.arithmetic(*starts)
    now = yield suppose(alike(t))
    here = yield eq(psi(t), r * theta(t)), by.logic(now)
    mean = yield eq(p(t), m(t) / r), by.logic(now)
    square = yield eq(q(t), v(t) / r**2), by.logic(now)
    point = yield eq(psi(t) / r, theta(t)), by.algebra(here)
    same = yield eq(g(psi(t) / r, s(t + 1)), g(theta(t), s(t + 1))), by.equal_arguments(point)
    inside, inside_scaled = (f.formula.args[0].args[1] for f in roots)
    times = yield eq(inside_scaled, inside / r**2), by.algebra(square, same, some)
    root = yield eq(sqrt(inside_scaled), sqrt(inside) / r), by.arithmetic(times, *roots)
    one = yield (
        eq(psi(t + 1), r * theta(t + 1)),
        by.algebra(at(theirs[2], t), at(ours[2], t), root, here, mean, same, some, roots[0]),
    )
    two = yield eq(p(t + 1), m(t + 1) / r), by.algebra(at(theirs[0], t), at(ours[0], t), mean, same)
    three = yield eq(q(t + 1), v(t + 1) / r**2), by.algebra(at(theirs[1], t), at(ours[1], t), square, same)
    then = yield alike(t + 1), by.logic(one, two, three)
    yield forall(t, alike(t)), by.induction(base, then)
