"""A penalty w|θ|²/2 on the loss is weight decay for gradient descent, and something else for Adam."""

from adam import beta as weight
from adam import beta1, beta2, e, eps, eta, m, t, u, v
from adam_defined import average_of_squares

from lrproof import (
    adam_l2,
    adamw,
    at,
    by,
    claim,
    conj,
    eq,
    followed,
    forall,
    function,
    gradient_descent,
    implies,
    near_miss,
    not_tried,
    oracle,
    rational,
    real,
    recurrence,
    row,
    rule,
    sequence,
    sqrt,
    suppose,
    vector_field,
    vectors,
)

PREFIX = "adamw"
PLACE = (4, 51)  # in the report: Part 4, after AdamW

decay = real("decay", latex="w")
g, theta, phi = vector_field("g"), vectors("theta"), vectors("phi")
h, p, q, n, G = function("h"), sequence("p"), sequence("q"), sequence("n"), sequence("G")
SYMBOLS = {
    decay: "the weight of the penalty, and the weight decay", g: "the gradient of the loss, any function",
    theta: "gradient descent with the penalty", phi: "gradient descent with decay", h: "a gradient of one coordinate",
    p: "Adam with the penalty", q: "AdamW",
}  # fmt: skip


@rule
def decoupled(x, /, grad, *, eta, decay):
    """Gradient descent with decoupled weight decay.  [Loshchilov and Hutter 2019, Algorithm 1, without momentum]"""
    return x - eta * decay * x - eta * grad(x)


def penalised(factor=decay):
    """Gradient descent on the loss and the penalty."""
    return recurrence(
        gradient_descent, {"x": theta}, gradient=lambda z: g(z) + factor * z, step=t + 1, eta=eta
    )[0]  # fmt: skip


(apart,) = recurrence(decoupled, {"x": phi}, gradient=g, step=t + 1, eta=eta, decay=decay)
hyper = {"gradient": h, "step": t + 1, "eta": eta, "beta1": beta1, "beta2": beta2, "eps": eps, "decay": decay}
coupled = recurrence(adam_l2, {"m": m, "v": v, "x": p}, **hyper)
own = recurrence(adamw, {"m": n, "v": G, "x": q}, **hyper)
starts = eq(m(0), 0), eq(v(0), 0), eq(n(0), 0), eq(G(0), 0), eq(p(0), q(0)), eq(theta(0), phi(0))
same = forall(t, eq(theta(t), phi(t)) & eq(theta(t + 1), (1 - eta * decay) * theta(t) - eta * g(theta(t))))
slope = h(q(0)) + decay * q(0)
first_l2 = q(0) - eta * slope / (abs(slope) + eps)
first_own = (1 - eta * decay) * q(0) - eta * h(q(0)) / (abs(h(q(0))) + eps)
ones = conj(eq(q(0), 1), eq(h(q(0)), 1), 0 < decay)


def firsts(one=first_l2, two=first_own):
    """The first steps of Adam with the penalty and of AdamW."""
    return eq(p(1), one) & eq(q(1), two)


differs = implies(ones, q(1) < p(1))
known = (*starts, penalised(), apart, *coupled, *own)
usual = {"eta": rational("0.1"), "beta1": rational("0.9"), "beta2": rational("0.999"), "eps": rational("1e-8"),
         "decay": rational("0.1")}  # fmt: skip

reads = {"eta": "lr", "beta1": "beta1", "beta2": "beta2", "eps": "eps", "decay": "weight_decay"}


