"""Exact small instances: a counterexample is one, near misses are found, and what is true is never refuted."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from lrproof.falsify import Falsified, Searched, falsify, truth
from lrproof.kernel import rules
from lrproof.kernel.syntax import (
    between,
    derivative_is,
    eq,
    exists,
    exp,
    expect,
    forall,
    function,
    grows,
    iff,
    implies,
    inner,
    integer,
    larger,
    log,
    maximum_is,
    minimum_is,
    natural,
    ne,
    norm,
    positive,
    random_variable,
    rational,
    real,
    scalar_field,
    sequence,
    smaller,
    sqrt,
    tends,
    total,
    vector,
    vector_field,
    vectors,
)
from lrproof.kernel.terms import Expr, term
from lrproof.kernel.theorem import Refused
from lrproof.rule import recurrence
from lrproof.rules import adam, gradient_descent, heavy_ball

FAST = settings(max_examples=30, derandomize=True, deadline=None, database=None)
t, n, i = natural("t"), integer("n"), integer("i")
a, eta, x0, x, y, z = (real(name) for name in ("a", "eta", "x0", "x", "y", "z"))
f, g, m, v, theta = (sequence(name) for name in ("f", "g", "m", "v", "theta"))
TRIES = 60


def refuted(statement: Expr, given: tuple[Expr, ...] = ()) -> bool:
    found = falsify(statement, given)
    if isinstance(found, Falsified):
        assert found.witness
        return True
    return False


def survives(statement: Expr, given: tuple[Expr, ...] = ()) -> bool:
    found = falsify(statement, given, tries=TRIES)
    return isinstance(found, Searched) and 0 < found.decided <= found.tried


# --- gradient descent on a quadratic
DESCENT = (
    a > 0,
    ne(x0, 0),
    eq(theta(0), x0),
    *recurrence(gradient_descent, {"x": theta}, gradient=lambda p: a * p, step=t + 1, eta=eta),
)


def converges(when: Expr) -> Expr:
    return iff(tends(theta(t), t, 0), when)


def test_the_interval_of_convergence_survives() -> None:
    assert survives(converges((eta > 0) & (eta < 2 / a)), DESCENT)


@pytest.mark.parametrize(
    "when",
    [
        (eta > 0) & (eta < 3 / a),
        (eta > 0) & (eta <= 2 / a),
        (eta >= 0) & (eta < 2 / a),
        (eta > 0) & (eta < rational("1.999") / a),
        (eta > 0) & (eta <= rational("1.999") / a),
        (eta > 0) & (eta < rational("2.001") / a),
        (eta > 0) & (eta < 2 / a) & ne(eta, 1 / a),
    ],
    ids=str,
)
def test_one_strictness_or_one_constant_off_is_noticed(when: Expr) -> None:
    assert refuted(converges(when), DESCENT)


@pytest.mark.parametrize("left_out", [0, 1])
def test_a_missing_assumption_is_noticed(left_out: int) -> None:
    fewer = DESCENT[:left_out] + DESCENT[left_out + 1 :]
    assert refuted(converges((eta > 0) & (eta < 2 / a)), fewer)


def test_the_witness_names_values_and_is_simple() -> None:
    found = falsify(converges((eta > 0) & (eta <= 2 / a)), DESCENT)
    assert isinstance(found, Falsified)
    assert found.values[eta] * found.values[a] == 2
    assert found.witness.startswith("a = ") and "η = " in found.witness and "-> 0" in found.witness


# --- momentum on a quadratic: two coupled sequences
beta = real("beta", "[0, 1)")
MOMENTUM = (
    a > 0,
    eta > 0,
    ne(x0, 0),
    eq(theta(0), x0),
    eq(v(0), 0),
    *recurrence(heavy_ball, {"x": theta, "v": v}, gradient=lambda p: a * p, step=t + 1, eta=eta, beta=beta),
)


def test_momentum_converges_where_it_should() -> None:
    assert survives(converges(eta < 2 * (1 + beta) / a), MOMENTUM)
    for wrong in (eta < 2 / a, eta <= 2 * (1 + beta) / a, eta < rational("1.999") * (1 + beta) / a):
        assert refuted(converges(wrong), MOMENTUM)
    assert refuted(converges(eta < 2 * (1 + beta) / a), MOMENTUM[:2] + MOMENTUM[3:])  # it may start at the minimum


@FAST
@drawn(*(st.fractions(-2, 2, max_denominator=4) for _ in range(6)), st.integers(-1, 1), st.integers(-1, 1))
def test_a_decided_limit_agrees_with_far_iterates(
    p: Fraction, q: Fraction, r: Fraction, s: Fraction, first: Fraction, second: Fraction, c: int, d: int
) -> None:
    """What is said of two coupled sequences is what many exact steps show."""
    given = (
        eq(f(0), term(first)),
        eq(g(0), term(second)),
        forall(t, eq(f(t + 1), p * f(t) + q * g(t) + c)),
        forall(t, eq(g(t + 1), r * f(t) + s * g(t) + d)),
    )
    one, two, far = float(first), float(second), []
    for _ in range(3000):
        one, two = float(p) * one + float(q) * two + c, float(r) * one + float(s) * two + d
        far.append(one)
        if abs(one) + abs(two) > 1e12:
            break
    seen = len(far) == 3000 and abs(far[-1]) < 1e3 and max(abs(u - far[-1]) for u in far[-20:]) < 1e-9
    where = Fraction(far[-1]).limit_denominator(10**4) if seen else Fraction(0)
    found = falsify(~tends(f(t), t, term(where)), given, tries=1)
    if isinstance(found, Falsified):
        assert seen
    elif seen:
        assert isinstance(falsify(tends(f(t), t, term(where)), given, tries=1), Searched)


# --- Adam's averages: sequences unrolled from a rule, with a root elsewhere in it
b1, b2 = real("beta1"), real("beta2")
ADAM = (
    eq(m(0), 0),
    eq(v(0), 0),
    *recurrence(
        adam, {"m": m, "v": v}, gradient=lambda p: g(t + 1), step=t + 1, eta=eta, beta1=b1, beta2=b2, eps=real("eps")
    ),
)


def average(
    seq: object, beta: Expr, *, low: int = 1, power: Expr = t - i, factor: Expr | None = None, k: int = 1
) -> Expr:
    body = beta**power * (g(i) ** k if k > 1 else g(i))
    return forall(t, eq(seq(t), (1 - beta if factor is None else factor) * total(body, i, low, t)))  # type: ignore[operator]


def test_the_average_of_past_gradients_survives() -> None:
    assert survives(average(m, b1) & average(v, b2, k=2), ADAM)
    assert survives(forall(t, eq((1 - b1) * total(b1 ** (t - i), i, 1, t), 1 - b1**t)))


@pytest.mark.parametrize(
    "statement",
    [
        average(m, b1, low=0),
        average(m, b1, power=t - i - 1),
        average(m, b1, power=t - i + 1),
        average(m, b1, factor=term(1)),
        average(v, b2),
        average(m, b2),
        average(m, b1) & average(v, b1, k=2),
        forall(t, eq((1 - b1) * total(b1 ** (t - i), i, 1, t), 1 - b1 ** (t + 1))),
    ],
    ids=range(8),
)
def test_wrong_indices_exponents_and_factors_are_noticed(statement: Expr) -> None:
    assert refuted(statement, ADAM)


def test_a_root_in_another_component_does_not_hinder() -> None:
    """The parameter's update has a root that is irrational; who asks only for m never meets it."""
    states = {"x": theta, "m": m, "v": v}
    rule = recurrence(adam, states, gradient=lambda p: g(t + 1), step=t + 1, eta=eta, beta1=b1, beta2=b2, eps=term(1))
    assert refuted(average(m, b1, low=0), (eq(m(0), 0), eq(v(0), 2), eq(theta(0), 1), *rule))


