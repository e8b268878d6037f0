"""The engine that derives: a candidate counts when the kernel proves it equal to what is stated, and not before."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lrproof import by
from lrproof.claim import Claim, claim, derived
from lrproof.derive import NotFound, stable_ends
from lrproof.evidence.derive import check
from lrproof.kernel.syntax import eq, ne, positive, rational, real
from lrproof.kernel.terms import Expr
from lrproof.verdict import Record

PREFIX = "found"
a, eta, y = positive("a"), real("eta"), real("y")


def asked(find: Callable[[], Any], target: Expr, statement: Expr | None = None, given: tuple[Expr, ...] = ()) -> Record:
    def proof() -> Iterator[Any]:
        """A claim that asks for a derivation."""
        yield eta < 2 / a, by.arithmetic()

    statement = eta < target if statement is None else statement
    made: Claim = claim(statement, given=given, derived=(derived("the end", find, target),))(proof)
    (record,) = check(made)
    assert record.engine == "derive"
    return record


def end() -> Expr:
    return stable_ends(1 - eta * a, eta)[1]


def test_what_is_found_and_stated() -> None:
    """SymPy's form need not be the claim's: the kernel compares them."""
    for target in (2 / a, 4 / (2 * a), 1 / a + 1 / a):
        record = asked(end, target)
        assert record.passed and "the kernel proves that it is what is stated" in record.what


@pytest.mark.parametrize(
    "target", [3 / a, rational("1.999") / a, 2 / a**2, -2 / a, 2 * a, 2 / a + rational("1e-30")], ids=str
)
def test_a_wrong_target_is_refused(target: Expr) -> None:
    """A claim that states another end than SymPy finds does not get the record; it says what was found."""
    record = asked(end, target)
    assert not record.passed
    assert f"SymPy found {end()}, the claim states {target}" in record.reason


def test_a_target_stands_in_the_statement() -> None:
    """A derivation of something else is no evidence for the claim; what is given may define what is stated."""
    record = asked(end, 2 / a, statement=eta < 3 / a)
    assert not record.passed and "does not occur in the statement" in record.reason
    assert asked(end, 2 / a, statement=eta < y, given=(eq(y, 2 / a),)).passed


def test_a_wrong_candidate_is_not_believed() -> None:
    """Whatever SymPy says, also where it is right up to a sign or a root, or divides by what may be 0."""
    for find in (lambda: 2 / a + 0 * a + 1, lambda: -2 / a, lambda: abs(y)):
        assert not asked(find, 2 / a).passed
    assert not asked(lambda: y / y, rational(1), statement=eq(y**0, rational(1))).passed
    assert asked(lambda: y / y, rational(1), statement=eq(y**0, rational(1)), given=(ne(y, 0),)).passed


def test_a_search_that_fails_is_a_record() -> None:
    """No candidate, an exception of SymPy, or something that is no term: a failed record with the reason."""

    def raising(error: Exception) -> Callable[[], Expr]:
        def find() -> Expr:
            raise error

        return find

    assert asked(raising(NotFound("two ends")), 2 / a).reason == "two ends"
    stopped = asked(raising(NotImplementedError("multiple generators")), 2 / a)
    assert not stopped.passed and stopped.reason == "the search stops: NotImplementedError: multiple generators"
    for wrong in (0.5, (2 / a, 0), None, eta < 2 / a):
        assert "the search stops: TypeError" in asked(lambda wrong=wrong: wrong, 2 / a).reason
