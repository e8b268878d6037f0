"""A claim that is changed, statement and proof together, is refuted; one that only says less is proved.

The mutants picked by hand change the text of the file wherever the statement and the proof's end take it from, so that
a prover that only compared the last line with the statement would be content. Those drawn by a seed change terms.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

import pytest

from lrproof.discover import discover
from lrproof.hunt import proved
from lrproof.hunt.statements import statement_mutant
from lrproof.kernel.theorem import Theorem
from lrproof.mutants import changes, mutants
from lrproof.verify import verify

HERE = Path(__file__).parents[1] / "derivations"
FALSE = {
    "quad.closed-form": [
        ("multiplied = rho**t * theta(0)", "multiplied = rho ** (t + 1) * theta(0)"),
        ("multiplied = rho**t * theta(0)", "multiplied = rho**t * theta(0) + eta"),
        ("rho = 1 - eta * a", "rho = 1 + eta * a"),
        ("rho = 1 - eta * a", "rho = 1 - eta * a * a"),
    ],
    "quad.convergence-interval": [
        ("(eta < 2 / a)", "(eta < 1 / a)"),
        ("(eta < 2 / a)", '(eta < rational("2.001") / a)'),
        ("(eta < 2 / a)", "(eta <= 2 / a)"),
        ("(0 < eta) & (eta", "(0 <= eta) & (eta"),
        ("(0 < eta) & (eta < 2 / a)", "(0 < eta) & (eta < 2 * a)"),
        ("given=(a > 0, ne", "given=(ne"),
    ],
    "gen.opt-eta": [
        ("best = 2 / (mu + L)", "best = 2 / L"),
        ("best = 2 / (mu + L)", 'best = rational("1.999") / (mu + L)'),
        ("rate = (kappa - 1) / (kappa + 1)", "rate = (kappa - 1) / kappa"),
        ("rate = (kappa - 1) / (kappa + 1)", "rate = kappa / (kappa + 1)"),
        ("condition = eq(kappa, L / mu)", "condition = eq(kappa, mu / L)"),
        ("implies(ne(eta, best), rate < factor(eta))", "rate < factor(eta)"),
    ],
    "adam.weight-sum": [
        ("weights, 1 - beta**t", "weights, 1 - beta ** (t + 1)"),
        ("weights, 1 - beta**t", "weights, 1"),
        ("beta ** (t - i), i, 1, t)", "beta ** (t - i), i, 0, t)"),
    ],
    "adam.closed-form": [
        ("total(weight ** (n - i) * values(i), i, 1, n)", "total(weight ** (n - i) * values(i), i, 0, n)"),
        ("total(weight ** (n - i) * values(i), i, 1, n)", "total(weight ** (n + 1 - i) * values(i), i, 1, n)"),
        ("return (1 - weight) * total", "return total"),
        ("lambda k: g(k) ** 2", "lambda k: g(k) ** 3"),
        ("weights = 1 - beta1**t if", "weights = 1 - beta2**t if"),
        ("m_starts, v_starts = eq(m(0), 0)", "m_starts, v_starts = eq(m(0), 1)"),
    ],
    "mom.sum-index": [
        ("total(beta ** (n - i) * g(i), i, 0, n)", "total(beta ** (n - i) * g(i), i, 0, n + 1)"),
        ("total(beta ** (n - i) * g(i), i, 0, n)", "total(beta ** (n - i) * g(i), i, 1, n)"),
        ("beta ** (t - 1 - i)", "beta ** (t - i)"),
        ("starts = eq(v(0), 0)", "starts = eq(v(0), 1)"),
    ],
    "gd.descent-lemma": [
        ("eta * (1 - eta * L / 2)", "eta * (1 - eta * L / 3)"),
        ("(eta < 2 / L)", "(eta < 3 / L)"),
    ],
    "gd.too-large-diverges": [
        ("loss, t), 2 < eta * a)", "loss, t), 3 < eta * a)"),
        ("loss, t), 2 < eta * a)", "loss, t), 2 < eta)"),
    ],
    "gd.just-right-shallow": [
        ("well_factor = 1 - eta * A / w**2", "well_factor = 1 - eta * A / w"),
        ("2 / eta < A / w**2)", "2 / eta < A)"),
    ],
    "gd.falls-to": [
        ("ends = tends(theta(t), t, s)", "ends = tends(theta(t), t, s + 1)"),
    ],
    "gen.local-not-global": [
        ("far = implies(1 < abs", "far = implies(1 <= abs"),
        ("near = implies(abs(theta(0)) < 1", "near = implies(abs(theta(0)) <= 1"),
    ],
    "gen.taylor-degenerate": [("settles = implies(2 * eta", "settles = implies(eta")],
    "gen.opt-eta-singular": [("flips = implies(eq(eta, 2 / L)", "flips = implies(eq(eta, 1 / L)")],
    "gen.cocoercive": [("(g(x) - g(y)) ** 2 <= L * inner", "(g(x) - g(y)) ** 2 <= L / 2 * inner")],
    "gen.global-smooth": [("gain = eta * (2 / L - eta)", "gain = eta * (3 / L - eta)")],
    "gen.opt-eta-strongly-convex": [("rate = (L - mu) / (L + mu)", "rate = (L - mu) / L")],
    "cond.slow-direction": [
        ("1 - 2 / kappa", "1 - 1 / kappa"),
        ("rate = (kappa - 1) / (kappa + 1)", "rate = (kappa - 1) / kappa"),
    ],
}  # fmt: skip
TRUE = {
    "gen.opt-eta": [("rate < factor(eta)", "rate <= factor(eta)")],  # says less: the best step is not unique
}


def changed(id_: str, old: str, new: str, folder: Path) -> dict[str, Any]:
    """The ledger's entry of the claim after the change, near misses, trials and figures left out."""
    prefix, _, name = id_.partition(".")
    found = 0
    for path in HERE.glob("*.py"):
        text = path.read_text(encoding="utf-8")
        mine = f'PREFIX = "{prefix}"' in text and f"def {name.replace('-', '_')}(" in text
        found += mine and old in text
        (folder / path.name).write_text(text.replace(old, new) if mine else text, encoding="utf-8")
    assert found == 1, f"{old!r} stands in {found} files with {id_}, expected 1"
    (claim,) = [c for c in discover([str(folder)]) if c.id == id_]
    for name in ("near_misses", "tried", "derived", "figures"):
        object.__setattr__(claim, name, ())
    (entry,) = verify([claim], cache=None)["claims"]
    return dict(entry)