@claim(
    same & firsts() & differs,
    given=known,
    uses=(average_of_squares,),
    near_misses=(
        near_miss(same & eq(p(1), q(1)) & differs, "for Adam, too"),
        near_miss(same & firsts() & implies(ones, p(1) < q(1)), "the penalty takes more from Adam"),
        near_miss(same & firsts(two=first_l2) & differs, "the penalty's step for AdamW"),
        near_miss(same & firsts() & differs, "a penalty w|θ|²", given=(*starts, penalised(2 * decay), *known[7:])),
        near_miss(
            forall(t, eq(theta(t + 1), (1 - decay) * theta(t) - eta * g(theta(t)))) & firsts() & differs,
            "a decay that the learning rate does not multiply",
        ),
    ),
    tried=(
        followed(
            decoupled, lambda z: 1, start=2, steps=1, hyper={"eta": rational("0.1"), "decay": rational("0.1")},
            ends=lambda x: (rational("1.8799") < x) & (x < rational("1.8801")),
        ),
        followed(
            adam_l2, lambda z: 1, start=1, steps=1, hyper=usual,
            ends=lambda x: (rational("0.9") < x) & (x < rational("0.900001")),
        ),
        followed(
            adamw, lambda z: 1, start=1, steps=1, hyper=usual,
            ends=lambda x: (rational("0.89") < x) & (x < rational("0.890001")),
        ),
        not_tried("derive", "nothing is solved for: the gradient is any function"),
        oracle("torch.optim.AdamW", adamw, reads),
        oracle("torch.optim.Adam(weight_decay)", adam_l2, reads),
    ),
    cheat_sheet=(row("Gradient descent with the penalty w|θ|²/2", same.args[0].args[1].args[1]),),
)  # fmt: skip
def sgd_l2():
    """For gradient descent the penalty is decay by 1 − ηw; Adam divides the penalty, too, and decays less."""
    base = yield eq(theta(0), phi(0)), by.given(starts[-1])
    now = yield suppose(eq(theta(t), phi(t)))
    slopes = yield eq(g(theta(t)), g(phi(t))), by.equal_arguments(now)
    then = yield eq(theta(t + 1), phi(t + 1)), by.algebra(at(penalised(), t), at(apart, t), now, slopes)
    every = yield forall(t, eq(theta(t), phi(t))), by.induction(base, then)
    here = yield eq(theta(t), phi(t)), by.given(at(every, t))
    step = yield same.args[0].args[1].args[1], by.algebra(at(penalised(), t))
    both = yield same.args[0].args[1], by.logic(here, step)
    first = yield same, by.generalize(both)

    less = yield beta2 ** (t + 1) <= beta2, by.arithmetic()
    for a, value in ((v, lambda k: h(p(k - 1)) + decay * p(k - 1)), (G, lambda k: h(q(k - 1)))):
        never = yield forall(t, 0 <= a(t)), by.logic(at(average_of_squares, {weight: beta2, e: a, u: value}))
        now = {v: h(p(t)) + decay * p(t), G: h(q(t))}[a]
        square = (beta2 * a(t) + (1 - beta2) * now**2) / (1 - beta2 ** (t + 1))
        some = yield 0 <= square, by.arithmetic(at(never, t), less)
        safe = yield some.formula & (0 < sqrt(square) + eps), by.arithmetic(some)
        yield forall(t, safe.formula), by.generalize(safe), "no step divides by 0"
    start = yield eq(h(p(0)), h(q(0))), by.equal_arguments(starts[4])
    taken = []
    for a, x, move, now, wanted in (
        (v, p, coupled[2], h(p(0)) + decay * p(0), firsts().args[0]),
        (G, q, own[2], h(q(0)), firsts().args[1]),
    ):
        square = (beta2 * a(0) + (1 - beta2) * now**2) / (1 - beta2 ** (rational(0) + 1))
        size = abs(slope) if x is p else abs(now)
        root = yield eq(sqrt(square), size), by.arithmetic(start, *starts)
        one = yield wanted, by.algebra(at(move, 0), *starts, start, root)
        taken.append(one)
    given = yield suppose(ones)
    sizes = yield (0 < slope) & eq(slope, 1 + decay), by.arithmetic(given)
    gap = yield (
        eq(p(1) - q(1), eta * (decay + 1 / (1 + eps) - (1 + decay) / (1 + decay + eps))),
        by.arithmetic(*taken, given, sizes),
    )
    more = yield 0 < decay + 1 / (1 + eps) - (1 + decay) / (1 + decay + eps), by.arithmetic(given)
    one = yield q(1) < p(1), by.arithmetic(gap, more)
    last = yield differs, by.discharge(given, one)
    yield same & firsts() & differs, by.logic(first, *taken, last)
