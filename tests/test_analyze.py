"""What a user asks: the region, the rate, the best parameters, with verdicts that can be relied on."""

from __future__ import annotations

import functools
import json
import math
import sys
from fractions import Fraction as F
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner
from linear_rules import USERS, exact_radius

import lrproof
from lrproof import rules
from lrproof.analysis.answers import Analysis
from lrproof.analyze import Engines, analyze, find_rule
from lrproof.cli import main
from lrproof.rule import Rule

ROOT = "(sqrt(L) - sqrt(μ))**2 / (sqrt(μ) + sqrt(L))**2"
MOMENTUM = "(sqrt(L) - sqrt(μ)) / (sqrt(μ) + sqrt(L))"
S = "sqrt(3 * L / μ + 1)"
BEST = {
    "gradient_descent": ({"eta": "2 / (μ + L)"}, "(L - μ) / (μ + L)"),
    "heavy_ball": ({"eta": "4 / (sqrt(μ) + sqrt(L))**2", "beta": ROOT}, MOMENTUM),
    "ema_momentum": ({"eta": "1 / (sqrt(μ) * sqrt(L))", "beta": ROOT}, MOMENTUM),
    "nesterov": ({"eta": "4 / (μ + 3 * L)", "beta": f"({S} - 2) / (2 + {S})"}, f"({S} - 2) / {S}"),
    "torch_nesterov": ({"eta": "4 / (μ + 3 * L)", "beta": f"({S} - 2) / (2 + {S})"}, f"({S} - 2) / {S}"),
    "quasi_hyperbolic": ({"eta": "1 / (sqrt(μ) * sqrt(L))", "beta": ROOT, "nu": "1"}, MOMENTUM),
    "triple_momentum": ({"eta": "4 / (sqrt(μ) + sqrt(L))**2", "beta": ROOT, "gamma": "0"}, MOMENTUM),
}


@functools.cache
def symbolic(name: str) -> Analysis:
    return analyze(getattr(rules, name))


def user(name: str) -> Rule:
    return next(r for r in USERS if r.name == name)


@functools.cache
def numbers(rule: Rule, mu: str = "1", L: str = "100", **fixed: str) -> Analysis:
    return analyze(rule, mu=mu, L=L, fixed=fixed, replay=False)


@pytest.mark.parametrize("name", list(BEST))
def test_every_answer_is_proved_and_is_the_known_one(name: str) -> None:
    found = symbolic(name)
    assert {n: a.said for n, a in found.answers.items()} == dict.fromkeys(
        ("polynomial", "stability", "spectral_radius", "best", "noise"), "PROVED"
    )
    parameters, rate = BEST[name]
    told = found["best"].values
    assert {n: e["text"] for n, e in told["parameters"].items()} == parameters and told["rate_form"]["text"] == rate
    assert all(r.passed for a in found.answers.values() for r in a.records)


def test_heavy_ball_in_numbers() -> None:
    found = numbers(rules.heavy_ball).entry()
    assert found["optimal"] == pytest.approx({"eta": 4 / 121, "beta": 81 / 121})
    assert found["rate"] == pytest.approx(9 / 11) and found["iterations"] == 69
    assert found["stable"]["upper"] == pytest.approx(2 * (1 + 81 / 121) / 100) and found["stable"]["lower"] == 0
    assert found["exact"] == {"eta": "4/121", "beta": "81/121", "rate": "9/11"}


def test_nesterov_in_numbers() -> None:
    found = numbers(rules.nesterov).numbers
    assert found["optimal"]["beta"] == pytest.approx(0.793274726291, abs=1e-12)
    assert found["rate"] == pytest.approx(0.884721916459, abs=1e-12)


def test_one_parameter_set() -> None:
    """β = 0.9 is more than κ = 100 needs: the rate is √β on an interval of steps."""
    found = numbers(rules.heavy_ball, beta="0.9")
    assert found["best"].verdict == "PROVED" and found.numbers["rate"] == pytest.approx(math.sqrt(0.9))
    assert found.numbers["stable"]["upper"] == pytest.approx(0.038)


