"""The hunt finds what it is for: false neighbours of what is proved, and a prover that proves one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from lrproof import by, eq, exists, forall, iff, implies, natural, near_miss, rational, real, sequence, suppose
from lrproof.claim import Claim, claim
from lrproof.evidence.prove import ProofError
from lrproof.falsify.parts import against, parts, undefined
from lrproof.hunt import Mutant, hunt, table
from lrproof.hunt.alike import alike
from lrproof.kernel import smt
from lrproof.kernel.rules import assume
from lrproof.kernel.terms import Expr
from lrproof.kernel.theorem import Refused
from lrproof.mutants import changes, put
from lrproof.tactics.follow import follow

PREFIX = "hunted"
x, a, t, u = real("x"), real("a"), natural("t"), sequence("u")
step = forall(t, eq(u(t + 1), a * u(t)))
power = a**t * u(0)


@claim(forall(t, eq(u(t), power)), given=(step,), near_misses=(near_miss(eq(u(1), u(0)), "a is not 1"),))
def powers() -> Iterator[Any]:
    """Each step multiplies by a."""
    base = yield eq(u(0), a**0 * u(0)), by.algebra()
    now = yield suppose(eq(u(t), power))
    yield u(t + 1)
    yield "=", a * u(t), by.given(step)
    then = yield "=", a ** (t + 1) * u(0), by.algebra(now)
    yield forall(t, eq(u(t), power)), by.induction(base, then)


@claim(x * x > 1, given=(x > 1,), near_misses=(near_miss(x * x > 2, "2 for 1"),))
def square() -> Iterator[Any]:
    """The square of what is larger than 1 is larger than 1."""
    yield x * x > 1, by.arithmetic()


def found(made: Claim, **more: Any) -> list[Mutant]:
    ((_, several),) = hunt([made], **more)
    assert isinstance(several, list)
    return several


def test_a_change_reaches_the_proof() -> None:
    """What stands around the changed place changes wherever it stands again, also in a rule's terms."""
    (change,) = [c for c in changes(powers.statement) if c.told == f"{u(0)} -> {u(1)}"]
    assert put(eq(u(t), power), change.alike) == eq(u(t), a**t * u(1))
    assert alike(suppose(u(0) > 0), change.alike).formula == (u(1) > 0)
    line = alike((u(0) > 0, by.witness(u(0), given=(u(0) > 0,)), "u(0)"), change.alike)
    assert line[0] == (u(1) > 0) and line[1].options == (u(1),) and line[2] == "u(0)"
    assert line[1].premises == (u(0) > 0,), "what is given stays"


def test_every_mutant_of_a_statement_is_decided() -> None:
    told = {m.text: m for m in found(powers) if m.of == "statement"}
    assert len(told) == len(list(changes(powers.statement)))
    assert {m.verdict for m in told.values()} <= {"REFUTED", "TRUE"}
    less = told[str(forall(t, eq(u(t), power))).replace("0 <= t", "0 < t")]
    assert (less.verdict, less.why) == ("TRUE", "it follows from the statement")


def test_a_needed_assumption_is_found_and_a_stronger_one_is_enough() -> None:
    told = {m.change: m for m in found(square) if m.of == "assumption"}
    assert told["without 1 < x"].verdict == "REFUTED" and "x = 0" in told["without 1 < x"].why
    assert told["1 < x -> 2 < x"].verdict == "TRUE"


def test_lines_are_refused_with_their_place_and_rule() -> None:
    told = [m for m in found(square) if m.of == "line"]
    refused = [m for m in told if m.verdict == "REJECTED"]
    assert refused and all(m.why.startswith("by.arithmetic does not give this: ") for m in refused)
    assert {m.where for m in told} == {f"tests/test_hunt.py:{square.line + 3}"}
    assert {m.verdict for m in told} == {"REJECTED", "TRUE"}, "0 < x² is true"


