"""A claim of one line, accepted or refused: what the tests of tactics share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from lrproof.by import By
from lrproof.claim import Claim, claim
from lrproof.evidence.prove import Proof, ProofError, prove
from lrproof.kernel.terms import Expr

PREFIX = "line"


def written(statement: Expr, lines: Callable[[], Iterator[Any]], **options: Any) -> Claim:
    """The claim with this proof."""

    def proof() -> Iterator[Any]:
        """A small claim."""
        yield from lines()

    return claim(statement, **options)(proof)


def line(statement: Expr, reason: By, **options: Any) -> Claim:
    """The claim whose proof is this one line."""

    def lines() -> Iterator[Any]:
        yield statement, reason

    return written(statement, lines, **options)


def accepted(statement: Expr, reason: By, **options: Any) -> Proof:
    """The proof by this one line."""
    return prove(line(statement, reason, **options))


def refused(statement: Expr, reason: By, **options: Any) -> str:
    """What is said of a line that the rule does not give."""
    with pytest.raises(ProofError, match=f"by.{reason.rule} does not give this") as found:
        prove(line(statement, reason, **options))
    assert found.value.rule == reason.rule
    return str(found.value)