def test_a_step_without_closed_form_is_enclosed() -> None:
    found = numbers(rules.nesterov, beta="0.9")
    low, high = found.numbers["rate_enclosure"]
    assert found["best"].verdict == "PROVED" and low < high < low * (1 + 1e-5)
    steps = np.linspace(1e-4, 0.0135, 2000)
    best = min(max(_radius(rules.nesterov, lam, eta, 0.9) for lam in (1.0, 10.0, 100.0)) for eta in steps)
    assert low - 1e-9 < best < high + 1e-3


def _radius(rule: Rule, lam: float, eta: float, beta: float) -> float:
    columns = [rule(*unit, lambda z: lam * z, eta=eta, beta=beta) for unit in ((1.0, 0.0), (0.0, 1.0))]
    return float(np.abs(np.linalg.eigvals(np.array(columns).T)).max())


def test_everything_set_gives_the_rate_only() -> None:
    found = numbers(rules.heavy_ball, eta="0.01", beta="0.9")
    assert found["best"].verdict == "PROVED" and found.numbers["optimal"] == {}
    assert found.numbers["rate"] == pytest.approx(math.sqrt(0.9))
    unstable = numbers(rules.heavy_ball, eta="1", beta="0.9")
    assert unstable.numbers["rate"] is None and "not stable" in unstable["best"].text


@pytest.mark.parametrize("rule", USERS, ids=lambda r: r.name)
def test_a_rule_of_a_user_is_right_or_says_that_it_is_open(rule: Rule) -> None:
    """The best parameters that are told have the told rate, by eigenvalues of the rule itself; others are no better."""
    found = numbers(rule, "1", "10")
    assert found["stability"].verdict in ("PROVED", "PROVED GIVEN")
    told = found.numbers
    if told["rate"] is None:
        assert found["best"].verdict in ("UNKNOWN", "NONE")
        return
    best = {n: F(x) for n, x in told["optimal"].items()}
    rate = max(float(exact_radius(rule, F(lam), best).mid()) for lam in (1, 2, 5, 10))
    assert rate == pytest.approx(told["rate"], rel=1e-5)
    if found["best"].verdict.startswith("PROVED"):
        low = told.get("rate_enclosure", [told["rate"]])[0]
        for name, value in best.items():
            for moved in (value * F(101, 100), value * F(99, 100)):
                at = {**best, name: moved}
                assert max(float(exact_radius(rule, F(lam), at).mid()) for lam in (1, 10)) > low - 1e-6


def test_an_infimum_that_is_not_attained_is_no_optimum() -> None:
    """More weight decay is always faster on a quadratic: nothing may be called best."""
    assert numbers(user("weight_decay"), "1", "10")["best"].verdict == "UNKNOWN"


def test_the_best_parameters_lie_in_their_ranges() -> None:
    """β ≤ 0.7 holds of heavy ball's best β at κ = 100, where it is sought, but not for every κ."""
    symbolic = analyze(rules.heavy_ball, ranges={"beta": "[0,0.7]"})["best"]
    assert symbolic.verdict == "SUPPORTED" and "7/10" in symbolic.reason and "not proved to be best" in symbolic.text
    at_the_end = analyze(rules.heavy_ball, mu=1, L=100, ranges={"beta": "[0,0.5]"})
    assert at_the_end["best"].verdict == "PROVED" and at_the_end.numbers["optimal"]["beta"] == 0.5
    short = analyze(rules.heavy_ball, mu=1, L=100, ranges={"eta": "(0,0.01]"})
    assert short["best"].verdict == "PROVED" and short.numbers["rate"] == pytest.approx(0.9)


