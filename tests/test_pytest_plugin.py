"""pytest collects claims where it was told to, and never somebody else's code."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

GOOD = '''"""Squares."""

from lrproof import *

PREFIX = "sq"
x = real("x")


@claim(x * x >= 0, near_misses=(near_miss(x * x > 0, "strict"),))
def square():
    """A square is not negative."""
    yield x * x >= 0, by.arithmetic()
'''


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    (pytester.mkdir("claims") / "squares.py").write_text(GOOD, encoding="utf-8")
    pytester.makepyfile(test_other="def test_one():\n    pass\n")
    return pytester


def test_a_named_file_gives_an_item_for_each_engine(project: pytest.Pytester) -> None:
    done = project.runpytest("-v", "claims/squares.py")
    done.assert_outcomes(passed=3)
    done.stdout.fnmatch_lines(["*squares.py::sq*square?prove?*PASSED*"])


def test_a_plain_run_leaves_derivations_alone(project: pytest.Pytester) -> None:
    project.runpytest().assert_outcomes(passed=1)
    project.runpytest("claims").assert_outcomes()


def test_the_ini_option_names_folders(project: pytest.Pytester) -> None:
    project.makeini("[pytest]\nlrproof_derivations = claims\n")
    project.runpytest().assert_outcomes(passed=4)


def test_a_failure_says_which_line(project: pytest.Pytester) -> None:
    path = project.path / "claims" / "squares.py"
    path.write_text(GOOD.replace("yield x * x >= 0", "yield x * x >= x"), encoding="utf-8")
    done = project.runpytest("claims/squares.py")
    done.assert_outcomes(passed=2, failed=1)
    done.stdout.fnmatch_lines(["*squares.py:12: by.arithmetic does not give this*"])
    done.stdout.no_fnmatch_line("*Traceback*")


def test_a_broken_file_is_an_error_of_collection(project: pytest.Pytester) -> None:
    path = project.path / "claims" / "squares.py"
    path.write_text(GOOD.replace('PREFIX = "sq"', ""), encoding="utf-8")
    done = project.runpytest("claims/squares.py")
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*PREFIX*"])
