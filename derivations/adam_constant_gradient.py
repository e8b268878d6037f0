"""Adam on a constant gradient, and its first step on any: bias correction makes both exact."""

from adam import beta1, beta2, eta, g, m, m_starts, t, theta, v, v_starts
from adam_defined import eps, safe, square, well_defined

from lrproof import (
    adam,
    at,
    by,
    claim,
    derive,
    derived,
    eq,
    followed,
    forall,
    holds,
    iff,
    ne,
    near_miss,
    not_tried,
    oracle,
    rational,
    real,
    recurrence,
    row,
    sqrt,
    suppose,
)

PREFIX = "adam"
PLACE = (4, 21)  # in the report: Part 4, after the moments

c = real("c")
SYMBOLS = {c: "the gradient, the same at every step", theta: "the parameter after t steps", g: "the gradient of step t"}
hyper = {"step": t + 1, "eta": eta, "beta1": beta1, "beta2": beta2, "eps": eps}
runs = recurrence(adam, {"m": m, "v": v, "x": theta}, gradient=lambda z: c, **hyper)
known = (m_starts, v_starts, 0 < abs(c) + eps, *runs)


def moments(n):
    """Both moments after n steps."""
    return eq(m(n), (1 - beta1**n) * c) & eq(v(n), (1 - beta2**n) * c**2)


def corrected(first=c, second=c**2):
    """The moments, and what bias correction makes of them from the first step on."""
    means = eq(m(t + 1) / (1 - beta1 ** (t + 1)), first) & eq(v(t + 1) / (1 - beta2 ** (t + 1)), second)
    return forall(t, moments(t)) & forall(t, means)


def moved(n, one):
    """n steps, each of which changes the parameter by ``one``."""
    return eq(theta(n), theta(0) + n * one)


def straight(small=eps):
    """All steps are alike."""
    alike = eq(theta(t + 1) - theta(t), -(eta * c) / (abs(c) + small))
    return forall(t, alike) & forall(t, moved(t, alike.args[1]))


exact, one_step = corrected(), -(eta * c) / (abs(c) + eps)
each = forall(t, eq(theta(t + 1) - theta(t), one_step))


@claim(
    exact,
    given=(m_starts, v_starts, *runs[:2]),
    derived=(
        derived(
            "the moment of t equal gradients",
            lambda: derive.solve_recurrence(lambda x: beta1 * x + (1 - beta1) * c, rational(0), t),
            (1 - beta1**t) * c,
        ),
    ),
    near_misses=(
        near_miss(corrected(second=c), "g for g² in the second moment"),
        near_miss(corrected(first=(1 - beta1) * c), "the first moment as it is after a step"),
        near_miss(exact, "a first moment", given=(v_starts, *runs[:2])),
        near_miss(exact, "a second moment", given=(m_starts, *runs[:2])),
    ),
    tried=(not_tried("simulate", "the runs are on quadratics, whose gradient changes; see adam.const-exact"),),
    cheat_sheet=(row("Adam's moments at a constant gradient", moments(t)),),
)
def constant_moments():
    """At a constant gradient the corrected moments are g and g² from the first step on."""
    first, second, _ = runs
    base = yield moments(0), by.arithmetic(m_starts, v_starts)
    now = yield suppose(moments(t))
    then = yield moments(t + 1), by.arithmetic(at(first, t), at(second, t), now)
    every = yield forall(t, moments(t)), by.induction(base, then)
    less = yield (beta1 ** (t + 1) <= beta1) & (beta2 ** (t + 1) <= beta2), by.arithmetic()
    some = yield (0 < 1 - beta1 ** (t + 1)) & (0 < 1 - beta2 ** (t + 1)), by.arithmetic(less)
    later = yield moments(t + 1), by.given(at(every, t + 1))
    means = yield exact.args[1].args[0].args[1], by.arithmetic(later, some)
    means = yield exact.args[1], by.generalize(means)
    yield exact, by.logic(every, means)


