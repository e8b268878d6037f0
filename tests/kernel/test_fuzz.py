"""Random goals: whatever the kernel accepts holds at every exact instance, whatever x/0, sqrt(-1) and 0**-1 may be.

A goal ``left = right`` (or <=, <) is made from a random term by random rewriting, by laws that hold always and by laws
that need a side condition; the premises are a random handful, so that often a condition is missing; sometimes a
constant is changed or an inequality made strict. The evaluator below shares nothing with the kernel but the terms.
``LRPROOF_FUZZ=100000`` sets the number of examples.
"""

from __future__ import annotations

import math
import os
from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lrproof.kernel import rules, smt
from lrproof.kernel.syntax import eq, integer, larger, ne, real, smaller, sqrt
from lrproof.kernel.terms import Expr, term
from lrproof.kernel.theorem import Refused, Theorem

EXAMPLES = int(os.environ.get("LRPROOF_FUZZ", "2000"))
FUZZ = settings(
    max_examples=EXAMPLES // 2, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)
REALS = tuple(real(name) for name in "xyb")
INTS = tuple(integer(name) for name in "nm")
POOL = [Fraction(v) for v in ("0", "1", "-1", "2", "-2", "4", "1/4", "9", "-1/2", "1/3", "3")]
Value = Fraction
Junk = Callable[[str, tuple[Value, ...]], Value]


# --- an exact evaluator; ``junk`` says what the partial operations give outside their domain
class Inexact(Exception):
    """An irrational root or too large a power: this instance is passed over."""


def junk(kind: int) -> Junk:
    def choose(head: str, args: tuple[Value, ...]) -> Value:
        return Fraction(Random(f"{kind} {head} {args}").randint(-3, 3))

    constants = {0: Fraction(0), 1: Fraction(1), 2: Fraction(-1), 3: Fraction(7)}
    return choose if kind not in constants else lambda head, args: constants[kind]


def value(e: Expr, at: dict[str, Value], other: Junk) -> Value:
    if e.head == "num":
        return Fraction(e.data)
    if e.head == "var":
        return at[e.data[0]]
    v = tuple(value(a, at, other) for a in e.args)
    if e.head == "add":
        return v[0] + v[1]
    if e.head == "sub":
        return v[0] - v[1]
    if e.head == "mul":
        return v[0] * v[1]
    if e.head == "neg":
        return -v[0]
    if e.head == "abs":
        return abs(v[0])
    if e.head in ("max", "min"):
        return max(v) if e.head == "max" else min(v)
    if e.head == "div":
        return v[0] / v[1] if v[1] else other("div", v)
    if e.head == "pow":
        assert v[1].denominator == 1
        if abs(v[1]) > 24:
            raise Inexact
        return v[0] ** int(v[1]) if v[0] or v[1] >= 0 else other("pow", v)
    assert e.head == "sqrt"
    if v[0] < 0:
        return other("sqrt", v)
    up, down = math.isqrt(v[0].numerator), math.isqrt(v[0].denominator)
    if Fraction(up * up, down * down) != v[0]:
        raise Inexact
    return Fraction(up, down)


def holds(e: Expr, at: dict[str, Value], other: Junk) -> bool:
    if e.head == "not":
        return not holds(e.args[0], at, other)
    left, right = (value(a, at, other) for a in e.args)
    return {"eq": left == right, "lt": left < right, "le": left <= right}[e.head]


def instances(r: Random, count: int) -> list[tuple[dict[str, Value], Junk]]:
    found = []
    for k in range(count):
        at = {v.data[0]: r.choice(POOL) for v in REALS} | {v.data[0]: Fraction(r.randint(-3, 3)) for v in INTS}
        found.append((at, junk(k % 7)))
    return found


def counterexample(goal: Expr, premises: list[Expr], r: Random, count: int) -> str:
    """An instance where all premises hold and the goal does not, or ''."""
    for at, other in instances(r, count):
        try:
            if all(holds(p, at, other) for p in premises) and not holds(goal, at, other):
                return ", ".join(f"{k} = {v}" for k, v in at.items())
        except Inexact:
            continue
    return ""


# --- random terms, and random rewriting by true and by half-true laws
def whole(r: Random) -> Expr:
    return r.choice([INTS[0], INTS[1], INTS[0] + 1, INTS[0] + INTS[1], 2 * INTS[0], INTS[0] - 1, term(2), term(-1)])


def number(r: Random, depth: int) -> Expr:
    if depth == 0 or r.random() < 0.15:
        return r.choice([*REALS, *REALS, term(r.randint(-2, 3)), REALS[0] + r.choice(REALS)])
    a = number(r, depth - 1)
    kind = r.randrange(11)
    if kind < 6:
        b = number(r, depth - 1)
        return [a + b, a - b, a * b, a / b, larger(a, b), smaller(a, b)][kind]
    return [a ** whole(r), a ** whole(r), sqrt(a), abs(a), -a][kind - 6]


def rewrite(e: Expr, r: Random) -> tuple[Expr, list[Expr]]:
    """A term and the conditions under which it equals ``e`` (sufficient ones)."""
    if e.args and r.random() < 0.4 and e.head != "pow":
        k = r.randrange(len(e.args))
        new, needs = rewrite(e.args[k], r)
        return Expr(e.head, (*e.args[:k], new, *e.args[k + 1 :])), needs
    u, k = r.choice(REALS), r.choice(INTS)
    pick: list[tuple[Expr, list[Expr]]] = [
        (e + u - u, []),
        (e * u / u, [ne(u, 0)]),
        (e + u / u - 1, [ne(u, 0)]),
        (e * (1 / (1 / u)) / u, [ne(u, 0)]),
        (e + sqrt(u) ** 2 - u, [u >= 0]),
        (e + sqrt(u**2) - abs(u), []),
        (e + sqrt(u**2) - u, [u >= 0]),
        (e + u ** (k + 1) - u**k * u, [k >= 0]),
        (e + u ** (k + 1) - u**k * u, [ne(u, 0)]),
        (e + u ** (2 * k) - (u**k) ** 2, [k >= 0]),
        (e + u ** (2 * k) - (u**k) ** 2, [ne(u, 0)]),
        (e * u ** (k - 1) / u**k * u, [ne(u, 0)]),
        (e * u**-1 * u, [ne(u, 0)]),
        (e + larger(u, e) + smaller(u, e) - u - e, []),
        (e * u**k / u**k, [ne(u, 0)]),
        (e + (u**k) * (u**-k) - 1, [ne(u, 0)]),
    ]
    if len(e.args) == 2 and e.head in ("add", "mul"):
        pick.append((Expr(e.head, (e.args[1], e.args[0])), []))
    if e.head == "pow":
        pick.append((e.args[0] ** (e.args[1] - 1) * e.args[0], [ne(e.args[0], 0)]))
        pick.append((1 / e.args[0] ** (-e.args[1]), [ne(e.args[0], 0)]))
    if e.head == "div":
        pick.append((e.args[0] * (1 / e.args[1]), [ne(e.args[1], 0)]))
    if e.head == "abs":
        pick.append((e.args[0], [e.args[0] >= 0]))
    return r.choice(pick)


def premises_of(r: Random) -> list[Expr]:
    x, y, b = REALS
    n, m = INTS
    menu = [ne(x, 0), ne(y, 0), ne(b, 0), x >= 0, y >= 0, b >= 0, x > 0, y > 0, x <= y, b <= 1, n >= 0, m >= 0, n >= 1,
            n + 1 >= 0, n + m >= 0, m <= n]  # fmt: skip
    return r.sample(menu, r.randrange(4))


def denominators(e: Expr) -> list[Expr]:
    """Sufficient conditions for ``e`` to be defined."""
    own = [ne(n.args[1], 0) for n in e.walk() if n.head == "div"] + [
        n.args[0] >= 0 for n in e.walk() if n.head == "sqrt"
    ]
    return own + [ne(n.args[0], 0) for n in e.walk() if n.head == "pow" and n.args[1].free]


def equation(r: Random) -> tuple[Expr, Expr, list[Expr]]:
    left = number(r, r.choice((0, 1, 1, 2)))
    right, needs = left, []
    for _ in range(r.randint(1, 2)):
        right, more = rewrite(right, r)
        needs += more
    return left, right, needs


def accepts_algebra(goal: Expr, premises: list[Expr]) -> bool:
    try:
        th = rules.algebra(goal, *map(rules.assume, premises))
    except Refused:
        return False
    assert type(th) is Theorem and th.concl == goal and th.hyps == frozenset(premises)
    return True


@pytest.fixture(autouse=True)
def small_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smt, "LIMIT", 60_000)