def test_names_that_the_statements_use_are_not_captured() -> None:
    """A hyper-parameter called u, rho, s or lam is not the u, ρ, s or λ of the statements."""
    from lrproof.rule import rule

    @rule
    def evil(x, v, /, grad, *, lam, rho, u):  # type: ignore[no-untyped-def]
        v = rho * v + grad(x) * u
        return x - lam * v, v

    found = analyze(evil, step="lam", ranges={"rho": "(0,1)", "u": "(0,oo)"}, fixed={})
    (statement,) = found["stability"].statements
    assert {v.data[0] for v in statement.free} == {"lam", "lam'", "rho'", "u'"}
    assert found["stability"].verdict == "PROVED" and "2 * (1 + ρ') / (u' * λ)" in found["stability"].text


def test_a_false_claim_is_not_proved_by_the_judge() -> None:
    from lrproof import by
    from lrproof.analysis.stated import stated
    from lrproof.kernel.syntax import positive

    x = positive("x")

    def proof():  # type: ignore[no-untyped-def]
        yield x > 1, by.arithmetic()

    judged = Engines()(stated("wrong", "Every positive number is above 1.", x > 1, proof))
    assert judged.verdict == "REFUTED" and "x = " in judged.reason


def test_every_proof_is_run_again_in_a_fresh_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each record of a proof says so; what does not hold there is not called proved."""
    made = [r for a in symbolic("nesterov").answers.values() for r in a.records if r.engine == "prove"]
    here = [r for r in made if "proved before" not in r.what]
    assert here and all(r.what.endswith("replayed in a fresh process") for r in here)

    def refusing(proofs: list[Any]) -> list[Any]:
        return [[{"refused": "for this test"}] for _ in proofs]

    monkeypatch.setattr(sys.modules["lrproof.replays"], "replayed", refusing)
    found = analyze(rules.nesterov)
    assert {a.verdict for a in found.answers.values()} == {"UNKNOWN"}
    assert "fresh process" in found["stability"].reason


def test_a_proof_is_given_up_at_the_same_place_on_every_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Resources are counted, not seconds: with none nothing of the rule is proved, and the answer says why."""
    module = sys.modules["lrproof.analyze"]
    monkeypatch.setattr(module, "RESOURCES", 0)
    found = analyze(rules.nesterov, replay=False)
    assert found["polynomial"].verdict == "PROVED"  # by the laws of a field, without z3
    assert found["stability"].verdict == "UNKNOWN" and found["stability"].reason


def test_a_rule_that_descends_for_negative_steps() -> None:
    """Its best parameters are heavy ball's, with the sign of the step changed, for every κ."""
    from lrproof.rule import rule

    @rule
    def uphill(x, v, /, grad, *, eta, beta):  # type: ignore[no-untyped-def]
        v = beta * v - grad(x)
        return x - eta * v, v

    found = analyze(uphill)["best"]
    assert found.said == "PROVED" and found.values["parameters"]["eta"]["text"] == "-4 / (sqrt(μ) + sqrt(L))**2"
    assert found.values["rate_form"]["text"] == MOMENTUM


def test_a_parameter_at_the_closed_end_of_its_range() -> None:
    """With all of the gradient dampened away, τ = 1, nothing is stable: the interval says so before it divides."""
    from lrproof.rule import rule

    @rule
    def dampened(x, v, /, grad, *, eta, beta, tau):  # type: ignore[no-untyped-def]
        v = beta * v + (1 - tau) * grad(x)
        return x - eta * v, v

    found = analyze(dampened)
    assert found["stability"].said == "PROVED" and found["noise"].said == "PROVED"
    assert found["stability"].text == "τ - 1 < 0 and 0 < η and η < 2 * (1 + β) / ((1 - τ) * λ)"


