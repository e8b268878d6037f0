"""The conditions against roots that balls enclose; the lemmas are proved; false ones are not."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lrproof.analysis.schur import AXIOM, conditions, inside, lemma, positive_all
from lrproof.analysis.spectrum import radius
from lrproof.analysis.stated import stated
from lrproof.evidence.prove import ProofError, prove
from lrproof.kernel.syntax import iff, real

FAST = settings(max_examples=60, derandomize=True, deadline=None, database=None)
COEFFICIENTS = st.lists(st.fractions(-2, 2, max_denominator=12), min_size=1, max_size=4)


@FAST
@given(COEFFICIENTS, st.sampled_from([None, F(1, 2), F(3, 2)]))
def test_the_conditions_hold_exactly_when_all_roots_are_inside(a: list[F], size: F | None) -> None:
    rho = radius(a) / (1 if size is None else float(size))
    assume(not rho.overlaps(rho * 0 + 1))
    assert all(c > 0 for c in conditions(a, size)) == bool(rho < 1)


@pytest.mark.parametrize("signs", [(1, 1), (1, -1), (-1, 1), (-1, -1)])
def test_next_to_the_circle_in_degree_four(signs: tuple[int, int]) -> None:
    """Two pairs of size 1 - e, then one of size 1 + e: the conditions see the difference."""

    def coefficients(r: F, s: F) -> list[F]:
        b, c = signs[0] * r, signs[1] * s  # (z² + b z + r²)(z² + c z + s²)
        return [b + c, r * r + s * s + b * c, b * s * s + c * r * r, r * r * s * s]

    e = F(1, 10**6)
    assert all(c > 0 for c in conditions(coefficients(1 - e, 1 - 2 * e)))
    assert not all(c > 0 for c in conditions(coefficients(1 + e, 1 - 2 * e)))


@pytest.mark.parametrize(("n", "closed"), [(1, False), (2, False), (3, False), (1, True), (2, True)])
def test_the_lemmas_are_proved_without_axioms(n: int, closed: bool) -> None:
    assert not prove(lemma(n, closed)).theorem.axioms


def test_degree_four_rests_on_its_name() -> None:
    assert prove(lemma(4)).theorem.axioms == {AXIOM}


def test_one_claim_however_it_is_asked_for() -> None:
    """A proof cites the lemma of its uses, which must be the same object."""
    assert lemma(2) is lemma(2, False) is lemma(2, closed=False)


def test_a_condition_too_few_is_refused() -> None:
    """Without 1 - a0 > 0 the conditions of degree 2 let two roots of size above 1 pass."""
    a = [real("a1"), real("a0")]
    wrong = iff(inside(a), positive_all(conditions(a)[:2]))

    def proof():  # type: ignore[no-untyped-def]
        from lrproof import by

        yield wrong, by.arithmetic()

    with pytest.raises(ProofError):
        prove(stated("wrong", "Two conditions are enough.", wrong, proof))


@pytest.mark.parametrize("n", [0, 5])
def test_other_degrees_are_refused(n: int) -> None:
    with pytest.raises(ValueError, match="degrees 1 to 4"):
        conditions([F(0)] * n)