@pytest.fixture(autouse=True)
def _no_cheat_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rows of the cheat sheet repeat what is proved, and would refuse most mutants before the prover sees them."""
    monkeypatch.setattr("lrproof.cheat_sheet.check", lambda rows, stated, where: ())


@pytest.mark.parametrize(("id_", "old", "new"), [(k, *v) for k, vs in FALSE.items() for v in vs])
def test_a_false_mutant_is_refuted_with_a_witness(id_: str, old: str, new: str, tmp_path: Path) -> None:
    entry = changed(id_, old, new, tmp_path)
    assert entry["theorem"] == "REFUTED", entry["reason"]
    assert "=" in entry["reason"], "a witness names values"
    assert not entry["lines"], "a false statement has no proof"


@pytest.mark.parametrize(("id_", "old", "new"), [(k, *v) for k, vs in TRUE.items() for v in vs])
def test_a_true_mutant_that_says_less_is_proved(id_: str, old: str, new: str, tmp_path: Path) -> None:
    entry = changed(id_, old, new, tmp_path)
    assert entry["theorem"] == "PROVED" and entry["lines"]


DRAWN_OF = ("gd", "quad", "gen", "cond", "adam.moving-average", "adam.weight-sum", "adam.closed-form", "adam.drifting")
"""The others have statements of which each mutant takes the solver long: `make mutants` looks at them."""
CLAIMS = [
    c
    for c in discover([str(HERE)])
    if c.statement is not None and {c.id, c.id.partition(".")[0]} & {*DRAWN_OF} and c.id != "gen.chebyshev"
]
THEOREMS: dict[Any, Theorem] = {}
DRAWN = 12


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_three_mutants_by_chance_are_refuted_or_true(claim: Any) -> None:
    """Of twelve that a seed draws, until three are decided, some are; nothing is proved although it is false."""
    assert proved(claim, THEOREMS) is None
    every = list(changes(claim.statement))
    Random(f"three {claim.id}").shuffle(every)
    found: Counter[str] = Counter()
    for change in every[:DRAWN]:
        mutant = statement_mutant(claim, change, THEOREMS, tries=40)
        assert not mutant.wrong, f"PROVED although it is false: {mutant.text}: {mutant.why}"
        assert mutant.why, "a class has its witness, its proof or its reason"
        found[mutant.verdict] += 1
        if found["REFUTED"] + found["TRUE"] == 3:
            return
    assert found["REFUTED"] + found["TRUE"] > 0, f"of {min(DRAWN, len(every))} mutants none is decided"


def test_mutants_differ_from_the_statement_and_from_one_another() -> None:
    for claim in discover([str(HERE)]):
        for statement in claim.stated:
            found = list(mutants(statement))
            assert statement not in found and len(found) == len(set(found)) > 0
