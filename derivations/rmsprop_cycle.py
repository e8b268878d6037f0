"""RMSprop's cycle of two points on a parabola attracts the runs that come near it."""

from rmsprop import G, beta, eps, eta, t, theta
from rmsprop_cycle_jacobian import c, cycle_jacobian, half_step, jacobian, level, linear, trace, w
from rmsprop_disturbed import b, d, disturbed_recurrence, r, top
from rmsprop_escape import large_step
from rmsprop_quadratic import a, collects, defined, moves, starts
from second_order import jury, p, q

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    followed,
    forall,
    implies,
    ne,
    near_miss,
    rational,
    real,
    rmsprop,
    sqrt,
    suppose,
    tends,
)

PREFIX = "rms"
PLACE = (4, 19)  # in the report: Part 4, nineteenth

fu, fk, fm = real("u"), real("k"), real("m")
SYMBOLS = {
    a: "the curvature", eta: "the learning rate before it is adapted", beta: "the weight of the past in G",
    eps: "the constant in the root", theta: "the parameter after t steps", G: "the average of t squared gradients",
    r: "how far G may be from its value at the cycle",
}  # fmt: skip


def gap(j):
    """How far G is from its value at the cycle."""
    return G(j) - level


# distances are those of G and of a²θ² from their value at the cycle
loss = (1 - beta) * ((1 + beta) ** 2 - trace**2)
reach = loss / 768 * half_step**2
near = (abs(G(0) - level) <= loss / 8 * r) & (abs(a**2 * theta(0) ** 2 - level) <= loss / 8 * r)
keeps = forall(t, abs(G(t) - level) <= r)
turns = forall(t, theta(t + 1) * theta(t) < 0)
still = {
    a: 1,
    eta: 4,
    eps: rational("7/4"),
    beta: rational("1/2"),
    theta: lambda j: 0 * j,
    G: lambda j: 0 * j,
    r: rational("1/1000"),
}
attracts = conj(keeps, turns, tends(G(t), t, level), tends(abs(theta(t)), t, c))


