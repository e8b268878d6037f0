"""How far Adam moves in a step, whatever the gradients: from the first moment against the second."""

from adam_step_bound_moments import (
    beta1,
    beta2,
    eps,
    eta,
    g,
    in_ratio,
    k,
    k_starts,
    k_step,
    m,
    m_step,
    moment_bound,
    moves,
    starts,
    t,
    theta,
    v,
    v_step,
)

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    forall,
    iff,
    implies,
    ne,
    near_miss,
    recurrence,
    sequence,
    sqrt,
    suppose,
    uncorrected_adam,
)

PREFIX = "adam"
PLACE = (4, 26)  # in the report: Part 4, twenty-sixth

y = sequence("y")
(plain_moves,) = recurrence(
    uncorrected_adam, {"x": y, "m": m, "v": v}, gradient=lambda z: g(t + 1), step=t + 1, eta=eta, beta1=beta1,
    beta2=beta2, eps=eps,
)[:1]  # fmt: skip
alive = ne(g(1), 0) | (0 < eps)  # else the first step is 0/0
known = (*starts, m_step, v_step, k_starts, k_step)
run = (moves, plain_moves)
SYMBOLS = {y: "the parameter after t steps without bias correction"}


new = beta2 * v(t) + (1 - beta2) * g(t + 1) ** 2
p, q = 1 - beta1 ** (t + 1), 1 - beta2 ** (t + 1)


def divided(new=new, q=q):
    """The corrections, what stands under the roots, and what the step is divided by; or a near miss."""
    return forall(t, conj(0 < p, 0 < q, 0 <= new / q, 0 <= new, 0 < sqrt(new / q) + eps, 0 < sqrt(new) + eps))


@claim(
    divided(),
    given=(*starts[1:], v_step, alive),
    near_misses=(
        near_miss(divided(), "the first gradient may be 0", given=(*starts[1:], v_step)),
        near_miss(divided(q=1 - beta2**t), "the step before"),
        near_miss(divided(new - (1 - beta2) * g(t + 1) ** 2), "without the last gradient"),
    ),
)
def step_defined():
    """What Adam divides by is positive, if ε is or the first gradient is not 0."""
    square = yield 0 <= (1 - beta2) * g(1) ** 2, by.arithmetic()
    solid = yield implies(ne(g(1), 0), 0 < (1 - beta2) * g(1) ** 2), by.arithmetic()
    first = yield eq(v(1), (1 - beta2) * g(1) ** 2), by.arithmetic(at(v_step, 0), starts[1])
    base = yield (0 <= v(1)) & implies(ne(g(1), 0), 0 < v(1)), by.arithmetic(square, solid, first)
    now = yield suppose((0 <= v(t + 1)) & implies(ne(g(1), 0), 0 < v(t + 1)))
    square = yield 0 <= (1 - beta2) * g(t + 2) ** 2, by.arithmetic()
    old = yield (0 <= beta2 * v(t + 1)) & implies(0 < v(t + 1), 0 < beta2 * v(t + 1)), by.arithmetic(now)
    then = yield (
        (0 <= v(t + 2)) & implies(ne(g(1), 0), 0 < v(t + 2)),
        by.arithmetic(now, old, square, at(v_step, t + 1)),
    )
    every = yield forall(t, now.formula), by.induction(base, then)
    size = yield now.formula, by.logic(at(every, t))
    one = yield beta1 ** (t + 1) <= beta1, by.arithmetic()
    two = yield (0 < beta2 ** (t + 1)) & (beta2 ** (t + 1) <= beta2), by.arithmetic()
    parts = yield (0 < p) & (p <= 1) & (0 < q) & (q < 1), by.arithmetic(one, two)
    same = yield eq(new, v(t + 1)), by.arithmetic(at(v_step, t))
    good = yield 0 <= new / q, by.arithmetic(size, same, parts)
    positive = yield implies(ne(g(1), 0), (0 < new) & (0 < new / q)), by.arithmetic(size, same, parts)
    root = yield (0 <= sqrt(new / q)) & eq(sqrt(new / q) ** 2, new / q), by.arithmetic(good)
    plain = yield (0 <= sqrt(new)) & eq(sqrt(new) ** 2, new), by.arithmetic(size, same)
    below = yield (0 < sqrt(new / q) + eps) & (0 < sqrt(new) + eps), by.arithmetic(positive, root, plain)
    rest = yield (0 <= sqrt(new)) & (0 <= new) & (0 < sqrt(new) + eps), by.arithmetic(size, same, below)
    one = yield divided().args[0].args[1], by.arithmetic(parts, good, rest, below)
    yield divided(), by.generalize(one)


def most(n):
    """The largest step number n in units of η."""
    return sqrt(k(n) * (1 - beta2**n)) / (1 - beta1**n)


def steps(n, most=most, plain=lambda n: sqrt(k(n)), equal=in_ratio):
    """The statement for step n + 1, or a near miss."""
    change = abs(theta(n + 1) - theta(n))
    return conj(
        change <= eta * most(n + 1),
        abs(y(n + 1) - y(n)) <= eta * plain(n + 1),
        implies(eq(eps, 0), iff(eq(change, eta * most(n + 1)), equal(n))),
    )


