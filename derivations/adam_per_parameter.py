"""Adam's learning rate of each parameter, and what its defaults make of it."""

from adam import beta1, beta2, eps, eta, g, m, m_starts, t, theta, v, v_starts
from adam_defined import eps as eps_any
from adam_defined import well_defined

from lrproof import (
    adam,
    at,
    by,
    claim,
    conj,
    eq,
    forall,
    holds,
    iff,
    implies,
    near_miss,
    not_tried,
    recurrence,
    row,
    sequence,
    sqrt,
    suppose,
)

PREFIX = "adam"
PLACE = (4, 45)  # in the report: Part 4, after what Adam sees

phi, n, w, h = sequence("phi"), sequence("n"), sequence("w"), sequence("h")
SYMBOLS = {
    theta: "one parameter", phi: "another", g: "the gradient of step t by the one", h: "and by the other",
    v: "the second moment of the one", w: "and of the other",
}  # fmt: skip
hyper = {"step": t + 1, "eta": eta, "beta1": beta1, "beta2": beta2, "eps": eps}
one = recurrence(adam, {"m": m, "v": v, "x": theta}, gradient=lambda z: g(t + 1), **hyper)
other = recurrence(adam, {"m": n, "v": w, "x": phi}, gradient=lambda z: h(t + 1), **hyper)
starts = m_starts, v_starts, eq(n(0), 0), eq(w(0), 0)


def rate(moment):
    """The learning rate of a parameter in the step after t."""
    return eta / (sqrt(moment(t + 1) / (1 - beta2 ** (t + 1))) + eps)


own_rate, smaller = rate(v), v(t + 1) < w(t + 1)


def moves(rate=own_rate, most=eta / eps):
    """The step is this rate times the mean gradient, and the rate is positive and bounded."""
    step = eq(theta(t + 1), theta(t) - rate * (m(t + 1) / (1 - beta1 ** (t + 1))))
    return forall(t, step & (0 < rate) & (rate <= most))


def compares(condition=smaller):
    """The parameter with the smaller second moment has the larger rate."""
    return forall(t, iff(rate(w) < rate(v), condition))


turning = conj(0 < g(1), -(beta1 * g(1)) < g(2), g(2) < 0)


def climbs(condition=turning):
    """Under this condition the second step goes up the slope that it has just seen."""
    return implies(condition, 0 < g(2) * (theta(2) - theta(1)))


@claim(
    moves() & compares() & climbs(),
    given=(*starts, *one, *other),
    printed=holds("Summary", r"\text{Per-parameter adaptive LR}"),
    uses=(well_defined,),
    near_misses=(
        near_miss(moves(rate=eta / (sqrt(v(t + 1)) + eps)) & compares() & climbs(), "without bias correction"),
        near_miss(moves(most=eta) & compares() & climbs(), "never above η"),
        near_miss(moves() & compares(w(t + 1) < v(t + 1)) & climbs(), "a larger moment, a larger rate"),
        near_miss(moves() & compares(abs(m(t + 1)) < abs(n(t + 1))) & climbs(), "the mean gradients decide"),
        near_miss(moves() & compares() & climbs((0 < g(1)) & (g(2) < 0)), "whenever the gradient turns"),
    ),
    tried=(not_tried("simulate", "the rates compared are of two coordinates at a time, which a prediction is not"),),
    cheat_sheet=(row("Adam's learning rate of one parameter", rate(v)),),
)
def per_param():
    """Each parameter has the learning rate η/(√v̂ + ε) of its own, smaller where v is larger; it may go uphill."""
    less = yield (beta1 ** (t + 1) <= beta1) & (beta2 ** (t + 1) <= beta2), by.arithmetic()
    some = yield (0 < 1 - beta1 ** (t + 1)) & (0 < 1 - beta2 ** (t + 1)), by.arithmetic(less)
    sizes = []
    for moment, gradient, way in ((v, g, one), (w, h, other)):
        under = (beta2 * moment(t) + (1 - beta2) * gradient(t + 1) ** 2) / (1 - beta2 ** (t + 1))
        lemma = at(well_defined, {v: moment, g: gradient, eps_any: eps}, t)
        root = yield (0 <= under) & (0 < sqrt(under) + eps), by.arithmetic(lemma)
        yield forall(t, root.formula), by.generalize(root), "no step divides by 0"
        square = yield eq(moment(t + 1) / (1 - beta2 ** (t + 1)), under), by.algebra(at(way[1], t), some)
        found = square.formula.args[0]
        size = yield (0 <= found) & (0 < sqrt(found) + eps), by.arithmetic(square, root)
        yield forall(t, size.formula), by.generalize(size)
        sizes.append(size)
    size, size_other = sizes
    mean = m(t + 1) / (1 - beta1 ** (t + 1))
    step = yield (
        eq(theta(t + 1), theta(t) - rate(v) * mean),
        by.algebra(at(one[2], t), at(one[0], t), at(one[1], t), some, size),
    )
    bound = yield (0 < rate(v)) & (rate(v) <= eta / eps), by.arithmetic(size)
    both = yield moves().args[0].args[1], by.logic(step, bound)
    first = yield moves(), by.generalize(both)

    under, under_other = (part.formula.args[0].args[1] for part in (size, size_other))
    order = yield iff(under < under_other, v(t + 1) < w(t + 1)), by.arithmetic(some)
    roots = yield iff(sqrt(under) < sqrt(under_other), under < under_other), by.arithmetic(size, size_other)
    rates = yield iff(rate(w) < rate(v), sqrt(under) < sqrt(under_other)), by.arithmetic(size, size_other)
    both = yield compares().args[0].args[1], by.logic(order, roots, rates)
    second = yield compares(), by.generalize(both)

    given = yield suppose(turning)
    early = yield eq(m(1), (1 - beta1) * g(1)), by.algebra(at(one[0], 0), m_starts)
    late = yield eq(m(2), (1 - beta1) * (beta1 * g(1) + g(2))), by.algebra(at(one[0], 1), early)
    ahead = yield 0 < m(2), by.arithmetic(late, given)
    second_rate, share = eta / (sqrt(v(2) / (1 - beta2**2)) + eps), 1 - beta1**2
    taken = yield eq(theta(2), theta(1) - second_rate * (m(2) / share)) & (0 < second_rate), by.arithmetic(at(first, 1))
    mean = yield 0 < m(2) / share, by.arithmetic(ahead)
    back = yield theta(2) - theta(1) < 0, by.arithmetic(taken, mean)
    up = yield 0 < g(2) * (theta(2) - theta(1)), by.arithmetic(back, given)
    third = yield climbs(), by.discharge(given, up)
    yield moves() & compares() & climbs(), by.logic(first, second, third)