def note(name: str, tally: Counter[str], key: str) -> None:
    tally[key] += 1
    tally["examples"] += 1
    if tally["examples"] % 1000 == 0:
        print(f"{name}: {dict(sorted(tally.items()))}", flush=True)


def test_algebra_accepts_no_false_equation() -> None:
    tally: Counter[str] = Counter()

    @FUZZ
    @given(st.integers(0, 2**64))
    def check(seed: int) -> None:
        r = Random(seed)
        left, right, needs = equation(r)
        kind = r.choice(("all", "some", "some", "perturbed"))
        if kind == "perturbed":
            right = r.choice((right + Fraction(1, 10**6), right * Fraction(1001, 1000) + 1, right + r.choice(REALS)))
        given_ = premises_of(r)
        if kind == "all":
            given_ = [*needs, *denominators(left), *denominators(right)]
        premises = list(dict.fromkeys(given_))
        goal = eq(left, right)
        accepted = accepts_algebra(goal, premises)
        note("algebra", tally, f"{kind} {'accepted' if accepted else 'refused'}")
        if accepted:
            against = counterexample(goal, premises, r, 60)
            assert not against, f"seed {seed}: {premises} |- {goal} is false at {against}"
        elif counterexample(goal, premises, r, 10):
            tally["false and refused"] += 1

    check()
    assert tally["all accepted"] > tally["all refused"] / 2
    assert tally["some accepted"] > 0.02 * tally["some refused"]
    assert tally["false and refused"] > 0.1 * tally["examples"]