def test_the_tutorials_sum_for_momentum_fails_at_the_start() -> None:
    given = (
        eq(v(0), 0),
        *recurrence(heavy_ball, {"x": theta, "v": v}, gradient=lambda p: g(t), step=t + 1, eta=eta, beta=beta)[1:],
    )
    found = falsify(forall(t, eq(v(t), total(beta ** (t - i) * g(i), i, 0, t))), given)
    assert isinstance(found, Falsified)
    assert "t = 0: v(t) = 0" in found.witness and "g(0) = 1" in found.witness
    assert survives(forall(t, eq(v(t + 1), total(beta ** (t - i) * g(i), i, 0, t))), given)


# --- the best step: a maximum over an interval, for every step
mu, L, lam = positive("mu"), positive("L"), real("lam")
BEST, VALUE = 2 / (mu + L), (L - mu) / (L + mu)


def rate(step: Expr) -> Expr:
    return larger(abs(1 - step * mu), abs(1 - step * L))


def worst(value: Expr, step: Expr) -> Expr:
    return maximum_is(value, abs(1 - step * lam), lam, mu, L)


def better(step: Expr, value: Expr) -> Expr:
    return forall(eta, implies(ne(eta, step), rate(eta) > value))


def test_the_minimax_step_survives() -> None:
    assert survives(forall(eta, worst(rate(eta), eta)) & worst(VALUE, BEST) & better(BEST, VALUE), (mu <= L,))
    assert survives(forall(eta, implies(ne(eta, BEST), rate(eta) >= VALUE)), (mu <= L,))  # weaker, but true