def test_more_than_four_states_and_inexact_numbers_are_refused() -> None:
    with pytest.raises(TypeError, match="is not exact"):
        analyze(rules.heavy_ball, mu=1, L=100.0)  # type: ignore[arg-type]
    for wrong in ({"mu": 1}, {"mu": 2, "L": 1}, {"mu": 0, "L": 1}, {"eps": 2}):
        with pytest.raises(ValueError, match=r"mu and L|eps"):
            analyze(rules.heavy_ball, **wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="'gamma', which heavy_ball has not"):
        analyze(rules.heavy_ball, fixed={"gamma": 1})
    with pytest.raises(ValueError, match="both a value and a range"):
        analyze(rules.heavy_ball, fixed={"beta": 0}, ranges={"beta": "[0,1)"})


def test_it_shows_itself() -> None:
    found = symbolic("heavy_ball")
    markdown = found._repr_markdown_()
    assert r"\frac{2 (1 + \beta)}{\lambda}" in markdown and "PROVED" in markdown
    assert found._repr_latex_().startswith("$") and "2 * (1 + β) / λ" in str(found) and "best PROVED" in repr(found)


# --- the command
def run(*args: str) -> Any:
    return CliRunner().invoke(main, ["analyze", *args])


def test_the_command_prints_json_for_programs() -> None:
    done = run("heavy_ball", "--mu", "1", "--L", "100", "--set", "beta=0.5", "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 0 and told["rule"] == "heavy_ball" and told["linear"] is True
    assert told["fixed"] == {"beta": "1/2"} and set(told["optimal"]) == {"eta"} and 0 < told["rate"] < 1
    assert told["stability"]["text"] == "0 < η and η < 3 / λ" and told["stability"]["latex"]
    assert told["stability"]["verdict"] == "PROVED" and told["stability"]["statements"]


def test_adam_is_told_apart_without_a_traceback() -> None:
    done = run("adam")
    assert done.exit_code == 2 and "adam is not linear on a quadratic: the next v has the term" in done.stderr
    done = run("adam", "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 2 and told["linear"] is False and "grad(x)**2" in told["why"]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("heavy_bal",), "perhaps heavy_ball"),
        (("nowhere.py:f",), "no such file"),
        (("heavy_ball", "--set", "beta"), "name=value"),
        (("heavy_ball", "--set", "beta=x"), "is a number such as"),
        (("heavy_ball", "--set", "eta=1/Q"), "or in terms of mu and L, such as 1/L, not '1/Q'"),
        (("heavy_ball", "--set", "beta=0.9", "--set", "beta=0.8"), "--set beta=... is given 2 times"),
        (("heavy_ball", "--range", "beta=0..1"), "an interval is written like"),
        (("heavy_ball", "--mu", "1"), "both or neither"),
        (("heavy_ball", "--mu", "10", "--L", "1"), "0 < mu < L, not mu = 10, L = 1"),
        (("heavy_ball", "--step", "gamma"), "no hyper-parameter 'gamma'"),
    ],
)
def test_misuse_gives_two_and_one_line(args: tuple[str, ...], said: str) -> None:
    done = run(*args)
    assert done.exit_code == 2 and said in done.stderr and "Traceback" not in done.stderr


def test_a_rule_of_a_file_is_found(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(
        "from lrproof import rule\n\n\n@rule\ndef lazy(x, /, grad, *, lr):\n    return x - lr * grad(x) / 3\n",
        encoding="utf-8",
    )
    assert find_rule(f"{path}:lazy").name == "lazy"
    done = run(f"{path}:lazy")
    assert done.exit_code == 0 and "lr < 6 / λ" in done.output
    assert run(f"{path}:absent").exit_code == 2
    assert f"name the rule of the file, such as {path}:lazy" in run(str(path)).stderr
    path = tmp_path / "plain.py"
    path.write_text("def plain(x):\n    return x\n", encoding="utf-8")
    assert "is no rule: decorate the function by @rule" in run(f"{path}:plain").stderr


def test_it_is_public() -> None:
    assert lrproof.analyze is analyze and lrproof.Analysis is Analysis
