"""A learning rate for each parameter: what adaptive methods give frequent and rare features."""

from lrproof import (
    adagrad,
    at,
    by,
    claim,
    drawn,
    empirical,
    enclosed,
    eq,
    fails,
    forall,
    iff,
    implies,
    integer,
    natural,
    near_miss,
    not_tried,
    positive,
    real,
    recurrence,
    row,
    sequence,
    sqrt,
    suppose,
    total,
)

PREFIX = "adapt"
PLACE = (4, 1)  # in the report: Part 4, first
PART = "Adaptive learning rates"

t, i, n = natural("t"), integer("i"), integer("n", "[1, oo)")
eta, c, d = positive("eta"), real("c", nonzero=True), real("d", nonzero=True)
a, b, G, H = sequence("a"), sequence("b"), sequence("G"), sequence("H")
SYMBOLS = {
    eta: "the learning rate", c: "the size of the first feature's gradients", G: "its accumulated squares",
    d: "the size of the second feature's gradients", H: "its accumulated squares",
    a: "1 or −1 where the first feature occurs, else 0", b: "1 or −1 where the second feature occurs, else 0",
}  # fmt: skip


def occurs(feature):
    """A feature is there in a step, with a gradient of one or the other sign, or it is not."""
    return forall(t, eq(feature(t), 0) | eq(feature(t), 1) | eq(feature(t), -1))


def added(squares, size, feature):
    """AdaGrad's accumulator, where each occurrence has a gradient of one size."""
    return recurrence(adagrad, {"G": squares}, gradient=lambda z: size * feature(t + 1), step=t + 1, eta=eta, eps=0)[0]


def hits(feature, k=t):
    """How often the feature has occurred in k steps."""
    return total(feature(i) ** 2, i, 1, k)


accumulates = added(G, c, a)
known = (occurs(a), occurs(b), eq(G(0), 0), eq(H(0), 0), accumulates, added(H, d, b))
both = (0 < hits(a)) & (0 < hits(b))
first, second = eta / sqrt(G(t)), eta / sqrt(H(t))


def is_rate(value):
    """The learning rate of the first feature."""
    return forall(t, implies(0 < hits(a), eq(first, value)))


def smaller_when(condition):
    """The first feature has the smaller learning rate exactly when ``condition`` holds."""
    return forall(t, implies(both, iff(first < second, condition)))


rate = is_rate(eta / (abs(c) * sqrt(hits(a))))
order = smaller_when(d**2 * hits(b) < c**2 * hits(a))
alike = implies(eq(abs(c), abs(d)), smaller_when(hits(b) < hits(a)))


def rates(*panels):
    """The learning rates of three methods over 200 steps: a feature in every step, and one in every twentieth."""
    import numpy as np

    from lrproof import adam, rmsprop

    steps = np.arange(1, 201)
    there = np.array([np.ones(steps.size), steps % 20 == 1], dtype=float)  # both of gradient 1 where they occur
    methods = (
        ("AdaGrad", adagrad, {}), ("RMSprop", rmsprop, {"beta": 0.9}), ("Adam", adam, {"beta1": 0.9, "beta2": 0.999}),
    )  # fmt: skip
    for axes, (title, rule, more) in zip(panels, methods, strict=True):
        state, shown = (np.zeros(2),) * len(rule.state), []
        for k, gradient in zip(steps, there.T, strict=True):
            clock = {"t": int(k)} if rule.uses_t else {}
            state = rule(*state, lambda x, g=gradient: g, eta=1.0, eps=1e-8, **more, **clock)
            shown.append(1 / np.sqrt(state[-1] / (1 - 0.999**k) if rule.uses_t else state[-1]))
        for values, name in zip(np.array(shown).T, ("in every step", "in every 20th"), strict=True):
            axes.plot(steps, values, label=name)
        axes.set(yscale="log", ylim=(0.05, 12), xlabel="step", title=title)
    panels[0].set_ylabel(r"learning rate, by $\eta$")
    panels[0].legend()


@claim(
    None,
    printed=empirical(
        "Part 4", r"\text{AdaGrad (2011)}, \quad \text{RMSprop (2012)}, \quad \text{Adam (2014)}",
        "the sources themselves, for no theorem decides a date: Duchi, Hazan and Singer, Journal of Machine Learning "
        "Research 12 (2011); Tieleman and Hinton, Lecture 6.5 of their course (2012); Kingma and Ba, arXiv:1412.6980 "
        "(2014)",
    ),
    theorem="NONE",
)  # fmt: skip
def dates() -> None:
    """When AdaGrad, RMSprop and Adam appeared is a matter of record."""