@pytest.mark.parametrize(
    ("statement", "given"),
    [
        (worst(VALUE, 2 / L), (mu <= L,)),
        (worst(VALUE, rational("1.99") / (mu + L)), (mu <= L,)),
        (worst(L / (L + mu), BEST), (mu <= L,)),
        (worst(VALUE, BEST), ()),
        (forall(eta, worst(rate(eta), eta)), ()),
        (better(2 / L, VALUE), (mu <= L,)),
        (better(rational("1.99") / (mu + L), VALUE), (mu <= L,)),
        (better(BEST, L / (L + mu)), (mu <= L,)),
        (forall(eta, rate(eta) > VALUE), (mu <= L,)),
    ],
    ids=range(9),
)
def test_a_wrong_best_step_is_noticed(statement: Expr, given: tuple[Expr, ...]) -> None:
    assert refuted(statement, given)


# --- three values
@pytest.mark.parametrize(
    ("statement", "known"),
    [
        (eq(term(1) / term(0), 1), None),
        (eq(sqrt(term(2)) * sqrt(term(2)), 2), None),
        (eq(sqrt(rational("4/9")), rational("2/3")), True),
        (implies(eq(term(0), 1), eq(term(1) / term(0), 1)), True),
        (eq(term(1), 1) | eq(term(1) / term(0), 1), True),
        (eq(term(0), 1) & eq(term(1) / term(0), 1), False),
        (iff(eq(term(0), 1), eq(term(1) / term(0), 1)), None),
        (eq(expect(term(1)), 1), True),
        (eq(random_variable("X"), 0), None),
        (exists(x, between(0, x, 1) & eq(x * x, 2)), False),
        (exists(x, between(0, x, 2) & eq(x * x, 2)), None),  # true, but the root is no fraction
        (exists(x, between(0, x, 2) & eq(3 * x, 2)), True),
        (forall(x, x * x >= 0), None),
        (forall(x, x * x > 0), False),
        (~forall(x, x * x >= 0), None),
        (forall(x, implies(between(1, x, 0), eq(x, x + 1))), True),
        (forall(n, implies(between(0, n, 4), n * n <= 16)), True),
        (exists(n, between(0, n, 4) & eq(n * n, 5)), False),
        (forall(n, implies(n >= 0, n <= 100)), None),
        (maximum_is(1, abs(x), x, -1, rational("1/2")), True),
        (maximum_is(2, abs(x), x, -1, 1), False),
        (minimum_is(0, larger(x, -x), x, -1, 2), True),
        (minimum_is(1, smaller(x, 1 - x), x, 0, 1), False),
        (maximum_is(2, x * x, x, 0, 1), False),
        (maximum_is(rational("1/2"), x * x, x, 0, 1), False),
        (maximum_is(1, x * x, x, 0, 1), None),
        (tends(rational("1/2") ** n, n, 0), True),
        (tends(rational(-1) ** n, n, 0), False),
        (tends(3 + term(0) ** n, n, 3), True),
        (tends((2 * n + 1) / n, n, 2), True),
        (tends(rational("1/2") ** n * n, n, 0), True),
        (tends(term(2) ** n - term(2) ** n, n, 0), True),
        (tends(term(1) / (n + 1), n, 0), True),
        (tends((n + 1) / (n + 2), n, 1), None),  # ∞/∞
        (grows(term(2) ** n - n, n), True),
        (grows(rational(-2) ** n, n), False),
        (grows(5 - n, n), False),
    ],
    ids=str,
)
def test_what_is_decided_is_right_and_the_rest_is_left_open(statement: Expr, known: bool | None) -> None:
    assert truth(statement, {}, {}) is known


