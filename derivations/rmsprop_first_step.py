"""RMSprop without its ε: how long the first step is, and the steps on equal gradients."""

from rmsprop import G, beta, eta, g, length, runs, starts, t

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    forall,
    implies,
    larger,
    ne,
    near_miss,
    rational,
    row,
    smaller,
    sqrt,
    suppose,
    tends,
)

PREFIX = "rms"
PLACE = (4, 12)  # in the report: Part 4, twelfth

# without ε the first gradient must not be 0
bare, collects_bare = runs(lambda z: g(t + 1), rational(0))
begins = ne(g(1), 0)
leads = eq(length(1), eta / sqrt(1 - beta)) & (eta < eta / sqrt(1 - beta))
constant = forall(t, eq(g(t + 1), g(1)))
lengths = forall(t, eq(length(t + 1), eta / sqrt(1 - beta ** (t + 1))))
shorter = forall(t, length(t + 2) < length(t + 1))


def on_a_constant(lengths=lengths, shorter=shorter, limit=eta):
    """What holds where all gradients are alike."""
    return implies(constant, conj(lengths, shorter, tends(length(t + 1), t, limit)))


# two steps on the gradient 1, without irrational numbers; and 2 before a gradient of 1 for ever
alike = {G: lambda k: 1 - rational("24/25") ** k, g: lambda k: 1 + 0 * k, beta: rational("24/25"), eta: 1}
unlike = {G: lambda k: smaller(k, 1), g: lambda k: larger(1, 3 - k), beta: rational("3/4"), eta: 1}


@claim(
    leads & on_a_constant(),
    given=(0 < beta, begins, starts, collects_bare, bare),
    near_misses=(
        near_miss(eq(length(1), eta) & on_a_constant(), "a first step of length η, as Adam's is"),
        near_miss(eq(length(1), eta / (1 - beta)) & on_a_constant(), "1 − β for its root"),
        near_miss(leads & on_a_constant(lengths=forall(t, eq(length(t + 1), eta / sqrt(1 - beta**(t + 2))))),
                  "one power too many", examples=(alike,)),
        near_miss(leads & on_a_constant(shorter=forall(t, length(t + 1) < length(t + 2))), "steps that grow",
                  examples=(alike,)),
        near_miss(leads & lengths, "on any gradients", examples=(unlike,)),
        near_miss(leads & on_a_constant(), "G not started at 0", given=(0 < beta, begins, collects_bare, bare)),
    ),
    cheat_sheet=(row("RMSprop's first step, for ε = 0", eta / sqrt(1 - beta)),),
)  # fmt: skip
def first_step():
    """RMSprop's first step is η/√(1 − β) long, more than η; on equal gradients the steps shrink towards η."""
    base = yield 0 < G(1), by.arithmetic(at(collects_bare, 0), starts)
    now = yield suppose(0 < G(t + 1))
    then = yield 0 < G(t + 2), by.arithmetic(at(collects_bare, t + 1), now)
    later = yield forall(t, 0 < G(t + 1)), by.induction(base, then)
    inner = beta * G(t) + (1 - beta) * g(t + 1) ** 2 + 0
    one = yield (0 < inner) & (0 < sqrt(inner)), by.arithmetic(at(collects_bare, t), at(later, t))
    yield forall(t, one.formula), by.generalize(one), "no step divides by 0"
    same = yield eq(sqrt(inner), sqrt(G(t + 1))), by.arithmetic(at(collects_bare, t), one)
    deep = yield 0 < sqrt(G(t + 1)), by.arithmetic(at(later, t))
    one = yield eq(length(t + 1), eta * abs(g(t + 1)) / sqrt(G(t + 1))), by.arithmetic(at(bare, t), same, deep)
    every = yield forall(t, one.formula), by.generalize(one)
    square = yield eq(G(1), (1 - beta) * g(1) ** 2), by.algebra(at(collects_bare, 0), starts)
    size = yield (0 < abs(g(1))) & (0 < sqrt(1 - beta)) & (sqrt(1 - beta) < 1), by.arithmetic()
    root = yield eq(sqrt(G(1)), sqrt(1 - beta) * abs(g(1))), by.arithmetic(square, size)
    one = yield eq(length(1), eta / sqrt(1 - beta)), by.arithmetic(at(every, 0), root, size)
    two = yield eta < eta / sqrt(1 - beta), by.arithmetic(size)
    first = yield leads, by.logic(one, two)

    equal = yield suppose(constant)
    base = yield eq(G(0), (1 - beta**0) * g(1) ** 2), by.algebra(starts)
    now = yield suppose(eq(G(t), (1 - beta**t) * g(1) ** 2))
    then = yield eq(G(t + 1), (1 - beta ** (t + 1)) * g(1) ** 2), by.algebra(at(collects_bare, t), at(equal, t), now)
    moment = yield forall(t, eq(G(t), (1 - beta**t) * g(1) ** 2)), by.induction(base, then)
    power = yield (0 < beta**t) & (beta**t <= 1), by.arithmetic()
    power = yield (0 < beta ** (t + 1)) & (beta ** (t + 1) < 1), by.arithmetic(power)
    part = sqrt(1 - beta ** (t + 1))
    positive_part = yield 0 < part, by.arithmetic(power)
    here = yield eq(G(t + 1), (1 - beta ** (t + 1)) * g(1) ** 2), by.given(at(moment, t + 1))
    root = yield eq(sqrt(G(t + 1)), part * abs(g(1))), by.arithmetic(here, positive_part, power, size)
    value = yield eq(g(t + 1), g(1)), by.given(at(equal, t))
    long = yield eq(length(t + 1), eta * abs(g(1)) / sqrt(G(t + 1))), by.algebra(at(every, t), value, deep)
    one = yield eq(length(t + 1), eta / part), by.arithmetic(long, root, positive_part, size)
    exact = yield lengths, by.generalize(one)
    less = yield beta ** (t + 2) < beta ** (t + 1), by.arithmetic(power)
    more = yield part < sqrt(1 - beta ** (t + 2)), by.arithmetic(less, power)
    one = yield length(t + 2) < length(t + 1), by.arithmetic(at(exact, t), at(exact, t + 1), more, positive_part)
    falls = yield shorter, by.generalize(one)
    one = yield eq(beta ** (t + 1), beta * beta**t), by.algebra()
    one = yield forall(t, one.formula), by.generalize(one)
    yield tends(beta ** (t + 1), t, 0)
    limits = yield "<=>", tends(beta * beta**t, t, 0), by.limit_terms(one)
    goal = yield tends(beta * beta**t, t, 0), by.limit()
    vanish = yield tends(beta ** (t + 1), t, 0), by.logic(limits, goal)
    yield tends(length(t + 1), t, eta)
    limits = yield "<=>", tends(eta / part, t, eta), by.limit_terms(exact)
    goal = yield tends(eta / part, t, eta), by.limit(vanish)
    limit = yield tends(length(t + 1), t, eta), by.logic(limits, goal)
    one = yield on_a_constant().args[1], by.logic(exact, falls, limit)
    second = yield on_a_constant(), by.discharge(equal, one)
    yield leads & on_a_constant(), by.logic(first, second)
