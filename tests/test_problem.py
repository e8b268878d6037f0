"""Random quadratics: the ends of the spectrum are exact, the rest is where it was asked for, the seed decides all."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrproof.problem import Quadratic, random_quadratic

FAST = settings(max_examples=60, derandomize=True, deadline=None, database=None)


@FAST
@given(
    st.integers(2, 12),
    st.sampled_from([1, 1.5, 100, 10**8, Fraction(5, 4)]),
    st.integers(0, 2**32),
    st.sampled_from(["log", "clustered"]),
    st.sampled_from([1, Fraction(1, 1024), 3, 0.1]),
)
def test_the_condition_number_is_exactly_the_one_asked_for(
    n: int, condition: Any, seed: int, spectrum: Any, smallest: Any
) -> None:
    """A theorem about kappa is tried at kappa, not at kappa (1 + 1e-16). What no float64 holds is refused."""
    try:
        problem = random_quadratic(n, condition, seed=seed, spectrum=spectrum, smallest=smallest)
    except ValueError as error:
        assert "is not exactly a float64" in str(error) and smallest == 0.1
        return
    values = problem.eigenvalues
    assert values.shape == (n,) and (np.diff(values) >= 0).all()
    assert Fraction(float(values[0])) == Fraction(smallest)
    assert Fraction(float(values[-1])) == Fraction(smallest) * Fraction(condition)
    assert problem.condition == Fraction(condition)


def test_log_spacing_and_clusters() -> None:
    exponents = np.log10(random_quadratic(9, 10**8, seed=1).eigenvalues)
    assert (abs(exponents - np.arange(9)) <= 0.25 + 1e-12).all() and (exponents[1:-1] != np.arange(1, 8)).all()
    clustered = random_quadratic(9, 10**8, seed=1, spectrum="clustered").eigenvalues
    assert (clustered <= 1.1).sum() == 5 and (clustered >= 0.9e8).sum() == 4


def test_the_rotation_is_orthogonal_and_the_matrix_has_the_spectrum() -> None:
    problem = random_quadratic(30, 1000, seed=3)
    q, h = problem.rotation, problem.matrix
    assert q is not None and problem.curvatures is h
    np.testing.assert_allclose(q.T @ q, np.eye(30), atol=1e-13)
    np.testing.assert_array_equal(h, h.T)
    np.testing.assert_allclose(np.linalg.eigvalsh(h), problem.eigenvalues, atol=1000 * 30 * 2.0**-52)


def test_the_rotation_is_uniform() -> None:
    """QR without the signs of R has Q[0, 0] < 0 always; uniform, its mean is 0 and Q[0, 0]² averages 1/n."""
    corners = []
    for seed in range(400):
        q = random_quadratic(3, 2, seed=seed).rotation
        assert q is not None
        corners.append(q[0, 0])
    assert abs(np.mean(corners)) < 5 / np.sqrt(3 * 400)
    assert abs(np.mean(np.square(corners)) - 1 / 3) < 5 * 0.3 / 20


def test_the_seed_decides_everything() -> None:
    one, same, other = (random_quadratic(5, 100, seed=seed) for seed in (7, 7, 8))
    np.testing.assert_array_equal(one.matrix, same.matrix)
    assert (one.matrix != other.matrix).any() and (one.eigenvalues[1:-1] != other.eigenvalues[1:-1]).all()


def test_without_rotation_the_matrix_is_diagonal() -> None:
    problem = random_quadratic(4, 100, seed=0, rotated=False)
    assert problem.rotation is None and problem.curvatures is problem.eigenvalues
    np.testing.assert_array_equal(problem.matrix, np.diag(problem.eigenvalues))


def test_one_variable() -> None:
    problem = random_quadratic(1, 1, seed=0, smallest=3)
    assert problem.condition == 1 and abs(problem.matrix[0, 0] - 3) < 1e-15


def test_a_quadratic_cannot_be_changed() -> None:
    values = np.array([1.0, 2.0])
    problem = Quadratic(values)
    values[0] = 9
    assert problem.eigenvalues[0] == 1
    for array in (problem.eigenvalues, problem.matrix):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 5


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"n": 0}, "n ≥ 1 variables are expected, not 0"),
        ({"condition": Fraction(1, 2)}, "condition ≥ 1 is expected"),
        ({"condition": float("nan")}, "condition is a finite number, not nan"),
        ({"condition": float("inf")}, "condition is a finite number, not inf"),
        ({"condition": Fraction(10, 3)}, "is not exactly a float64"),
        ({"condition": 10**400}, "is not exactly a float64"),
        ({"n": 1}, "with n = 1, condition = 1 is expected, not 100"),
        ({"smallest": 0}, "smallest > 0 is expected, not 0"),
        ({"smallest": Fraction(1, 3)}, "smallest = 1/3 is not exactly a float64"),
        ({"spectrum": "even"}, "spectrum is 'log' or 'clustered', not 'even'"),
        ({"seed": -1}, "a seed ≥ 0 is expected"),
    ],
)
def test_what_cannot_be_made_is_refused(arguments: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        random_quadratic(**({"n": 3, "condition": 100, "seed": 0} | arguments))


@pytest.mark.parametrize("arguments", [{"n": 2.0}, {"n": True}, {"seed": None}])
def test_sizes_and_seeds_are_ints(arguments: dict[str, Any]) -> None:
    """``seed=None`` would be a run that nobody can repeat."""
    with pytest.raises(TypeError, match="is an int, not"):
        random_quadratic(**({"n": 3, "condition": 100, "seed": 0} | arguments))


def test_a_quadratic_checks_its_parts() -> None:
    for values in ([], [[1.0]], [1.0, np.nan], 3.0):
        with pytest.raises(ValueError, match="eigenvalues: n ≥ 1 finite numbers"):
            Quadratic(np.array(values))
    with pytest.raises(ValueError, match=re.escape("rotation: shape (2, 2) is expected, not (3, 3)")):
        Quadratic(np.ones(2), np.eye(3))
    with pytest.raises(ValueError, match="positive eigenvalues"):
        Quadratic(np.array([0.0, 1.0])).condition  # noqa: B018
