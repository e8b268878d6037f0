"""Adam as momentum: what its first moment does while the second does not change."""

from adam import beta1, eps, eta, m, t

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    forall,
    function,
    heavy_ball,
    near_miss,
    nonnegative,
    not_tried,
    rational,
    recurrence,
    row,
    sequence,
    sqrt,
    suppose,
    uncorrected_adam,
)

PREFIX = "adam"
PLACE = (4, 40)  # in the report: Part 4, what Adam is made of

g, theta, chi, v, w = function("g"), sequence("theta"), sequence("chi"), sequence("v"), sequence("w")
c = nonnegative("c")
SYMBOLS = {
    c: "the second moment, kept as it is", theta: "Adam's parameter, without bias correction", chi: "momentum's",
    w: "its velocity", m: "Adam's first moment", g: "the gradient, any function",
}  # fmt: skip
hyper = {"gradient": g, "step": t + 1, "eta": eta, "eps": eps}
unseen = recurrence(uncorrected_adam, {"m": m, "v": v, "x": theta}, **hyper, beta1=beta1, beta2=1)
rate = (1 - beta1) * eta / (sqrt(c) + eps)


def ball(eta=rate):
    """Heavy ball with this learning rate."""
    return recurrence(heavy_ball, {"v": w, "x": chi}, gradient=g, step=t + 1, eta=eta, beta=beta1)


def rolls(n):
    """After n steps the parameter is the ball's, the first moment a share of its velocity, the second as it was."""
    return conj(eq(theta(n), chi(n)), eq(m(n), (1 - beta1) * w(n)), eq(v(n), c))


frozen = eq(m(0), 0), eq(v(0), c), eq(w(0), 0), eq(theta(0), chi(0))


@claim(
    forall(t, rolls(t)),
    given=(*frozen, *unseen, *ball()),
    near_misses=(
        near_miss(forall(t, rolls(t)), "the learning rate η", given=(*frozen, *unseen, *ball(eta / (sqrt(c) + eps)))),
        near_miss(forall(t, rolls(t)), "no root", given=(*frozen, *unseen, *ball((1 - beta1) * eta / (c + eps)))),
        near_miss(forall(t, conj(eq(theta(t), chi(t)), eq(m(t), w(t)), eq(v(t), c))), "the whole velocity"),
        near_miss(forall(t, rolls(t)), "a first velocity", given=(frozen[0], frozen[1], frozen[3], *unseen, *ball())),
    ),
    tried=(not_tried("simulate", "one coordinate, whose second moment the rule is kept from changing by β₂ = 1"),),
    cheat_sheet=(row("The learning rate of Adam with a frozen v = c, as momentum", rate),),
)
def frozen_second_moment():
    """While the second moment stays c, Adam without bias correction is momentum with η(1 − β₁)/(√c + ε)."""
    base = yield eq(v(0), c), by.given(frozen[1])
    now = yield suppose(eq(v(t), c))
    then = yield eq(v(t + 1), c), by.algebra(at(unseen[1], t), now)
    always = yield forall(t, eq(v(t), c)), by.induction(base, then)
    size = yield eq(v(t), c), by.given(at(always, t))
    under = 1 * v(t) + (1 - rational(1)) * g(theta(t)) ** 2
    kept = yield eq(under, c), by.algebra(size)
    root = yield (0 <= under) & (0 < sqrt(under) + eps), by.arithmetic(kept)
    yield forall(t, root.formula), by.generalize(root), "no step divides by 0"
    base = yield rolls(0), by.arithmetic(*frozen)
    now = yield suppose(rolls(t))
    here = yield eq(theta(t), chi(t)), by.logic(now)
    mean = yield eq(m(t), (1 - beta1) * w(t)), by.logic(now)
    same = yield eq(g(theta(t)), g(chi(t))), by.equal_arguments(here)
    apart = yield 0 < sqrt(c) + eps, by.arithmetic()
    steps = at(unseen[2], t), at(ball()[1], t)
    one = yield eq(theta(t + 1), chi(t + 1)), by.algebra(*steps, here, mean, same, kept, apart)
    two = yield eq(m(t + 1), (1 - beta1) * w(t + 1)), by.algebra(at(unseen[0], t), at(ball()[0], t), mean, same)
    three = yield eq(v(t + 1), c), by.given(at(always, t + 1))
    then = yield rolls(t + 1), by.logic(one, two, three)
    yield forall(t, rolls(t)), by.induction(base, then)
