"""The engine "refute": a true claim passes with its count, a false one fails with its witness, a vacuous one fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lrproof.claim import NOT_PRINTED, Claim, Printed, claim, fails
from lrproof.evidence import refute
from lrproof.kernel.syntax import eq, exists, real, tanh
from lrproof.kernel.terms import Expr

PREFIX = "test"
x, y = real("x"), real("y")


def claimed(statement: Expr, given: tuple[Expr, ...] = (), printed: Printed = NOT_PRINTED) -> Claim:
    @claim(statement, given=given, printed=printed)
    def some_claim() -> Iterator[Any]:
        """A claim."""
        yield statement

    return some_claim


def test_a_true_claim_passes_and_says_how_much_was_tried() -> None:
    (record,) = refute.search(claimed(x * x > 0, (x > 0,)), 3, 50)
    assert record.passed and record.engine == "refute" and record.seed == 3
    assert record.what.startswith("no counterexample among ") and record.what.endswith(" exact instances")
    assert 0 < int(record.what.split()[3]) <= 50


def test_what_is_not_decided_as_a_whole_is_tried_by_parts() -> None:
    undecided = exists(y, eq(y, 3 * tanh(y)) & (0 < y))
    (record,) = refute.search(claimed((x * x >= 0) & undecided), 0, 50)
    assert record.passed and record.what.endswith(" for 1 of 2 parts; the others are not decided exactly")
    (record,) = refute.search(claimed((x * x > 0) & undecided), 0, 50)
    assert not record.passed and record.reason.startswith("false: x = 0")
    (record,) = refute.search(claimed(undecided & undecided), 0, 50)
    assert not record.passed and "none of" in record.reason


def test_a_false_claim_fails_with_its_witness() -> None:
    (record,) = refute.search(claimed(x * x > 0), 0, 50)
    assert not record.passed and "x = 0" in record.reason


def test_assumptions_that_nothing_satisfies_do_not_pass() -> None:
    (record,) = refute.search(claimed(x > 5, (x > 0, x < 0)), 0, 50)
    assert not record.passed and "none of" in record.reason


def test_the_printed_text_is_refuted_under_the_claims_assumptions() -> None:
    printed = fails("Part 1", "x > 1", x > 1)
    witness = refute.counterexample(claimed(x > 0, (x > 0,), printed), 0)
    assert witness is not None and witness["text"].startswith("x = 1") and witness["typeset"].startswith("$x = 1$")
    assert refute.counterexample(claimed(x > 0, (x > 2,), printed), 0) is None
    assert refute.counterexample(claimed(x > 0, (x > 0,)), 0) is None