@claim(
    rate & order & alike,
    given=known,
    printed=fails(
        "Part 4", r"\text{Frequent features} \to \text{smaller LR}",
        forall(t, implies(both & (hits(b) < hits(a)), first < second)),
    ),
    near_misses=(
        near_miss(is_rate(eta / (abs(c) * hits(a))) & order & alike, "N for √N"),
        near_miss(is_rate(eta / sqrt(hits(a))) & order & alike, "whatever the size of the gradients"),
        near_miss(rate & smaller_when(hits(b) < hits(a)) & alike, "the more frequent one, whatever the sizes"),
        near_miss(rate & smaller_when(d**2 * hits(b) <= c**2 * hits(a)) & alike, "≤ for <"),
        near_miss(rate & smaller_when(abs(d) * hits(b) < abs(c) * hits(a)) & alike, "sizes for squares"),
    ),
    tried=(
        enclosed(eq(eta / sqrt(n * c**2), eta / (abs(c) * sqrt(n))),
                 {eta: ("1/10", 1), c: ("-3", "1/100", 1), n: (1, 2, 100, 10**6)}),
        not_tried("simulate", "which features occur is given, while a quadratic's gradient is there in every step"),
    ),
    figures=(drawn(rates, "The learning rates of two features with gradients of one size, one in every step, the other "
                   "in every twentieth; η = 1, ε = 10⁻⁸, β = β₁ = 0.9, β₂ = 0.999. Frequent features do get the "
                   "smaller one. AdaGrad's fall for ever, Adam's settle, and RMSprop forgets: the rare feature's rises "
                   "until the feature comes again.", panels=3),),
    cheat_sheet=(row("AdaGrad's learning rate after N gradients of size c", eta / (abs(c) * sqrt(hits(a)))),),
)  # fmt: skip
def frequency():
    """AdaGrad's learning rate after N gradients of size c is η/(|c|√N): it falls with their size, too."""
    none = yield eq(hits(a, 0), 0), by.sum_empty()
    base = yield eq(G(0), c**2 * hits(a, 0)), by.algebra(eq(G(0), 0), none)
    now = yield suppose(eq(G(t), c**2 * hits(a)))
    more = yield eq(hits(a, t + 1), hits(a) + a(t + 1) ** 2), by.sum_last()
    then = yield eq(G(t + 1), c**2 * hits(a, t + 1)), by.algebra(at(accumulates, t), now, more)
    one = yield forall(t, eq(G(t), c**2 * hits(a))), by.induction(base, then)
    none = yield eq(hits(b, 0), 0), by.sum_empty()
    base = yield eq(H(0), d**2 * hits(b, 0)), by.algebra(eq(H(0), 0), none)
    now = yield suppose(eq(H(t), d**2 * hits(b)))
    more = yield eq(hits(b, t + 1), hits(b) + b(t + 1) ** 2), by.sum_last()
    then = yield eq(H(t + 1), d**2 * hits(b, t + 1)), by.algebra(at(known[5], t), now, more)
    two = yield forall(t, eq(H(t), d**2 * hits(b))), by.induction(base, then)

    for squares, size, feature, sums in ((G, c, a, one), (H, d, b, two)):
        some = yield suppose(0 < hits(feature))
        whole = yield 0 < size**2 * hits(feature), by.arithmetic(some)
        root = yield 0 < sqrt(squares(t)), by.arithmetic(at(sums, t), whole)
        root = yield implies(0 < hits(feature), 0 < sqrt(squares(t))), by.discharge(some, root)
        yield forall(t, implies(0 < hits(feature), 0 < sqrt(squares(t)))), by.generalize(root)

    some = yield suppose(0 < hits(a))
    root = yield eq(sqrt(G(t)), abs(c) * sqrt(hits(a))), by.arithmetic(at(one, t), some)
    apart = yield (0 < abs(c)) & (0 < sqrt(hits(a))), by.arithmetic(some)
    value = yield eq(first, eta / (abs(c) * sqrt(hits(a)))), by.algebra(root, apart)
    value = yield implies(0 < hits(a), eq(first, eta / (abs(c) * sqrt(hits(a))))), by.discharge(some, value)
    value = yield rate, by.generalize(value)

    some = yield suppose(both)
    squares = yield (0 < c**2 * hits(a)) & (0 < d**2 * hits(b)), by.arithmetic(some)
    whole = yield (0 < G(t)) & (0 < H(t)), by.arithmetic(at(one, t), at(two, t), squares)
    roots = yield (0 < sqrt(G(t))) & (0 < sqrt(H(t))), by.arithmetic(whole)
    less = yield iff(first < second, sqrt(H(t)) < sqrt(G(t))), by.arithmetic(roots)
    under = yield iff(sqrt(H(t)) < sqrt(G(t)), H(t) < G(t)), by.arithmetic(whole)
    same = yield iff(H(t) < G(t), d**2 * hits(b) < c**2 * hits(a)), by.arithmetic(at(one, t), at(two, t))
    line = yield iff(first < second, d**2 * hits(b) < c**2 * hits(a)), by.logic(less, under, same)
    line = yield implies(both, iff(first < second, d**2 * hits(b) < c**2 * hits(a))), by.discharge(some, line)
    ordered = yield order, by.generalize(line)

    equal = yield suppose(eq(abs(c), abs(d)))
    same = yield iff(d**2 * hits(b) < c**2 * hits(a), hits(b) < hits(a)), by.arithmetic(equal)
    line = yield implies(both, iff(first < second, hits(b) < hits(a))), by.logic(line, same)
    line = yield smaller_when(hits(b) < hits(a)), by.generalize(line)
    third = yield alike, by.discharge(equal, line)
    yield rate & order & alike, by.logic(value, ordered, third)