@claim(
    forall(t, steps(t)),
    given=(*known, alive, *run),
    uses=(moment_bound, step_defined),
    near_misses=(
        near_miss(forall(t, steps(t, lambda n: most(n) * (1 - beta2**n))), "without v's bias correction"),
        near_miss(forall(t, steps(t, lambda n: sqrt(k(n) * (1 - beta2**n)))), "without m's bias correction"),
        near_miss(forall(t, steps(t, plain=lambda n: sqrt(k(n)) * (1 - beta2**n))), "v's correction in the other"),
        near_miss(forall(t, steps(t, equal=lambda n: in_ratio(n + 1))), "one gradient more"),
        near_miss(
            forall(t, conj(abs(theta(t + 1) - theta(t)) < eta * most(t + 1), *steps(t).args[1:])), "< for ≤"
        ),
    ),
)  # fmt: skip
def step_bound():
    """Adam's step number n is at most η√(k(1 − β₂ⁿ))/(1 − β₁ⁿ), with equality for gradients in the ratio β₂/β₁."""
    fine = yield divided(), by.cite(step_defined)
    fine = yield divided().args[0].args[1], by.cite(at(fine, t))
    root = yield (0 <= sqrt(new / q)) & eq(sqrt(new / q) ** 2 * q, new), by.arithmetic(fine)
    plain = yield (0 <= sqrt(new)) & eq(sqrt(new) ** 2, new), by.arithmetic(fine)
    same = yield eq(new, v(t + 1)), by.arithmetic(at(v_step, t))
    cauchy = yield (
        (0 < k(t + 1))
        & (m(t + 1) ** 2 <= k(t + 1) * v(t + 1))
        & iff(eq(m(t + 1) ** 2, k(t + 1) * v(t + 1)), in_ratio(t)),
        by.cite(at(moment_bound, t)),
    )
    a, b, rest = sqrt(new / q), sqrt(k(t + 1) * q), sqrt(new)
    one = yield (0 <= k(t + 1) * q) & (0 <= k(t + 1)), by.arithmetic(cauchy, fine)
    yield forall(t, (0 <= k(t + 1) * q) & (0 <= k(t + 1))), by.generalize(one)
    roots = yield (0 <= b) & eq(b**2, k(t + 1) * q), by.arithmetic(one)
    one = yield eq(a**2 * q, v(t + 1)), by.arithmetic(root, same)
    product = yield eq((a * b) ** 2, k(t + 1) * v(t + 1)), by.arithmetic(roots, one)
    sign = yield 0 <= a * b, by.arithmetic(root, roots)
    size = abs(m(t + 1))
    within = yield (size <= a * b) & iff(eq(size, a * b), in_ratio(t)), by.arithmetic(cauchy, product, sign)

    # the step itself
    there = yield eq(beta1 * m(t) + (1 - beta1) * g(t + 1), m(t + 1)), by.arithmetic(at(m_step, t))
    move = theta(t + 1) - theta(t)
    one = yield (
        eq(move * (a + eps) * p, -(eta * (beta1 * m(t) + (1 - beta1) * g(t + 1)))),
        by.algebra(at(moves, t), fine),
    )
    scale, bound = (a + eps) * p, eta * most(t + 1)
    high = yield 0 < scale, by.arithmetic(fine)
    one = yield eq(move * scale, -eta * m(t + 1)), by.arithmetic(one, there)
    two = yield eq(abs(move) * scale, eta * size), by.arithmetic(one, high)
    three = yield eq(bound * scale, eta * (a * b + b * eps)), by.algebra(fine)
    four = yield eq((bound - abs(move)) * scale, eta * (a * b + b * eps - size)), by.arithmetic(two, three)
    more = yield 0 <= b * eps, by.arithmetic(roots)
    five = yield 0 <= eta * (a * b + b * eps - size), by.arithmetic(within, more)
    first = yield abs(move) <= bound, by.arithmetic(four, five, high)
    none = yield implies(eq(eps, 0), eq((bound - abs(move)) * scale, eta * (a * b - size))), by.arithmetic(four)
    one = yield implies(eq(eps, 0), iff(eq(abs(move), bound), eq(size, a * b))), by.arithmetic(none, high)
    second = yield implies(eq(eps, 0), iff(eq(abs(move), bound), in_ratio(t))), by.logic(one, within)

    s, other = sqrt(k(t + 1)), y(t + 1) - y(t)
    root = yield (0 <= s) & eq(s**2, k(t + 1)), by.arithmetic(cauchy)
    one = yield eq((s * rest) ** 2, k(t + 1) * v(t + 1)), by.arithmetic(root, plain, same)
    two = yield 0 <= s * rest, by.arithmetic(root, plain)
    less = yield size <= s * rest, by.arithmetic(cauchy, one, two)
    one = yield (
        eq(other * (rest + eps), -(eta * (beta1 * m(t) + (1 - beta1) * g(t + 1)))),
        by.algebra(at(plain_moves, t), fine),
    )
    two = yield eq(abs(other) * (rest + eps), eta * size), by.arithmetic(one, there, fine)
    more = yield 0 <= eta * (s * rest + s * eps - size), by.arithmetic(root, less)
    three = yield eq((eta * s - abs(other)) * (rest + eps), eta * (s * rest + s * eps - size)), by.arithmetic(two)
    third = yield abs(other) <= eta * s, by.arithmetic(three, more, fine)
    one = yield steps(t), by.logic(first, second, third)
    yield forall(t, steps(t)), by.generalize(one)