def test_the_given_functions_are_used() -> None:
    assert truth(eq(f(3), 9), {}, {f: lambda k: Fraction(k) ** 2}) is True
    assert truth(x < f(3), {x: Fraction(10)}, {f: lambda k: Fraction(k) ** 2}) is False


# --- assumptions under which nothing may be refuted
@pytest.mark.parametrize(
    "given",
    [
        (eq(f(0), 1), forall(n, eq(f(n + 1), term(0)))),  # no first index: f(0) would have to be 0
        (forall(t, eq(f(t), f(t) + 1)),),
        (forall(t, eq(f(t), f(t + 1) + 1)), forall(t, eq(f(t + 1), f(t) + 1))),
        (forall(t, eq(f(t), g(t))), forall(t, eq(g(t), f(t) + 1))),
        (eq(f(0), g(0)), eq(g(0), f(0) + 1)),
        (eq(f(0), 1), forall(t, eq(f(t), term(0)))),
        (eq(f(0), 1), eq(f(0), 2)),
        (forall(t, eq(f(t), total(f(i), i, 0, t) + 1)),),
        (forall(n, abs(f(n)) < 0),),
        (forall(n, abs(f(n)) <= 1), eq(f(2), 3)),
        (forall(x, eq(function("h")(x), function("h")(x) + 1)),),
        (x > 0, x < 0),
        (forall(x, eq(x * y, 0)),),
        (eq(term(1) / term(0), 2),),
    ],
    ids=range(14),
)
def test_assumptions_that_are_not_known_to_be_satisfied_refute_nothing(given: tuple[Expr, ...]) -> None:
    """Under contradicting assumptions a 'counterexample' to anything at all would be none."""
    assert isinstance(falsify(eq(z, 5), given, tries=TRIES), Searched)


def test_conditions_on_every_value_restrict_the_draws() -> None:
    bounded = (forall(n, abs(g(n)) <= 1),)
    assert survives(forall(t, abs(g(t)) <= 1), bounded)
    assert refuted(forall(t, abs(g(t)) < 1), bounded)


def test_a_start_that_is_drawn_is_known_to_be_independent_of_what_is_drawn_later() -> None:
    """E(u(0) v(j)) = E u(0) E v(j) holds of separate draws; not where u(0) is made from v, nor of what a step made."""
    u, w = (sequence(name, random=True, moments=2) for name in "uw")
    step = forall(t, eq(u(t + 1), u(t) + w(t)))

    def apart(k: int) -> Expr:
        return forall(t, eq(expect(u(k) * w(t)), expect(u(k)) * expect(w(t))))

    assert survives(apart(0), (step, apart(0)))
    assert refuted(apart(1), (step, apart(0)))
    for given in ((step, apart(0), eq(u(0), w(0))), (step, apart(1))):
        assert isinstance(
            falsify(eq(z, 5), (*given, eq(expect(w(0) ** 2), 1), eq(expect(w(0)), 0)), tries=20), Searched
        )


def test_a_recurrence_of_several_steps_and_sums_is_unrolled() -> None:
    cumulated = (eq(f(0), 1), forall(t, eq(f(t + 1), total(f(i), i, 0, t))))
    assert survives(forall(t, eq(f(t + 2), 2 * f(t + 1))), cumulated)
    assert refuted(forall(t, eq(f(t + 1), 2 * f(t))), cumulated)
    fibonacci = (eq(f(0), 0), eq(f(1), 1), forall(t, eq(f(t + 2), f(t + 1) + f(t))))
    assert survives(eq(f(30), 832040), fibonacci)
    assert refuted(eq(f(30), 832041), fibonacci)


def test_definitions_of_functions_and_variables_are_followed() -> None:
    h = function("h")
    assert survives(h(x) >= 0, (forall(y, eq(h(y), y * y)),))
    assert refuted(h(x) > 0, (forall(y, eq(h(y), y * y)),))
    assert refuted(ne(x, y), (eq(x, 2 / (a + 1)), eq(y, 2 - a)))


def test_a_search_is_the_same_every_time() -> None:
    statement, given = converges((eta > 0) & (eta < 3 / a)), DESCENT
    assert falsify(statement, given, seed=7) == falsify(statement, given, seed=7)


# --- what the kernel proves is never refuted, and a falsified identity shows a difference
def polynomial(r: Random, depth: int) -> Expr:
    if depth == 0:
        return r.choice([x, y, term(r.randint(-2, 3))])
    one, two = polynomial(r, depth - 1), polynomial(r, depth - 1)
    return r.choice([one + two, one - two, one * two, -one, abs(one), larger(one, two), one / (two * two + 1)])