@claim(
    exact & straight(),
    given=known,
    uses=(constant_moments,),
    near_misses=(
        near_miss(corrected(second=c) & straight(), "g for g² in the second moment"),
        near_miss(
            exact & forall(t, eq(theta(t + 1) - theta(t), -eta)) & straight().args[1], "η whatever the sign and ε"
        ),
        near_miss(exact & each & forall(t, moved(t + 1, one_step * (1 - beta1))), "the first step smaller"),
        near_miss(exact & straight(), "a first moment", given=known[1:]),
        near_miss(exact & straight(), "a second moment", given=(known[0], *known[2:])),
    ),
    tried=(
        followed(
            adam, lambda z: 3, start=0, steps=50,
            hyper={"eta": rational("0.001"), "beta1": rational("0.9"), "beta2": rational("0.999"),
                   "eps": rational("1e-8")},
            ends=lambda x: (rational("-0.0499999998334") < x) & (x < rational("-0.0499999998333")),
        ),
        oracle("torch.optim.Adam", adam, {"eta": "lr", "beta1": "beta1", "beta2": "beta2", "eps": "eps"}),
    ),
    cheat_sheet=(row("Adam's step at a constant gradient", each),),
)  # fmt: skip
def const_exact():
    """At a constant gradient the corrected moments are g and g² from the first step on, and every step is alike."""
    move = runs[-1]
    whole = yield exact, by.cite(constant_moments)
    every = yield forall(t, moments(t)), by.logic(whole)
    less = yield (beta1 ** (t + 1) <= beta1) & (beta2 ** (t + 1) <= beta2), by.arithmetic()
    some = yield (0 < 1 - beta1 ** (t + 1)) & (0 < 1 - beta2 ** (t + 1)), by.arithmetic(less)
    mean = (beta1 * m(t) + (1 - beta1) * c) / (1 - beta1 ** (t + 1))
    square = (beta2 * v(t) + (1 - beta2) * c**2) / (1 - beta2 ** (t + 1))
    past = yield moments(t), by.given(at(every, t))
    mean_is = yield eq(mean, c), by.algebra(past, some)
    square_is = yield eq(square, c**2), by.algebra(past, some)
    root = yield eq(sqrt(square), abs(c)) & ne(sqrt(square) + eps, 0), by.arithmetic(square_is)
    yield forall(t, root.formula), by.generalize(root), "no step divides by 0"
    root = yield eq(sqrt(square), abs(c)), by.logic(root)
    yield theta(t + 1) - theta(t)
    yield "=", -(eta / (sqrt(square) + eps) * mean), by.algebra(at(move, t))
    one = yield "=", one_step, by.algebra(mean_is, root)
    alike = yield forall(t, eq(theta(t + 1) - theta(t), one_step)), by.generalize(one)
    base = yield moved(0, one_step), by.algebra()
    now = yield suppose(moved(t, one_step))
    then = yield moved(t + 1, one_step), by.algebra(at(alike, t), now)
    far = yield forall(t, moved(t, one_step)), by.induction(base, then)
    yield exact & straight(), by.logic(whole, alike, far)


any_runs = recurrence(adam, {"m": m, "v": v, "x": theta}, gradient=lambda z: g(t + 1), **hyper)
step = theta(1) - theta(0)
moment = eq(m(1), (1 - beta1) * g(1)) & eq(m(1) / (1 - beta1), g(1))


def first(change, zero=eps):
    """The first change of the parameter; it is at most η, and this exactly when ``zero`` is 0."""
    return eq(step, change) & (abs(step) <= eta) & iff(eq(abs(step), eta), eq(zero, 0))


change = -(eta * g(1)) / (abs(g(1)) + eps)


@claim(
    moment & first(change),
    given=(m_starts, v_starts, ne(g(1), 0), (0 < eps) | (0 < beta2), *any_runs),
    printed=holds("Part 4", r"\text{At step 1: } m_1 = (1-\beta_1) g_1 \text{, but we want } \approx g_1"),
    uses=(well_defined,),
    near_misses=(
        near_miss(eq(m(1), g(1)) & eq(m(1) / (1 - beta1), g(1)) & first(change), "no correction is needed"),
        near_miss(moment & first(-(eta * g(1)) / sqrt(g(1) ** 2 + eps)), "ε inside the root"),
        near_miss(moment & first(-eta), "whatever the sign of the gradient"),
        near_miss(moment & first(-(eta * g(1))), "the step of gradient descent"),
        near_miss(moment & first(change, zero=beta1), "η when there is no momentum"),
    ),
    tried=(
        followed(
            adam, lambda z: 1000 * z, start=1, steps=1,
            hyper={"eta": rational("0.001"), "beta1": rational("0.9"), "beta2": rational("0.999"),
                   "eps": rational("1e-8")},
            ends=lambda x: (rational("0.999") < x) & (x < rational("0.99900000000002")),
        ),
        not_tried("derive", "nothing is solved for: the step is the rule's own, with moments that are 0"),
        oracle("torch.optim.Adam", adam, {"eta": "lr", "beta1": "beta1", "beta2": "beta2", "eps": "eps"}),
    ),
    cheat_sheet=(row("Adam's first step", eq(step, change)),),
)  # fmt: skip
def first_step():
    """Adam's first step is −ηg/(|g| + ε): of length η to within ε/|g|, whatever the gradient's size."""
    one, _, move = any_runs
    root = yield eq(sqrt(square(0)), abs(g(1))), by.arithmetic(v_starts)
    some = yield safe(), by.cite(at(well_defined, t))
    some = yield (0 <= square(t)) & ne(sqrt(square(t)) + eps, 0), by.arithmetic(some)
    yield forall(t, some.formula), by.generalize(some)
    early = yield eq(m(1), (1 - beta1) * g(1)), by.algebra(at(one, 0), m_starts)
    mean = yield eq(m(1) / (1 - beta1), g(1)), by.algebra(early)
    taken = yield eq(step, change), by.algebra(at(move, 0), m_starts, root)
    size = yield eq(abs(step), eta * abs(g(1)) / (abs(g(1)) + eps)), by.arithmetic(taken)
    bound = yield abs(step) <= eta, by.arithmetic(size)
    full = yield iff(eq(abs(step), eta), eq(eps, 0)), by.arithmetic(size)
    yield moment & first(change), by.logic(early, mean, taken, bound, full)
