"""What ``lrproof analyze`` prints, against eigenvalues that know nothing of it.

The matrix of a mode comes from running the rule's own Python on unit states, and its spectral radius from LAPACK, on a
grid of ηλ and of every other parameter. Each of the rules: the stable set, the rate everywhere, and that no point of
the grid beats the best parameters, which have the rate that is told.
"""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from lrproof import rules
from lrproof.analyze import find_rule
from lrproof.cli import main
from lrproof.rule import Rule

USER = '''
from lrproof import rule


@rule
def optimistic(x, old, /, grad, *, lr):
    """Optimistic gradient descent: twice the new gradient less the old one."""
    g = grad(x)
    return x - lr * (2 * g - old), g


@rule
def lookahead(x, v, /, grad, *, eta, beta, c):
    """A velocity that fades, and a share c of it looked ahead."""
    v = beta * v + grad(x - c * eta * v)
    return x - eta * v, v
'''
NAMES = (
    "gradient_descent", "heavy_ball", "ema_momentum", "nesterov", "torch_nesterov", "quasi_hyperbolic",
    "triple_momentum", "mine.py:optimistic", "mine.py:lookahead",
)  # fmt: skip
EVERY = pytest.mark.parametrize("name", NAMES)
LOW, HIGH = 1.0, 30.0
STEPS = {"optimistic": "lr"}
SHARES = np.linspace(0.0, 0.96, 9)
"""Values of every parameter but the step size: β, ν, γ, c."""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., tuple[Rule, dict[str, Any]]]:
    """The rule of a name, and what the command prints of it as JSON."""
    folder = tmp_path_factory.mktemp("rules")
    (folder / "mine.py").write_text(USER, encoding="utf-8")
    known: dict[tuple[str, ...], dict[str, Any]] = {}

    def ask(name: str, *options: str) -> tuple[Rule, dict[str, Any]]:
        target = str(folder / name) if name.startswith("mine.py") else name
        if (name, *options) not in known:
            done = CliRunner().invoke(main, ["analyze", target, *options, "--json"])
            assert done.exit_code == 0, done.output
            known[(name, *options)] = json.loads(done.stdout)
        return find_rule(target), known[(name, *options)]

    return ask


def radius(rule: Rule, curvature: Any, hyper: dict[str, Any]) -> Any:
    """The spectral radius at each point of arrays that are broadcast together."""
    shape = np.broadcast_shapes(np.shape(curvature), *(np.shape(h) for h in hyper.values()))
    n = len(rule.state)
    matrix = np.zeros((*shape, n, n))
    for k in range(n):
        new = rule(*(float(j == k) for j in range(n)), lambda z: curvature * z, **hyper)
        for i, entry in enumerate(new if isinstance(new, tuple) else (new,)):
            matrix[..., i, k] = entry
    return np.abs(np.linalg.eigvals(matrix)).max(axis=-1)


def grid(rule: Rule) -> tuple[Any, dict[str, Any]]:
    """Curvatures, and the parameters: a step size of both signs and far past every end, the others in [0, 0.96]."""
    step = STEPS.get(rule.name, "eta")
    others = [n for n in rule.hyper if n != step]
    axes = [np.array([0.37, 2.0]), np.concatenate([np.linspace(-1, 5, 61), np.linspace(5.3, 90, 41)]) / 2.0]
    mesh = np.meshgrid(*axes, *(SHARES for _ in others), indexing="ij")
    return mesh[0], {step: mesh[1], **dict(zip(others, mesh[2:], strict=True))}


def computed(text: str, values: dict[str, Any]) -> Any:
    """The value of a formula as it is printed."""
    greek = {"eta": "η", "beta": "β", "nu": "ν", "gamma": "γ", "lam": "λ"}
    names = {greek.get(n, n): v for n, v in values.items()}
    with np.errstate(all="ignore"):
        return eval(text, {"__builtins__": {}}, {"sqrt": np.sqrt, "abs": np.abs, **names})


@EVERY
def test_the_stable_set(name: str, asked: Any) -> None:
    rule, told = asked(name)
    assert told["stability"]["verdict"] == "PROVED"
    curvature, hyper = grid(rule)
    rho = radius(rule, curvature, hyper)
    parts = [computed(p, {**hyper, "lam": curvature}) for p in told["stability"]["text"].split(" and ")]
    clear = np.abs(rho - 1) > 1e-9  # at an end neither is said
    assert clear.mean() > 0.9 and (rho[clear] < 1).any() and (rho[clear] > 1).any()
    assert (np.logical_and.reduce(parts)[clear] == (rho[clear] < 1)).all()


