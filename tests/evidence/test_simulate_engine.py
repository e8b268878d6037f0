"""The engine "simulate" accepts what is true at condition number 10⁸, and rejects what is a little wrong."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from flint import arb

from lrproof.claim import Simulated, simulated
from lrproof.evidence.linear_runs import linear
from lrproof.evidence.rounding import Running, outward
from lrproof.evidence.simulate import trial
from lrproof.kernel.syntax import integer, natural, positive, rational, real, sequence, sqrt, total
from lrproof.kernel.terms import Expr
from lrproof.rule import Rule, rule
from lrproof.rules import adam, ema_momentum, gradient_descent, heavy_ball, nesterov
from lrproof.verdict import Record

lam, mu, L = positive("lam"), positive("mu"), positive("L")
x0, eta, beta, beta1, beta2, eps = (real(name) for name in ("x0", "eta", "beta", "beta1", "beta2", "eps"))
T, k = natural("T"), integer("k")
theta, g = sequence("theta"), sequence("g")
CLOSED = (1 - eta * lam) ** T * x0
ONE_STEP = theta(T - 1) - eta * total(beta ** (T - 1 - k) * g(k), k, 0, T - 1)


def descent(predicts: Expr, **changed: Any) -> Simulated:
    """Gradient descent at the very edge of convergence, 10⁵ steps."""
    reads: Any = {lam: "curvature", x0: "start", eta: "eta", T: "steps", mu: "mu", L: "L"}
    asked: dict[str, Any] = {"hyper": {"eta": rational("1.999") / L}, "control": "eta", "steps": 100_000}
    return simulated(gradient_descent, predicts, reads=reads, **{**asked, **changed})


def momentum(predicts: Expr, which: Rule = heavy_ball, **changed: Any) -> Simulated:
    reads: Any = {theta: "iterate", g: "gradient", x0: "start", eta: "eta", beta: "beta", T: "steps", L: "L"}
    asked: dict[str, Any] = {"hyper": {"eta": 1 / L, "beta": rational("0.9")}, "control": "beta", "steps": 60}
    return simulated(which, predicts, reads=reads, **{**asked, **changed})


def two_roots(p: Expr, q: Expr, first: Expr) -> Expr:
    """The solution of x(t+2) = p x(t+1) − q x(t) with x(1) = first x(0), by its two real roots."""
    disc = sqrt(p**2 - 4 * q)
    large, small = (p + disc) / 2, (p - disc) / 2
    return ((first - small) * large**T - (first - large) * small**T) / disc * x0


def by_mode(predicts: Expr, **changed: Any) -> Simulated:
    """Heavy ball with real roots, predicted from the curvature."""
    reads: Any = {lam: "curvature", x0: "start", eta: "eta", beta: "beta", T: "steps", L: "L"}
    asked: dict[str, Any] = {"hyper": {"eta": rational("0.24") / L, "beta": rational("0.25")}, "control": "eta"}
    asked |= {"condition": 100, "steps": 300}
    return simulated(heavy_ball, predicts, reads=reads, **{**asked, **changed})


BY_MODE = two_roots(1 + beta - eta * lam, beta, 1 - eta * lam)


def adaptive(*, of_m: Expr, of_v: Expr, **changed: Any) -> Simulated:
    """Adam, its averages divided by ``of_m`` and ``of_v``."""
    m = (1 - beta1) * total(beta1 ** (T - k) * g(k), k, 1, T) / of_m
    v = (1 - beta2) * total(beta2 ** (T - k) * g(k) ** 2, k, 1, T) / of_v
    reads: Any = {
        theta: "iterate",
        g: "gradient of step",
        eta: "eta",
        beta1: "beta1",
        beta2: "beta2",
        eps: "eps",
        T: "steps",
    }
    values = {"eta": "0.01", "beta1": "9/10", "beta2": "999/1000", "eps": "1e-8"}
    asked: dict[str, Any] = {"hyper": {name: rational(v) for name, v in values.items()}, "control": "beta2"}
    return simulated(
        adam, theta(T - 1) - eta / (sqrt(v) + eps) * m, reads=reads, steps=50, **{**asked, **changed}
    )  # fmt: skip


def tried(request: Simulated, instances: int = 2) -> list[Record]:
    return trial(request, seed=7, instances=instances)


TRUE = {
    "gradient descent": descent(CLOSED, inside={"eta": rational("1.999") / L}, outside={"eta": rational("2.001") / L}),
    "its best step": descent(CLOSED, hyper={"eta": 2 / (mu + L)}),
    "a step that is a root": descent(CLOSED, hyper={"eta": 1 / sqrt(2 * L * L)}, steps=1000),
    "momentum": momentum(ONE_STEP, inside={"eta": 1 / L}, outside={"eta": 4 / L}),
    "momentum from the start": momentum(x0 - eta * total((1 - beta ** (T - k)) / (1 - beta) * g(k), k, 0, T - 1)),
    "momentum in two steps": momentum(theta(T - 1) - eta * g(T - 1) + beta * (theta(T - 1) - theta(T - 2))),
    "momentum by curvature": by_mode(BY_MODE, inside={"eta": 2 / L}, outside={"eta": rational("2.6") / L}),
    "momentum by curvature, beta wrong": by_mode(BY_MODE, control="beta"),
    "ema": momentum(theta(T - 1) - eta * (1 - beta) * total(beta ** (T - 1 - k) * g(k), k, 0, T - 1), ema_momentum),
    "adam": adaptive(of_m=1 - beta1**T, of_v=1 - beta2**T),
    "adam, eta wrong": adaptive(of_m=1 - beta1**T, of_v=1 - beta2**T, control="eta"),
}


@pytest.mark.parametrize("name", TRUE)
def test_what_is_true_passes_and_its_control_is_noticed(name: str) -> None:
    request = TRUE[name]
    records = tried(request)
    assert [r.reason for r in records] == [""] * (4 if request.inside else 2)
    assert all(r.passed and r.engine == "simulate" and r.seed == 7 for r in records)
    assert float(records[0].bound) < 1e-8
    assert "rejected in 4 of 4 runs" in records[1].what
    assert not any(r.measured or r.margin for r in records)  # what the machine's rounding decides is not recorded


@pytest.mark.parametrize(
    "request_",
    [
        descent((1 - eta * lam) ** (T + 1) * x0),
        descent((1 - rational("1.01") * eta * lam) ** T * x0),
        descent((1 - rational("1.000001") * eta * lam) ** T * x0),
        momentum(theta(T - 1) - eta * total(beta ** (T - k) * g(k), k, 0, T - 1)),
        momentum(theta(T - 1) - eta * total(beta ** (T - 1 - k) * g(k), k, 1, T - 1)),
        momentum(ONE_STEP, ema_momentum),
        by_mode(two_roots(1 + beta - eta * lam, beta, 1 - 2 * eta * lam)),
        by_mode(two_roots(1 + beta - rational("1.000001") * eta * lam, beta, 1 - eta * lam)),
        adaptive(of_m=1 - beta1**T, of_v=rational(1)),
        adaptive(of_m=rational(1), of_v=1 - beta2**T),
    ],
    ids=[
        "exponent",
        "eta",
        "eta by 1e-6",
        "index",
        "first term",
        "ema",
        "first step",
        "eta of a mode by 1e-6",
        "Adam's v biased",
        "Adam's m biased",
    ],
)
def test_what_is_a_little_wrong_is_rejected_with_the_place(request_: Simulated) -> None:
    record = tried(request_)[0]
    assert not record.passed
    for part in ("seed 7, diagonal", " 0: expected ", "got "):
        assert part in record.reason


def test_a_step_size_on_the_wrong_side_is_rejected_and_so_is_a_prediction_that_says_nothing() -> None:
    inside, outside = tried(
        descent(CLOSED, inside={"eta": rational("2.001") / L}, outside={"eta": rational("1.999") / L})
    )[2:]
    assert not inside.passed and "mode 7" in inside.reason and "not shrunk" in inside.reason
    assert not outside.passed and "not grown" in outside.reason
    control = tried(descent(CLOSED + 0 * eta, control="eta", hyper={"eta": 0}))[1]
    assert not control.passed and "cannot see an error of 1 %" in control.reason
    for vague in (theta(T), theta(T - T - 1), g(T)):  # what is predicted cannot be read, nor what is not there
        assert "has no value" in tried(momentum(vague))[0].reason


def test_a_run_that_overflows_is_divergence_and_no_agreement() -> None:
    records = tried(descent(CLOSED, hyper={"eta": 4 / L}, inside={"eta": 4 / L}, outside={"eta": 4 / L}))
    assert [r.passed for r in records] == [False, False, False, True]
    assert "not finite" in records[0].reason


def test_records_say_what_was_tried_and_do_not_change() -> None:
    request = TRUE["gradient descent"]
    first = trial(request, seed=100, instances=4)
    assert first == trial(request, seed=100, instances=4)
    assert first[0].what == (
        "4 random quadratics, diagonal and rotated, condition number 10⁸, T = 10⁵ steps, η = 1.999 / L: "
        "the parameter lies in the enclosure of the claimed formula"
    )
    assert first[1].what == "the same prediction with η wrong by 1 %: rejected in 8 of 8 runs"


def test_a_request_without_an_error_model_is_refused() -> None:
    @rule
    def decayed(x: Any, /, grad: Any, *, eta: Any) -> Any:
        """Another rule with one state variable."""
        return (1 - eta) * x - eta * grad(x)

    def asked(which: Rule, predicts: Expr, reads: Any, **values: Any) -> None:
        trial(simulated(which, predicts, reads=reads, hyper=values, control="eta"), seed=0, instances=1)

    by_curvature = {lam: "curvature", x0: "start", eta: "eta", T: "steps"}
    for match, which, predicts, reads in (
        ("decayed is another rule", decayed, CLOSED, by_curvature),
        ("elsewhere", nesterov, ONE_STEP, {theta: "iterate", g: "gradient", eta: "eta", beta: "beta", T: "steps"}),
        ("both", gradient_descent, lam * theta(T - 1), {lam: "curvature", theta: "iterate", T: "steps"}),
        ("neither", gradient_descent, x0, {x0: "start"}),
        ("what λ is", gradient_descent, CLOSED, {x0: "start", eta: "eta", T: "steps"}),
        ("'curve'", gradient_descent, CLOSED, {**by_curvature, lam: "curve"}),
    ):
        with pytest.raises(ValueError, match=match):
            asked(which, predicts, reads, **{name: rational("0.1") for name in which.hyper})
    with pytest.raises(ValueError, match="no value for eta"):
        asked(gradient_descent, CLOSED, by_curvature)
    with pytest.raises(ValueError, match="read as mu or L"):
        asked(gradient_descent, CLOSED, by_curvature, eta=1 / L)


def test_which_rules_are_linear() -> None:
    """Only where a step is linear does the error of one gradient pass on as the model says."""

    @rule
    def clipped(x: Any, v: Any, /, grad: Any, *, eta: Any) -> Any:
        """Not linear: the velocity is divided by its size."""
        v = v + grad(x)
        return x - eta * v / abs(v), v

    assert linear(heavy_ball) and linear(ema_momentum) and linear(gradient_descent)
    assert not linear(nesterov)  # its gradient is taken elsewhere than at its parameter
    assert not linear(adam) and not linear(clipped)


def test_running_errors_enclose_exact_arithmetic() -> None:
    """Every operation, on random numbers, against fractions and balls."""
    rng = np.random.default_rng(5)
    for _ in range(200):
        a, b = (float(v) for v in np.exp(rng.normal(0, 4, 2)))
        x, y = Running(a), Running(b)
        for made, true in (
            (x + y, Fraction(a) + Fraction(b)),
            ((x - y) * y, (Fraction(a) - Fraction(b)) * Fraction(b)),
            ((x + y) / (1 - x * Fraction(1, 3)), (Fraction(a) + Fraction(b)) / (1 - Fraction(a) / 3)),
            ((x + y) ** 5, (Fraction(a) + Fraction(b)) ** 5),
            ((x + y) ** -3, (Fraction(a) + Fraction(b)) ** -3),
        ):
            assert abs(Fraction(float(made.value)) - true) <= Fraction(float(made.error))
        root = (x * y).sqrt()
        off = abs(Fraction(float(root.value)) ** 2 - Fraction(a) * Fraction(b)) / Fraction(float(root.value))
        assert off / 2 <= Fraction(float(root.error)) * 2
        assert float(root.error) < 4e-16 * float(root.value)


def test_figures_are_rounded_outward() -> None:
    assert [outward(arb(v)) for v in (0.00123456, 9.99, 1, 0)] == ["1.3e-3", "1.0e1", "1.0e0", "0"]
    assert [outward(arb(v), up=False) for v in (0.00123456, 9.99, 1)] == ["1.2e-3", "9.9e0", "1.0e0"]
    assert outward(arb("inf")) == "inf" and outward(arb(10) ** -50_000) in ("1.0e-50000", "1.1e-50000")