def inequality(r: Random) -> Expr:
    """True by construction where everything is defined, most times; then perhaps spoilt."""
    a, b, c = (number(r, r.choice((0, 0, 1))) for _ in range(3))
    k = whole(r)
    goal = r.choice([
        2 * a * b <= a**2 + b**2, abs(a + b) <= abs(a) + abs(b), smaller(a, b) <= larger(a, c), sqrt(a) >= 0,
        a <= larger(a, b), eq(abs(a), larger(a, -a)), (a - b) ** 2 + c**2 >= 0, eq(a / b * b, a), eq(sqrt(a) ** 2, a),
        a**k >= 0, a**k <= 1, a**k > 0, a <= a ** (k + 1), eq(a ** (k + 1), a**k * a), eq(a ** (k - 1) * a, a**k),
        (1 + abs(a)) ** k >= 1, a / b >= 0, a / (1 + a**2) <= 1, sqrt(a) <= (1 + a) / 2, ne(a**k, 0), ne(1 / a, 0),
        a**2 <= a, sqrt(a) * sqrt(b) <= (a + b) / 2, eq(sqrt(a**2), abs(a)),
    ])  # fmt: skip
    spoil = r.randrange(5)
    if spoil == 0 and goal.head == "le":
        return Expr("lt", goal.args)
    if spoil == 1 and len(goal.args) == 2:
        return Expr(goal.head, (goal.args[0] + Fraction(1, 1000), goal.args[1]))
    if spoil == 2:
        return ~goal
    return goal


def test_arithmetic_accepts_no_false_statement() -> None:
    tally: Counter[str] = Counter()

    @FUZZ
    @given(st.integers(0, 2**64))
    def check(seed: int) -> None:
        r = Random(seed)
        if r.random() < 0.6:
            goal = inequality(r)
        else:
            left, right, _ = equation(r)
            goal = Expr(r.choice(("eq", "eq", "le", "lt")), (left, right))
        premises = list(dict.fromkeys(premises_of(r)))
        status = smt.prove(tuple(premises), goal, 30_000).status
        note("arithmetic", tally, status)
        if status == "proved":
            against = counterexample(goal, premises, r, 60)
            assert not against, f"seed {seed}: {premises} |- {goal} is false at {against}"

    check()
    assert tally["proved"] > 0.05 * tally["examples"] and tally["refuted"] > 0.1 * tally["examples"]


def test_the_evaluator_tells_true_from_false() -> None:
    """A control: without it, a broken evaluator would let everything pass."""
    x, _, b = REALS
    n = INTS[0]
    r = Random(0)
    assert not counterexample(eq(b ** (n + 1), b**n * b), [n >= 0], r, 500)
    for goal, premises in (
        (eq(b ** (n + 1), b**n * b), [n + 1 >= 0]), (eq(b ** (2 * n), (b**n) ** 2), []), (eq(x / x, 1), []),
        (eq(sqrt(x) ** 2, x), []), (eq(sqrt(x**2), x), []), (x * x < x * x + b * b, []), (sqrt(x) >= 0, []),
        (eq(x / 0, 0), []), (ne(x / 0, 7), []), (eq(1 / x / x, 1 / x), []), (x >= b**n, [x >= 1, b <= 1, b >= 0]),
    ):  # fmt: skip
        assert counterexample(goal, premises, r, 500), goal