@FAST
@drawn(st.integers(0, 10**9))
def test_what_the_kernel_proves_is_never_falsified(seed: int) -> None:
    """The two decide independently: z3 and the field laws there, Fractions here."""
    r = Random(seed)
    p, q = polynomial(r, 2), polynomial(r, 1)
    left = r.choice([(p + q) * (p - q), (p + q) ** 2, abs(p) * abs(q), larger(p, q), p + q])
    right = r.choice([p * p - q * q, p**2 + 2 * p * q + q**2, abs(p * q), (p + q + abs(p - q)) / 2, p + abs(q)])
    goal = r.choice([eq(left, right), left <= right, implies(x <= y, left <= right)])
    try:
        (rules.algebra if goal.head == "eq" else rules.arithmetic)(goal)
    except Refused:
        return
    assert isinstance(falsify(goal, tries=40), Searched)


@FAST
@drawn(st.fractions(-3, 3, max_denominator=9), st.fractions(-3, 3, max_denominator=9))
def test_a_wrong_line_is_always_told_from_the_right_one(p: Fraction, q: Fraction) -> None:
    """x < p is not x <= p, nor x < q: the threshold itself is among the values that are tried."""
    assert refuted(iff(x < term(p), x <= term(p)))
    assert refuted(iff(x < term(p), x < term(q))) == (p != q)


@pytest.mark.parametrize(
    ("first", "limit", "known"),
    [(1, 0, False), (1, 1, False), (0, 0, True), (0, 1, False), (2, 0, None)],
)
def test_a_sequence_that_comes_back_is_periodic(first: int, limit: int, known: bool | None) -> None:
    """x → −x³ is ±1 for ever from 1 and stays at 0; from 2 it never comes back, and nothing is said."""
    cubed, k = sequence("c"), natural("k")
    given = (eq(cubed(0), first), forall(k, eq(cubed(k + 1), -(cubed(k) ** 3))))
    found = falsify(tends(cubed(k), k, limit), given)
    assert isinstance(found, Falsified) is (known is False)
    assert known is None or isinstance(found, Falsified) or found.decided > 0
    clocked = (eq(cubed(0), first), forall(k, eq(cubed(k + 1), -(cubed(k) ** 3) * (1 + k * (k - 1)))))
    assert isinstance(falsify(~tends(cubed(k), k, 1), clocked), Searched)  # the step changes: nothing is concluded


def test_limits_of_roots_and_quotients_follow_from_their_parts() -> None:
    """A root of what has a limit, a quotient by what grows; where the parts do not tell, nothing is said."""
    k, half = natural("k"), rational("1/2")
    near, far = 1 / sqrt(4 - half**k), 1 / sqrt(9 * k + 1)
    assert survives(tends(near, k, half)) and refuted(tends(near, k, 0)) and refuted(grows(near, k))
    assert survives(tends(3 + far, k, 3)) and refuted(tends(far, k, 1))
    assert survives(tends(smaller(k, 1) + half**k, k, 1)) and refuted(tends(larger(k, 1), k, 1))
    assert survives(grows(sqrt(2**k + k) - 3, k)) and refuted(grows(-sqrt(2**k), k))
    for open_ in (k * far, sqrt(k + 1) - sqrt(k), 1 / sqrt(2 - half**k), sqrt(2**k) / sqrt(3**k)):
        for claimed in (tends(open_, k, 0), grows(open_, k)):
            assert not refuted(claimed) and not refuted(~claimed)


# --- models
def test_vectors_are_looked_for_on_the_line() -> None:
    """What fails for numbers fails for vectors; what holds in every inner-product space survives."""
    a, b = vector("a"), vector("b")
    assert refuted(norm(a + b) < norm(a) + norm(b))
    assert refuted(eq(inner(a, b), norm(a) * norm(b)))
    assert isinstance(falsify(norm(a + b) <= norm(a) + norm(b)), Searched)
    assert isinstance(falsify(eq(a - b, -(b - a))), Searched)