def test_a_prover_that_believes_everything_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """With arithmetic that proves whatever it is asked, what is false is proved, and told as wrong."""
    monkeypatch.setattr(smt, "prove", lambda *asked, **more: smt.Answer("proved"))
    wrong = [m for m in found(square) if m.wrong]
    assert {m.of for m in wrong} == {"statement", "assumption", "line"}
    assert all(m.verdict == "REFUTED" for m in wrong)
    assert "0 < x * x" not in {m.text for m in wrong}, "what is true is not wrong to prove"


def test_a_refused_proof_has_no_mutants() -> None:
    @claim(x > 0)
    def wrong() -> Iterator[Any]:
        """Not so."""
        yield x > 0, by.arithmetic()

    ((made, refusal),) = hunt([wrong])
    assert made is wrong and isinstance(refusal, ProofError)


def test_most_and_seed() -> None:
    """At most so many of each formula, the same for the same seed."""
    few = found(powers, most=2, seed=5)
    assert sum(m.of == "statement" for m in few) == 2
    assert few == found(powers, most=2, seed=5) != found(powers, most=2, seed=6)


def test_the_table_counts_every_mutant() -> None:
    several = found(square)
    head, row, total = table(several)
    assert row[0] == "hunted.square" and total == ("all", *row[1:])
    assert sum(map(int, row[1:])) == len(several) and len(head) == len(row)


b, n, v = real("b"), natural("n"), sequence("v")
some = exists(b, (0 < b) & eq(b * b, x))


@pytest.mark.parametrize(
    ("known", "goal"),
    [
        ((forall(t, u(t) > 0),), forall(n, u(n + 1) > -1)),
        ((implies(a > 0, forall(t, u(t) > 0)),), implies(a > 1, u(3) > 0)),
        ((step, u(0) > 0, a > 0), u(1) > 0),
        ((some,), exists(b, (0 <= b) & eq(b * b, x))),
        ((iff(u(0) > 0, a > 0),), iff(a <= 0, u(0) <= 0)),
        ((forall(t, forall(n, u(t) <= v(n))),), u(2) <= v(5)),
    ],
    ids=str,
)
def test_what_follows_is_shown(known: tuple[Expr, ...], goal: Expr) -> None:
    th = follow(goal, tuple(map(assume, known)))
    assert th.concl == goal and th.hyps <= set(known)


@pytest.mark.parametrize(
    ("known", "goal"),
    [
        ((forall(t, u(t) > 0),), forall(n, u(n) > 1)),
        ((forall(t, u(t) > 0),), u(-1) > 0),
        ((some,), forall(b, eq(b * b, x))),
        ((some,), exists(b, (1 < b) & eq(b * b, x))),
        ((implies(a > 0, u(0) > 0),), u(0) > 0),
    ],
    ids=str,
)
def test_what_does_not_follow_is_refused(known: tuple[Expr, ...], goal: Expr) -> None:
    with pytest.raises(Refused):
        follow(goal, tuple(map(assume, known)))


def test_parts_say_the_same_together() -> None:
    whole = forall(t, implies(a > 0, (u(t) > 0) & (v(t) > 0))) & (x > 0)
    one, two = (Expr("forall", (implies(0 <= t, implies(a > 0, f(t) > 0)),), var=t) for f in (u, v))
    assert parts(whole) == [one, two, x > 0]


def test_only_what_differs_is_looked_at() -> None:
    """A part that is known to hold is not refuted, however false it is."""
    statement = (x > 0) & (x < 1)
    assert against((x > 0) & (x < 2), statement, (x > 0, x < 1)) is None
    assert against((x > 0) & (x < rational("1/2")), x > 0, (x > 0,)) is not None
    assert against(x > 0, x > 0, ()) is None


def test_what_is_not_defined_is_found_with_values() -> None:
    found_ = undefined(1 / x > 0, x > 0, (x >= 0,))
    assert found_ is not None and str(found_[1].witness).startswith("x = 0")
    assert undefined(1 / x > 0, x > 0, (x > 0,)) is None
