"""The table of Lessard, Recht and Packard (2016, proposition 1) on quadratics, reproduced for every κ.

For each method and step the best other parameters and the rate: found by the analysis from the rule alone, proved by
the kernel, and by SymPy the closed forms of the table, exactly. The claims of derivations/ state the same.
"""

from __future__ import annotations

import math
from fractions import Fraction as F
from typing import Any

import pytest
import sympy
from claims import CLAIMS
from click.testing import CliRunner
from linear_rules import exact_radius

from lrproof import analyze, rules
from lrproof.analysis.tied import at_ends, is_tied, times_low
from lrproof.cli import main
from lrproof.evidence.derive import check
from lrproof.rule import Rule

MU, L = sympy.symbols("mu L", positive=True)
K = L / MU
ROOT = sympy.sqrt(K)
WIDE = sympy.sqrt(3 * K + 1)
HEAVY = (ROOT - 1) / (ROOT + 1)
# rule, step size as it is set ("": it is sought), what the table has for η and β, and its rate
TABLE: list[tuple[Rule, str, dict[str, Any], Any]] = [
    (rules.gradient_descent, "1/L", {"eta": 1 / L}, 1 - 1 / K),
    (rules.gradient_descent, "", {"eta": 2 / (L + MU)}, (K - 1) / (K + 1)),
    (rules.nesterov, "1/L", {"eta": 1 / L, "beta": HEAVY}, 1 - 1 / ROOT),
    (rules.nesterov, "", {"eta": 4 / (3 * L + MU), "beta": (WIDE - 2) / (WIDE + 2)}, 1 - 2 / WIDE),
    (rules.heavy_ball, "", {"eta": 4 / (sympy.sqrt(L) + sympy.sqrt(MU)) ** 2, "beta": HEAVY**2}, HEAVY),
]
ROWS = pytest.mark.parametrize(
    ("rule", "step", "parameters", "rate"), TABLE, ids=[f"{r.name} {s or 'tuned'}" for r, s, *_ in TABLE]
)


def read(text: str) -> Any:
    """A term's text in SymPy."""
    return sympy.sympify(text.replace("μ", "mu"), locals={"mu": MU, "L": L}, rational=True)


@ROWS
def test_a_row_of_the_table_for_every_condition_number(
    rule: Rule, step: str, parameters: dict[str, Any], rate: Any
) -> None:
    found = analyze(rule, fixed={"eta": step} if step else {})["best"]
    assert found.said == "PROVED" and all(r.passed for r in found.records)
    told = found.values["parameters"]
    assert set(told) == set(parameters)
    for name, wanted in parameters.items():
        assert sympy.simplify(read(told[name]["text"]) - wanted) == 0, (name, told[name]["text"])
    assert sympy.simplify(read(found.values["rate_form"]["text"]) - rate) == 0


@ROWS
def test_a_row_against_eigenvalues_of_the_rule(rule: Rule, step: str, parameters: dict[str, Any], rate: Any) -> None:
    """κ = 100: with the table's parameters the largest eigenvalue on a grid of the spectrum is the table's rate."""
    at = {MU: 1, L: 100}
    numbers = {n: F(float(e.subs(at))).limit_denominator(10**14) for n, e in parameters.items()}
    curvatures = [F(100) ** F(k, 1) for k in (0, 1)] + [F(k) for k in range(2, 100, 7)]
    worst = max(float(exact_radius(rule, lam, numbers).mid()) for lam in curvatures)
    assert worst == pytest.approx(float(rate.subs(at)), abs=1e-6)  # a double root moves by the root of the rounding


@pytest.mark.parametrize("id_", ["gen.opt-eta", "nag.opt-beta", "nag.lrp-optimal", "hb.optimal"])
def test_the_claims_state_what_the_analysis_finds(id_: str) -> None:
    """Steps, momenta and rates that stand in the statements are found by themselves, and equal by the kernel."""
    records = check(CLAIMS[id_])
    assert len(records) >= 2 and all(r.passed for r in records), records


def test_other_rules_with_the_step_that_is_set() -> None:
    """Heavy ball with η = 1/L has a double root at μ: the rate of Nesterov's method with this step, 1 − 1/√κ."""
    found = analyze(rules.heavy_ball, fixed={"eta": "1/L"})["best"]
    assert found.said == "PROVED"
    assert sympy.simplify(read(found.values["parameters"]["beta"]["text"]) - (1 - 1 / ROOT) ** 2) == 0
    assert sympy.simplify(read(found.values["rate_form"]["text"]) - (1 - 1 / ROOT)) == 0


def test_with_numbers_the_step_that_is_set_is_one() -> None:
    found = analyze(rules.nesterov, mu=1, L=100, fixed={"eta": "1/L"})
    assert found.fixed == {"eta": "1/100"} and found["best"].said == "PROVED"
    assert found.numbers["rate"] == pytest.approx(0.9) and found.numbers["optimal"]["beta"] == pytest.approx(9 / 11)


def test_a_step_that_is_not_the_best_is_not_called_best() -> None:
    """2/L is no stable step for gradient descent on [μ, L]."""
    found = analyze(rules.gradient_descent, fixed={"eta": "2/L"})["best"]
    assert found.verdict == "UNKNOWN" and found.text == "none"


def test_what_is_read_as_a_step() -> None:
    assert is_tied("1/L") and is_tied("2/(mu + L)") and not is_tied("0.1") and not is_tied(F(1))
    assert at_ends("4/(3*L + μ)", F(1), F(100), F) == F(4, 301) and at_ends(" -0.5 / L", F(1), F(2), F) == F(-1, 4)
    assert str(times_low("2/(mu + L)")) == "2/(k + 1)"
    for wrong in ("L", "1/L**2", "1/mu/L", "1/L + 1"):
        with pytest.raises(ValueError, match=r"1/curvature|no quotient"):
            times_low(wrong)
    for wrong in ("1/(L - L)", "sqrt(L)", "__import__('os')", "1/", "L.real"):
        with pytest.raises(ValueError, match="no quotient of mu, L"):
            at_ends(wrong, F(1), F(2), F)


def test_the_command_takes_it() -> None:
    done = CliRunner().invoke(main, ["analyze", "nesterov", "--set", "eta=1/L"])
    assert done.exit_code == 0 and "eta = 1/L" in done.output and "(sqrt(L) - sqrt(μ)) / sqrt(L)" in done.output
    wrong = CliRunner().invoke(main, ["analyze", "nesterov", "--set", "eta=L"])
    assert wrong.exit_code == 2 and "1/curvature" in wrong.stderr


def test_the_rates_stand_in_their_order() -> None:
    """κ = 100: heavy ball 9/11, Nesterov 0.8847 (tuned) and 9/10, gradient descent 99/101 and 99/100."""
    rates = [float(rate.subs({MU: 1, L: 100})) for *_, rate in TABLE]
    assert sorted(rates, reverse=True) == [
        pytest.approx(r) for r in (0.99, 99 / 101, 0.9, 1 - 2 / math.sqrt(301), 9 / 11)
    ]
