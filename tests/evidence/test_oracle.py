"""The engine "oracle": what torch.optim computes is our rule; what only looks like it is named where it departs."""

from __future__ import annotations

import json
import re
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from lrproof import real, references, rule, rules, schedules
from lrproof.claim import Oracle, oracle
from lrproof.cli import main
from lrproof.conventions import CONVENTIONS
from lrproof.evidence import comparison, live
from lrproof.evidence.oracle import check
from lrproof.evidence.torch_order import OPTIMIZERS, SCHEDULERS
from lrproof.kernel.syntax import cos, larger, natural, pi, smaller
from lrproof.kernel.terms import Expr
from lrproof.rule import sqrt

ADAM = {"eta": "lr", "beta1": "beta1", "beta2": "beta2", "eps": "eps"}
DECAYED = {**ADAM, "decay": "weight_decay"}
MOMENTUM = {"eta": "lr", "beta": "momentum"}
PREFIX = "torch.optim.lr_scheduler."
t, eta, gamma, s = natural("t"), real("eta"), real("gamma"), real("s")


def label(request: Oracle) -> str:
    return f"{request.reference} {'' if request.rule is None else request.rule.name}"


def runs(reference: str) -> Any:
    return references.recorded()["runs"][reference]


@pytest.mark.parametrize("request_", CONVENTIONS, ids=label)
def test_what_agrees(request_: Oracle) -> None:
    """Every rule and schedule of ours on all recorded runs, and each parameter wrong by 1 % is noticed."""
    record = check(request_)
    assert record.passed, record.reason
    assert "40 recorded runs; each parameter wrong by 1 % is noticed" in record.what
    assert 0.05 < float(record.measured.split()[0]) <= 1  # a bound that is not reached to a twentieth says little


@rule
def inside_adam(
    x: Any, m: Any, v: Any, /, grad: Any, *, eta: Any, beta1: Any, beta2: Any, eps: Any, t: Any
) -> Any:  # the root of v̂ + ε
    g = grad(x)
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return x - eta / sqrt(v / (1 - beta2**t) + eps) * m / (1 - beta1**t), m, v


@rule
def late_adam(
    x: Any, m: Any, v: Any, /, grad: Any, *, eta: Any, beta1: Any, beta2: Any, eps: Any, t: Any
) -> Any:  # bias correction counts from 2
    return rules.adam(x, m, v, grad, eta=eta, beta1=beta1, beta2=beta2, eps=eps, t=t + 1)


@rule
def late_momentum(x: Any, v: Any, /, grad: Any, *, eta: Any, beta: Any, t: Any) -> Any:
    """Right for three steps."""
    g = grad(x)
    v = beta * v + g
    return x - eta * v * (1 if t < 4 else 1 + 2**-40), v


