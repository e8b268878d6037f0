"""The cheat sheet shows parts of what is claimed, and nothing else."""

from __future__ import annotations

import pytest

from lrproof.cheat_sheet import Row, check, row
from lrproof.kernel.syntax import eq, implies, positive, real

a, eta = positive("a"), real("eta")
best = eq(eta, 1 / a)
STATED = (implies(0 < eta, best), eta < 2 / a)


def test_a_term_a_formula_and_an_assumption_are_parts() -> None:
    rows = (row("The step", 1 / a), row("Best", best, "a > 0"), row("Stable", eta < 2 / a))
    assert check(rows, STATED, "f.py:1") == rows
    assert rows[1] == Row("Best", best, "a > 0")


@pytest.mark.parametrize("part", [2 / a * 1, eq(eta, 2 / a), 1 / eta, eta <= 2 / a, 3])
def test_what_is_not_claimed_is_refused(part: object) -> None:
    """Also where it is equal to a part by the laws of algebra: the page shows the very term that is proved."""
    with pytest.raises(ValueError, match=r"f\.py:1: the row 'Best' shows .*, which is no part of the claim"):
        check((row("Best", part),), STATED, "f.py:1")  # type: ignore[arg-type]


def test_where_nothing_is_stated_nothing_is_shown() -> None:
    with pytest.raises(ValueError, match="no part of the claim"):
        check((row("Best", best),), (), "f.py:1")


def test_a_row_is_made_by_row() -> None:
    with pytest.raises(TypeError, match="cheat_sheet is a tuple of rows"):
        check((best,), STATED, "f.py:1")  # type: ignore[arg-type]