@claim(
    conj(linear, implies((r <= reach) & near, attracts)),
    given=(large_step, starts, collects, moves),
    uses=(cycle_jacobian, disturbed_recurrence),
    examples=(still,),
    near_misses=(
        near_miss(conj(linear, attracts), "from every start"),
        near_miss(conj(linear.args[0] & eq(trace, 1 + beta), implies((r <= reach) & near, attracts)), "trace 1 + β"),
        near_miss(conj((0 < w) & (w < rational("1/2")), implies((r <= reach) & near, attracts)), "w < 1/2"),
    ),
    tried=(
        followed(  # β = 0.99, ηa = 100√ε, G from 0: the swing is c = 0.00499899989998 in the end
            rmsprop,
            lambda z: z,
            start=1,
            steps=5000,
            hyper={"eta": rational("0.01"), "beta": rational("0.99"), "eps": rational("1e-8")},
            ends=lambda x: (rational("0.0049989998") < abs(x)) & (abs(x) < rational("0.004999")),
        ),
    ),
)
def cycle_stable():
    """RMSprop's cycle of two points attracts all runs that come near it, for every β: it is asymptotically stable."""
    least = yield from defined()
    both = yield conj(jacobian, linear), by.cite(cycle_jacobian)
    first = yield linear, by.logic(both)
    share = yield (0 < w) & (w < 1), by.logic(first)
    low = yield 0 < (1 - beta) * w, by.arithmetic(share)
    high = yield (1 - beta) * w < 1 - beta, by.arithmetic(share)
    stable = yield jury(trace, beta), by.arithmetic(low, high)
    k = half_step
    wide = yield (0 < k) & (0 < level) & (level < k**2), by.arithmetic()
    close = yield suppose((r <= reach) & near)
    root = sqrt(G(t + 1) + eps)
    inner = beta * G(t) + (1 - beta) * (a * theta(t)) ** 2 + eps
    fine = yield (
        (0 <= inner) & (0 <= G(t + 1)) & (0 < root) & eq(root**2, G(t + 1) + eps),
        by.arithmetic(at(least, t), at(least, t + 1), at(collects, t)),
    )
    same = yield eq(sqrt(inner), root), by.arithmetic(at(collects, t), fine)
    moved = yield eq(theta(t + 1), (1 - 2 * k / root) * theta(t)), by.algebra(at(moves, t), same, fine)
    Q = a**2 * theta(t) ** 2
    push = (1 - 2 * k / root) ** 2
    squared = yield eq(a**2 * theta(t + 1) ** 2, push * Q), by.algebra(moved, fine)
    average = yield eq((1 - beta) * Q, G(t + 1) - beta * G(t)), by.algebra(at(collects, t))
    later = yield (
        eq(G(t + 2), beta * G(t + 1) + (1 - beta) * (a**2 * theta(t + 1) ** 2)),
        by.algebra(at(collects, t + 1)),
    )
    scalar = yield (
        eq(G(t + 2), beta * G(t + 1) + push * (G(t + 1) - beta * G(t))),
        by.algebra(later, squared, average, fine),
    )
    e1 = gap(t + 1)
    width = yield eq(e1, (root - k) * (root + k)), by.algebra(fine)
    once = yield eq(push - 1, -4 * k * e1 / (root**2 * (root + k))), by.algebra(width, fine, wide)
    twice = yield (
        eq(push - 1 + 2 * e1 / k**2, 2 * (root - k) ** 2 * (root**2 + 2 * k * root + 2 * k**2) / (k**2 * root**2)),
        by.algebra(width, fine, wide),
    )
    e0 = gap(t)
    positive_loss = (0 < loss) & (loss <= 2)
    trace_ = yield (
        (0 < (1 + beta) ** 2 - trace**2) & ((1 + beta) ** 2 - trace**2 <= (1 + beta) ** 2),
        by.arithmetic(stable),
    )
    part = yield (1 - beta) * (1 + beta) ** 2 <= 2, by.arithmetic()
    loss_ = yield (0 < loss) & (loss <= (1 - beta) * (1 + beta) ** 2), by.arithmetic(trace_)
    loss_ = yield positive_loss, by.arithmetic(loss_, part)
    step = yield suppose((abs(e0) <= r) & (abs(e1) <= r) & (0 * G(t) <= 0))
    cap = yield loss / 768 * k**2 <= k**2 / 384, by.arithmetic(loss_, wide)
    tight = yield r <= k**2 / 384, by.arithmetic(close, cap)
    shifted = yield eq(root**2, k**2 + e1), by.arithmetic(fine)
    area = yield k**2 / 2 <= root**2, by.arithmetic(step, tight, shifted, wide)
    m1 = abs(e1)
    lemma1 = implies(
        (0 < fu) & (0 < fk) & (0 <= fm) & (fk**2 / 2 <= fu**2), 4 * fk * fm / (fu**2 * (fu + fk)) <= 8 * fm / fk**2
    )
    some = yield suppose(lemma1.args[0])
    one = yield fk * (fk**2) <= 2 * fu**2 * (fu + fk), by.arithmetic(some)
    two = yield 0 < fu**2 * (fu + fk), by.arithmetic(some)
    three = yield 4 * fk * fm * fk**2 <= 8 * fm * (fu**2 * (fu + fk)), by.arithmetic(one, some)
    one = yield lemma1.args[1], by.arithmetic(three, two, some)
    one = yield lemma1, by.discharge(some, one)
    for name in (fm, fk, fu):
        one = yield forall(name, one.formula), by.generalize(one)
    first_bound = one
    lemma2 = implies(
        (0 < fu) & (0 < fk) & (fk**2 / 2 <= fu**2),
        2 * (fu - fk) ** 2 * (fu**2 + 2 * fk * fu + 2 * fk**2) / (fk**2 * fu**2)
        <= 8 * (((fu - fk) * (fu + fk)) ** 2 / (fk**2 * fk**2)),
    )
    some = yield suppose(lemma2.args[0])
    one = yield fu**2 + 2 * fk * fu + 2 * fk**2 <= 2 * (fu + fk) ** 2, by.arithmetic(some)
    two = yield (
        2 * (fu - fk) ** 2 * (fu**2 + 2 * fk * fu + 2 * fk**2) <= 4 * ((fu - fk) * (fu + fk)) ** 2,
        by.arithmetic(one),
    )
    sq = ((fu - fk) * (fu + fk)) ** 2
    three = yield sq / (fk**2 * fu**2) <= 2 * (sq / (fk**2 * fk**2)), by.arithmetic(some)
    four = yield lemma2.args[1].args[0] <= 4 * (sq / (fk**2 * fu**2)), by.arithmetic(two, some)
    one = yield lemma2.args[1], by.arithmetic(three, four)
    one = yield lemma2, by.discharge(some, one)
    for name in (fk, fu):
        one = yield forall(name, one.formula), by.generalize(one)
    ready = yield (0 < root) & (0 < k) & (0 <= m1) & (k**2 / 2 <= root**2), by.arithmetic(fine, wide, area)
    bound1 = yield (
        4 * k * m1 / (root**2 * (root + k)) <= 8 * m1 / k**2,
        by.cite(at(first_bound, root, k, m1, given=(ready,))),
    )
    under = yield 0 < root**2 * (root + k), by.arithmetic(ready)
    size = yield eq(abs(push - 1), 4 * k * m1 / (root**2 * (root + k))), by.arithmetic(once, under, wide)
    size = yield abs(push - 1) <= 8 * m1 / k**2, by.arithmetic(size, bound1)
    bound2 = yield (
        2 * (root - k) ** 2 * (root**2 + 2 * k * root + 2 * k**2) / (k**2 * root**2)
        <= 8 * (((root - k) * (root + k)) ** 2 / (k**2 * k**2)),
        by.cite(at(one, root, k, given=(ready,))),
    )
    bent = push - 1 + 2 * e1 / k**2
    square_ = yield eq(((root - k) * (root + k)) ** 2, m1**2), by.arithmetic(width)
    least_bent = yield (
        0 <= 2 * (root - k) ** 2 * (root**2 + 2 * k * root + 2 * k**2) / (k**2 * root**2),
        by.arithmetic(ready),
    )
    equal = yield (
        eq(8 * (((root - k) * (root + k)) ** 2 / (k**2 * k**2)), 8 * m1**2 / (k**2 * k**2)),
        by.algebra(square_, wide),
    )
    A, B, E, K, m_, n_, l_, h = (real(name) for name in ("A", "B", "E", "K", "m", "n", "l", "h"))
    chain = implies(eq(A, B) & (0 <= B) & (B <= E) & eq(E, K), (0 <= A) & (A <= K))
    one = yield chain, by.arithmetic()
    for name in (K, E, B, A):
        one = yield forall(name, one.formula), by.generalize(one)
    given_ = yield (
        eq(bent, least_bent.formula.args[1]) & least_bent.formula & bound2.formula & equal.formula,
        by.logic(twice, least_bent, bound2, equal),
    )
    bent_ = yield (
        (0 <= bent) & (bent <= 8 * m1**2 / (k**2 * k**2)),
        by.cite(
            at(one, bent, least_bent.formula.args[1], equal.formula.args[0], equal.formula.args[1], given=(given_,))
        ),
    )
    cap = conj(
        abs(A) <= 8 * m_ / K,
        0 <= B,
        B <= 8 * m_**2 / (K * K),
        abs(E) <= m_ + n_,
        0 <= l_,
        l_ < K,
        0 <= m_,
        0 <= n_,
        m_ <= h,
        0 < K,
    )
    some = yield suppose(cap)
    one = yield A * E <= abs(A) * abs(E), by.arithmetic()
    mirrored = yield -(A * E) <= abs(A) * abs(E), by.arithmetic()
    two = yield abs(A) * abs(E) <= 8 * m_ / K * (m_ + n_), by.arithmetic(some)
    three = yield 8 * m_ / K * (m_ + n_) <= 8 * (h / K) * (m_ + n_), by.arithmetic(some)
    four = yield l_ * B <= K * (8 * m_**2 / (K * K)), by.arithmetic(some)
    five = yield K * (8 * m_**2 / (K * K)) <= 8 * (h / K) * m_, by.arithmetic(some)
    six = yield (0 <= l_ * B) & (8 * (h / K) * m_ <= 8 * (h / K) * (m_ + n_)), by.arithmetic(some)
    seven = yield (0 <= (1 - beta) * (l_ * B)) & ((1 - beta) * (l_ * B) <= l_ * B), by.arithmetic(six)
    one = yield (
        abs(A * E + (1 - beta) * (l_ * B)) <= 16 * (h / K) * (m_ + n_),
        by.arithmetic(one, mirrored, two, three, four, five, six, seven),
    )
    one = yield implies(cap, one.formula), by.discharge(some, one)
    for name in (h, l_, n_, m_, K, E, B, A):
        one = yield forall(name, one.formula), by.generalize(one)
    whole = one
    turn = e1 - beta * e0
    lean = yield abs(turn) <= m1 + abs(e0), by.arithmetic()
    small_one = yield m1 <= r, by.logic(step)
    inside_ = yield (0 <= level) & (level < k**2) & (0 < k**2) & (0 <= m1) & (0 <= abs(e0)), by.arithmetic(wide)
    ready = yield (
        conj(
            size.formula,
            0 <= bent,
            bent <= 8 * m1**2 / (k**2 * k**2),
            lean.formula,
            0 <= level,
            level < k**2,
            0 <= m1,
            0 <= abs(e0),
            m1 <= r,
            0 < k**2,
        ),
        by.logic(size, bent_, lean, small_one, inside_),
    )
    rest = yield (
        abs((push - 1) * turn + (1 - beta) * (level * bent)) <= 16 * (r / k**2) * (m1 + abs(e0)),
        by.cite(at(whole, push - 1, bent, turn, k**2, m1, abs(e0), level, r, given=(ready,))),
    )
    weight = yield eq(w, level / k**2), by.algebra(wide)
    off = gap(t + 2) - (trace * e1 - beta * e0)
    off_ = yield eq(off, (push - 1) * turn + (1 - beta) * (level * bent)), by.algebra(scalar, wide)
    ratio = yield 16 * (r / k**2) <= loss / 48, by.arithmetic(close, wide)
    sum_ = yield 0 <= m1 + abs(e0), by.arithmetic()
    share_ = yield 16 * (r / k**2) * (m1 + abs(e0)) <= loss / 48 * (m1 + abs(e0)), by.arithmetic(ratio, sum_)
    same = yield eq(abs(off), abs((push - 1) * turn + (1 - beta) * (level * bent))), by.equal_arguments(off_)
    one = yield abs(off) <= loss / 48 * (abs(e0) + abs(e1)), by.arithmetic(same, rest, share_)
    one = yield implies(step.formula, one.formula), by.discharge(step, one)
    lies = yield forall(t, one.formula), by.generalize(one)
    one = yield 0 * G(t + 1) <= 0, by.arithmetic()
    one = yield implies(step.formula, one.formula), by.logic(one)
    kept_ = yield forall(t, one.formula), by.generalize(one)
    begin = yield (eq(gap(1), beta * gap(0) + (1 - beta) * (a**2 * theta(0) ** 2 - level)), by.algebra(at(collects, 0)))
    one = yield beta * abs(gap(0)) <= beta * (loss / 8 * r), by.arithmetic(close)
    two = yield (1 - beta) * abs(a**2 * theta(0) ** 2 - level) <= (1 - beta) * (loss / 8 * r), by.arithmetic(close)
    three = yield (
        abs(gap(1)) <= beta * abs(gap(0)) + (1 - beta) * abs(a**2 * theta(0) ** 2 - level),
        by.arithmetic(begin),
    )
    after = yield abs(gap(1)) <= loss / 8 * r, by.arithmetic(one, two, three)
    before_ = yield abs(gap(0)) <= loss / 8 * r, by.logic(close)
    A, B, E, K = (real(name) for name in ("A", "B", "E", "K"))
    cap = conj(abs(A) <= E / 8 * K, abs(B) <= E / 8 * K, 0 < E, E <= 2, 0 < K)
    some = yield suppose(cap)
    one = yield (A**2 <= (E / 8 * K) ** 2) & (B**2 <= (E / 8 * K) ** 2), by.arithmetic(some)
    two = yield (E / 8 * K) ** 2 <= E * K**2 / 32, by.arithmetic(some)
    three = yield 0 <= E * K**2, by.arithmetic(some)
    one = yield A**2 + B**2 <= E * K**2 / 10, by.arithmetic(one, two, three)
    one = yield implies(cap, one.formula), by.discharge(some, one)
    for name in (K, E, B, A):
        one = yield forall(name, one.formula), by.generalize(one)
    sign = yield 0 < r, by.arithmetic()
    ready = yield (
        conj(before_.formula, after.formula, 0 < loss, loss <= 2, 0 < r),
        by.logic(before_, after, loss_, sign),
    )
    one = yield gap(0) ** 2 + gap(1) ** 2 <= loss * r**2 / 10, by.cite(at(one, gap(0), gap(1), loss, r, given=(ready,)))
    two = yield 0 * G(0) <= 0, by.arithmetic()
    begun = yield one.formula & two.formula, by.logic(one, two)
    put = {p: trace, q: beta, d: gap, b: lambda j: 0 * G(j), top: rational(0)}
    known = at(disturbed_recurrence, put, given=(stable, kept_, lies, begun))
    keep = yield keeps, by.cite(known)
    goes = yield tends(gap(t), t, 0), by.cite(known)
    up = yield tends(gap(t) + level, t, level), by.limit(goes)
    settles = yield tends(G(t), t, level), by.arithmetic(up)

    span = yield eq((1 + beta) ** 2 - trace**2, 4 * (1 - beta) * w * (1 + beta - (1 - beta) * w)), by.algebra()
    one = yield (1 - beta) * w * (1 + beta - (1 - beta) * w) <= (1 - beta) * w * 2, by.arithmetic(low)
    one = yield (1 + beta) ** 2 - trace**2 <= 8 * ((1 - beta) * w), by.arithmetic(span, one)
    one = yield loss <= (1 - beta) * (8 * ((1 - beta) * w)), by.arithmetic(one)
    one = yield loss * k**2 <= (1 - beta) * (8 * ((1 - beta) * w)) * k**2, by.arithmetic(one, wide)
    two = yield eq(w * k**2, level), by.algebra(weight, wide)
    three = yield eq((1 - beta) * (8 * ((1 - beta) * w)) * k**2, 8 * (1 - beta) ** 2 * level), by.algebra(two)
    one = yield r <= (1 - beta) ** 2 * level / 96, by.arithmetic(close, one, three)
    two = yield (1 - beta) ** 2 * level <= (1 - beta) * level, by.arithmetic(wide)
    three = yield 0 < (1 - beta) * level, by.arithmetic(wide)
    radius = yield 2 * r < (1 - beta) * level, by.arithmetic(one, two, three)
    here = yield (abs(e0) <= r) & (abs(e1) <= r), by.arithmetic(at(keep, t), at(keep, t + 1))
    four = yield beta * e0 <= r, by.arithmetic(here)
    off_ = yield 0 < (1 - beta) * Q, by.arithmetic(average, here, four, radius)
    off_ = yield 0 < theta(t) ** 2, by.arithmetic(off_)
    cap = yield loss / 768 * k**2 <= k**2 / 384, by.arithmetic(loss_, wide)
    one = yield root**2 < (2 * k) ** 2, by.arithmetic(here, close, cap, fine, wide)
    one = yield root < 2 * k, by.arithmetic(one, wide, fine)
    one = yield 1 - 2 * k / root < 0, by.arithmetic(one, fine)
    two = yield eq(theta(t + 1) * theta(t), (1 - 2 * k / root) * theta(t) ** 2), by.algebra(moved, fine)
    one = yield theta(t + 1) * theta(t) < 0, by.arithmetic(one, two, off_)
    turned = yield turns, by.generalize(one)
    body = (G(t + 1) - beta * G(t)) / ((1 - beta) * a**2)
    one = yield eq(body, abs(theta(t)) ** 2), by.arithmetic(average)
    one = yield eq(abs(theta(t)), sqrt(body)), by.arithmetic(one)
    equal = yield forall(t, one.formula), by.generalize(one)
    later = yield tends(G(t + 1), t, level), by.limit(settles)
    positive_ = yield 0 < (level - beta * level) / ((1 - beta) * a**2), by.arithmetic(wide)
    share = yield ne((1 - beta) * a**2, 0), by.arithmetic()
    inner_ = yield (
        tends(sqrt(body), t, sqrt((level - beta * level) / ((1 - beta) * a**2))),
        by.limit(later, settles, positive_, share),
    )
    one = yield eq((level - beta * level) / ((1 - beta) * a**2), eta**2 / 4 - eps / a**2), by.algebra(share)
    one = yield eq(sqrt((level - beta * level) / ((1 - beta) * a**2)), c), by.equal_arguments(one)
    inner_ = yield tends(sqrt(body), t, c), by.limit(inner_, one)
    yield tends(abs(theta(t)), t, c)
    limits = yield "<=>", tends(sqrt(body), t, c), by.limit_terms(equal)
    ends = yield tends(abs(theta(t)), t, c), by.logic(limits, inner_)
    one = yield attracts, by.logic(keep, turned, settles, ends)
    second = yield implies((r <= reach) & near, attracts), by.discharge(close, one)
    yield conj(linear, second.formula), by.logic(first, second)