@EVERY
def test_the_rate_everywhere(name: str, asked: Any) -> None:
    rule, told = asked(name)
    assert told["spectral_radius"]["verdict"] == "PROVED"
    curvature, hyper = grid(rule)
    rho = radius(rule, curvature, hyper)
    x = hyper[STEPS.get(rule.name, "eta")] * curvature
    said = np.zeros_like(rho)
    for factor in told["spectral_radius"]["factors"]:
        values = {**hyper, "x": x}
        rate = computed(factor["rate"], values)
        if "while" in factor:
            rate = np.where(computed(factor["while"], values), rate, computed(factor["else"], values))
        said = np.maximum(said, rate)
    # next to a double root a rounding of 1e-16 moves the eigenvalues by its square root
    assert np.allclose(said, rho, rtol=1e-6, atol=1e-6)


@EVERY
def test_no_point_of_the_grid_beats_the_best(name: str, asked: Any) -> None:
    rule, told = asked(name, "--mu", str(int(LOW)), "--L", str(int(HIGH)))
    assert told["best"]["verdict"] == "PROVED"
    step = STEPS.get(rule.name, "eta")
    curvatures = np.concatenate([np.geomspace(LOW, HIGH, 60)])
    best = {n: float(v) for n, v in told["optimal"].items()}
    at_best = max(radius(rule, curvatures, best))
    assert at_best == pytest.approx(told["rate"], abs=1e-6)
    steps = best[step] * np.concatenate([np.geomspace(0.02, 0.99, 60), [1.0], np.geomspace(1.01, 40, 60)])
    others = [n for n in rule.hyper if n != step]
    fine = {n: np.unique(np.clip(np.concatenate([np.linspace(0, 1, 21), best[n] + np.linspace(-0.02, 0.02, 9)]), 0,
                                 1 - 1e-9)) for n in others}  # fmt: skip
    mesh = np.meshgrid(np.array([LOW, HIGH]), steps, *fine.values(), indexing="ij")
    with np.errstate(all="ignore"):
        rho = radius(rule, mesh[0], {step: mesh[1], **dict(zip(others, mesh[2:], strict=True))})
    low = told.get("rate_enclosure", [told["rate"]])[0]
    assert rho.max(axis=0).min() > low - 1e-6


@EVERY
def test_how_many_steps_are_told(name: str, asked: Any) -> None:
    """The least t with ρᵗ ≤ 10⁻⁶, from the rate that brute force has."""
    rule, told = asked(name, "--mu", str(int(LOW)), "--L", str(int(HIGH)))
    best = {n: float(v) for n, v in told["optimal"].items()}
    rate = max(radius(rule, np.array([LOW, HIGH]), best))
    assert abs(told["iterations"] - math.log(1e-6) / math.log(rate)) < 1.1


def test_brute_force_can_tell_a_wrong_formula(asked: Any) -> None:
    """The comparison above is no formality: with heavy ball's interval Nesterov's grid disagrees, and 2 % are seen."""
    curvature, hyper = grid(rules.nesterov)
    rho = radius(rules.nesterov, curvature, hyper)
    clear = np.abs(rho - 1) > 1e-9
    for end in ("2 * (1 + β) / λ", "2.04 * (1 + β) / ((1 + 2 * β) * λ)", "1.96 * (1 + β) / ((1 + 2 * β) * λ)"):
        wrong = computed("0 < η", hyper) & computed(f"η < {end}", {**hyper, "lam": curvature})
        assert (wrong[clear] != (rho[clear] < 1)).any()


def test_a_matrix_by_hand() -> None:
    """Heavy ball with ηλ = 1, β = 1/4: z² − z/4 + 1/4, a pair of size 1/2."""
    assert radius(rules.heavy_ball, 1.0, {"eta": 1.0, "beta": 0.25}) == pytest.approx(0.5)
    assert set(itertools.chain(*(find_rule(n).hyper for n in NAMES[:7]))) == {"eta", "beta", "nu", "gamma"}