def test_a_model_satisfies_what_no_search_could_check() -> None:
    """Convexity is proved of the model's function, so that a counterexample among its values is one."""
    f, g, L = scalar_field("f"), vector_field("g"), positive("L")
    a, b = vector("a"), vector("b")
    convex = forall(a, forall(b, f(a) + inner(g(a), b - a) <= f(b)))
    square = {f: lambda s: L * s**2 / 2, g: lambda s: L * s}
    false = f(a) + inner(g(a), b - a) + inner(b - a, b - a) <= f(b)
    assert isinstance(falsify(false, (convex,), models=(square,)), Falsified)
    assert isinstance(falsify(convex.args[0].args[0], (convex,), models=(square,)), Searched)
    cube = {f: lambda s: s**3, g: lambda s: 3 * s**2}  # not convex: no instance
    assert falsify(false, (convex,), models=(cube,)) == Searched(0, falsify(false, (convex,), models=(cube,)).tried)


def test_a_model_may_be_a_sum() -> None:
    """A path that no closed form describes satisfies its recurrence; one with another start or step does not."""
    u, i, false = sequence("u"), integer("i"), Expr("false")
    step = (eq(u(0), 0), forall(t, eq(u(t + 1), u(t) - 1 / sqrt(t + 1))))
    path = {u: lambda k: -total(1 / sqrt(i), i, 1, k)}
    assert isinstance(falsify(false, step, models=(path,)), Falsified)
    assert isinstance(falsify(u(2) <= rational("-1.71"), step, models=(path,)), Falsified)
    for other in (lambda k: -total(1 / sqrt(i), i, 0, k), lambda k: -total(1 / i, i, 1, k)):
        assert isinstance(falsify(false, step, models=({u: other},)), Searched)


def test_a_model_may_have_a_basis() -> None:
    """On the line 1 is an orthonormal basis, and 2 is none."""
    e, i, n = vectors("e"), integer("i"), integer("n", "[1, oo)")
    a, b = vector("a"), vector("b")
    basis = forall(a, forall(b, eq(inner(a, b), total(inner(a, e(i)) * inner(b, e(i)), i, 1, n))))
    for length, found in ((1, Falsified), (2, Searched)):
        model = {n: 1, e: lambda k, length=length: rational(length)}
        assert isinstance(falsify(Expr("false"), (basis,), models=(model,)), found)


def test_a_condition_that_a_model_is_proved_to_meet_is_put_aside() -> None:
    """A "for every" in the condition of a "⇒" is not enumerable; proved of the model, it leaves an exact question."""
    f, a, b = function("f"), real("a"), real("b")
    rising = forall(a, forall(b, implies(a <= b, f(a) <= f(b))))
    double = {f: lambda s: 2 * s}
    found = falsify(implies(rising, f(1) <= f(0)), models=(double,))
    assert isinstance(found, Falsified) and found.witness.startswith("f(x) = 2 * x: ")
    assert isinstance(falsify(implies(rising, f(0) <= f(1)), models=(double,)), Searched)
    falls = {f: lambda s: -s}  # the condition fails: nothing is refuted
    assert isinstance(falsify(implies(rising, f(0) <= f(1)), models=(falls,)), Searched)


def test_a_model_keeps_to_the_domains() -> None:
    """Hole: a value outside the variable's domain made anything false."""
    L = positive("L")
    found = falsify(L > 0, models=({L: -1},))
    assert isinstance(found, Searched) and found.decided == 0


def test_irrational_numbers_are_compared_by_balls() -> None:
    z = positive("z")
    assert refuted(exp(z) < 1 + z + z**2 / 2) and refuted(log(1 + z) > z) and refuted(eq(exp(z), 1 + z))
    survived = falsify(1 + z <= exp(z))
    assert isinstance(survived, Searched) and survived.decided > 0


def test_derivatives_are_compared_with_sympy() -> None:
    z = real("z")
    assert refuted(derivative_is(2 * z + 1, z**2, z, z)) and refuted(derivative_is(exp(z), exp(2 * z), z, z))
    survived = falsify(derivative_is(2 * z, z**2, z, z))
    assert isinstance(survived, Searched) and survived.decided > 0


def test_sympy_is_not_believed_that_a_derivative_exists() -> None:
    """Hole: SymPy makes x of (√x)², so "(√x)² has the slope 1 at 0" counted as an assumption that can hold."""
    x = real("x")
    assert truth(derivative_is(2, x**2, x, 1), {}, {}) is True
    assert truth(derivative_is(3, x**2, x, 1), {}, {}) is False
    assert truth(derivative_is(1, sqrt(x) ** 2, x, 0), {}, {}) is None