WRONG: dict[str, tuple[Oracle, int]] = {
    "ε inside the root, of AdaGrad": (
        oracle("torch.optim.Adagrad", rules.adagrad, {"eta": "lr", "eps": "eps"}), 1),
    "ε inside the root, as ε²": (
        oracle("torch.optim.Adagrad", rules.adagrad, {"eta": "lr", "eps": real("eps") ** 2}), 1),
    "ε inside the root, of RMSprop": (
        oracle("torch.optim.RMSprop", rules.rmsprop, {"eta": "lr", "beta": "alpha", "eps": "eps"}), 1),
    "ε inside the root, of Adam": (oracle("torch.optim.Adam", inside_adam, ADAM), 1),
    "no bias correction": (oracle("torch.optim.Adam", rules.uncorrected_adam, ADAM), 1),
    "a bias correction one step late": (oracle("torch.optim.Adam", late_adam, ADAM), 1),
    "coupled decay for decoupled": (oracle("torch.optim.AdamW", rules.adam_l2, DECAYED), 1),
    "decoupled decay for coupled": (oracle("torch.optim.Adam(weight_decay)", rules.adamw, DECAYED), 1),
    "decay left out": (oracle("torch.optim.AdamW", rules.adam, ADAM), 1),
    "Nesterov as the tutorial writes it": (oracle("torch.optim.SGD(nesterov=True)", rules.nesterov, MOMENTUM), 1),
    "momentum for Nesterov": (oracle("torch.optim.SGD(nesterov=True)", rules.heavy_ball, MOMENTUM), 1),
    "the average with momentum's rate": (oracle("torch.optim.SGD(momentum)", rules.ema_momentum, MOMENTUM), 1),
    "2⁻⁴⁰ too far, from the fourth step": (oracle("torch.optim.SGD(momentum)", late_momentum, MOMENTUM), 4),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_rule_is_named_at_its_first_step_and_coordinate(name: str) -> None:
    request_, step = WRONG[name]
    record = check(request_)
    assert not record.passed
    found = re.match(r"run 1 \(lr = .*\), step (\d+), coordinate [01]: ", record.reason)
    assert found is not None and int(found[1]) == step, record.reason


def test_the_place_of_the_gradient_counts() -> None:
    """A rule whose parameter is torch's by chance, but that asks for its gradients elsewhere, is another rule."""

    @rule
    def ahead(x: Any, /, grad: Any, *, eta: Any) -> Any:
        return x - eta * grad(x + eta)

    record = check(oracle("torch.optim.SGD", ahead, {"eta": "lr"}))
    assert "step 1, coordinate 0: the gradient is asked at another place" in record.reason


SCHEDULES: dict[str, Oracle] = {
    "a decay one step late": oracle(
        f"{PREFIX}StepLR", schedules.step_decay(larger(0, t - 1), eta0=eta, gamma=gamma, s=s),
        {t: "t", eta: "lr", gamma: "gamma", s: "step_size"}),
    "an exponential without the logarithm": oracle(
        f"{PREFIX}ExponentialLR", schedules.exponential(t, eta0=eta, k=1 - gamma),
        {t: "t", eta: "lr", gamma: "gamma"}),
    "a cosine that ends a step before T": oracle(
        f"{PREFIX}CosineAnnealingLR", schedules.cosine(t, eta_min=gamma, eta_max=eta, T=s),
        {t: "t", eta: "lr", gamma: "eta_min", s: real("T_max") - 1}),
    "a warmup from 0": oracle(
        f"{PREFIX}LinearLR", eta * gamma * smaller(1, t / s),
        {t: "t", eta: "lr", gamma: "end_factor", s: "total_iters"}),
    "a cycle that ends where it began": oracle(
        f"{PREFIX}OneCycleLR",
        schedules.one_cycle(t, eta_min=eta / s, eta_max=eta, peak=gamma, T=real("n") - 1, phase="cosine"),
        {t: "t", eta: "max_lr", s: "div_factor", gamma: real("pct_start") * real("total_steps") - 1,
         real("n"): "total_steps"}),
}  # fmt: skip


@pytest.mark.parametrize("name", SCHEDULES)
def test_a_wrong_schedule_is_named_at_its_first_step(name: str) -> None:
    record = check(SCHEDULES[name])
    assert not record.passed and re.search(r"\), step \d+: ", record.reason), record.reason


def test_one_cycle_as_torch_ends_it() -> None:
    """The whole of OneCycleLR: up from max/div as a half wave, and down to max/(div · final_div)."""
    top, d, f, p, n = (real(name) for name in ("top", "d", "f", "p", "n"))
    up, down = smaller(1, t / (p * n - 1)), larger(0, (t - (p * n - 1)) / (n - 1 - (p * n - 1)))
    rising = (top / d - top) / 2 * (1 + cos(pi * up))
    falling = (top - top / (d * f)) / 2 * (1 - cos(pi * down))
    record = check(oracle(f"{PREFIX}OneCycleLR", top + rising - falling,
                          {t: "t", top: "max_lr", d: "div_factor", f: "final_div_factor", p: "pct_start",
                           n: "total_steps"}))  # fmt: skip
    assert record.passed, record.reason


def test_constants_are_torch_s_defaults() -> None:
    """adam at 0.001, 0.9, 0.999, 1e-8 is torch.optim.Adam(), and at 1e-7 it is not."""
    right = {"eta": Fraction("0.001"), "beta1": Fraction("0.9"), "beta2": Fraction("0.999"), "eps": Fraction("1e-8")}
    record = check(oracle("torch.optim.Adam()", rules.adam, right))
    assert record.passed, record.reason
    assert not check(oracle("torch.optim.Adam()", rules.adam, {**right, "eps": Fraction("1e-7")})).passed


def test_one_unit_in_the_last_places_of_the_record_is_seen() -> None:
    """An iterate that torch did not make: off by a millionth of a millionth."""
    reference = "torch.optim.Adam"
    changed = json.loads(json.dumps(runs(reference)[:3]))
    changed[2]["iterates"][4][1] *= 1 + 1e-12
    found = comparison.compare(oracle(reference, rules.adam, ADAM), changed)
    assert found.first.startswith("run 3") and "step 5, coordinate 1: " in found.first
    moved = comparison.drift(reference, runs(reference)[:3], changed)
    assert moved == "run 3 has other iterates" and not comparison.drift(reference, changed, changed)
    changed[0]["hyper"]["lr"] *= 2
    assert comparison.drift(reference, runs(reference)[:3], changed) == "run 1 has other parameters"


@pytest.mark.parametrize("reference", references.PARAMETERS)
def test_the_record_has_what_is_said_of_it(reference: str) -> None:
    known = runs(reference)
    assert len(known) == references.recorded()["settings"] == 40 and references.recorded()["torch"] == "2.13.0"
    for run in known:
        assert set(run["hyper"]) == set(references.PARAMETERS[reference])
        values = run["rates"] if references.schedules(reference) else run["iterates"]
        assert np.isfinite(np.array(values)).all()
    if not references.schedules(reference):
        assert {"gradients" in run for run in known} == {True, False}  # random gradients, and quadratics
        spread = [max(run["curvatures"]) / min(run["curvatures"]) for run in known if "curvatures" in run]
        assert max(spread) > 1e4  # ill-conditioned ones among them


def test_every_reference_has_a_bound() -> None:
    assert OPTIMIZERS.keys() | SCHEDULERS.keys() == references.PARAMETERS.keys()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("torch.optim.LBFGS", rules.adam, ADAM), "no reference 'torch.optim.LBFGS'; there are torch.optim.SGD, "),
        (("torch.optim.Adam", eta, {eta: "lr"}), "torch.optim.Adam is held against a rule"),
        ((f"{PREFIX}StepLR", rules.adam, ADAM), "StepLR is held against a term"),
        (("torch.optim.Adam", rules.adam, {"eta": "lr"}), "reads gives exactly"),
        (("torch.optim.SGD", rules.gradient_descent, {"eta": "rate"}), "no parameter rate in torch.optim.SGD; there"),
        (("torch.optim.Adam()", rules.adam, ADAM), "in torch.optim.Adam(); there are none"),
    ],
)
def test_misuse(arguments: tuple[str, Any, dict[str | Expr, str]], says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        oracle(*arguments)


def test_without_torch_the_command_says_that_it_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "make.py"
    script.write_text("raise SystemExit(3)")
    monkeypatch.setattr(references, "SCRIPT", script)
    done = CliRunner().invoke(main, ["oracles"])
    assert done.exit_code == 0 and done.output == "skipped: torch is not installed\n"


def test_a_python_that_is_not_there_and_a_script_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip of the pen is no missing torch."""
    done = CliRunner().invoke(main, ["oracles", "--python", "no/such/python"])
    assert done.exit_code == 2 and "there is no Python at no/such/python" in done.output
    script = tmp_path / "make.py"
    script.write_text("raise OSError('broken')")
    monkeypatch.setattr(references, "SCRIPT", script)
    done = CliRunner().invoke(main, ["oracles"])
    assert done.exit_code == 1 and "no runs were made: OSError: broken" in done.output


def test_what_the_live_command_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the recorded runs in place of live ones; one iterate changed is an error, twice: ours, and the record's."""
    script, known = tmp_path / "make.py", json.loads(references.RECORDED.read_text(encoding="utf-8"))
    script.write_text(
        f"import pathlib, sys; pathlib.Path(sys.argv[1]).write_bytes({references.RECORDED.read_bytes()!r})"
    )
    monkeypatch.setattr(references, "SCRIPT", script)
    said = list(live.compared(sys.executable, 0, 40, list))
    assert all(agrees for agrees, _ in said) and len(said) == len(CONVENTIONS) + 2
    known["runs"]["torch.optim.AdamW"][0]["iterates"][2][0] += 1e-9
    script.write_text(f"import pathlib, sys; pathlib.Path(sys.argv[1]).write_text({json.dumps(known)!r})")
    wrong = [line for agrees, line in live.compared(sys.executable, 0, 40, list) if not agrees]
    assert len(wrong) == 2 and "step 3, coordinate 0" in wrong[0] and "AdamW, run 1 has other iterates" in wrong[1]
