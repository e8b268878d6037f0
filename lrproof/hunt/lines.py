"""Mutants of the lines of a proof: the prover must refuse each, with its line and rule, or what it says is true."""

from __future__ import annotations

from collections.abc import Mapping

from lrproof.claim import Claim
from lrproof.context import NotGiven
from lrproof.evidence.prove import Checked, prove
from lrproof.falsify import Falsified, falsify
from lrproof.hunt.alike import alike
from lrproof.hunt.mutant import TRIES, Mutant, drawn
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.mistakes import short
from lrproof.mutants import Change
from lrproof.tactics import TACTICS


def line_mutants(
    claim: Claim, theorems: Mapping[Claim, Theorem], seed: int = 0, most: int | None = None
) -> list[Mutant]:
    """Each line of the proof that a rule decides, changed: the rule must refuse it, or what it says is true."""
    found: list[Mutant] = []

    def look(line: Checked) -> None:
        for change in drawn(claim, line.goal, f"line {line.number} {line.goal}", seed, most):
            found.append(_line_mutant(claim, line, change, seed))

    prove(claim, theorems, on_line=look)
    return found


def _line_mutant(claim: Claim, line: Checked, change: Change, seed: int) -> Mutant:
    mutant = change.mutant
    by = alike(line.by, change.alike)
    wrong, why, verdict = False, "", "TRUE"
    try:
        th, reason = TACTICS[by.rule](line.context, mutant, by.premises, by.options)
        if th.concl != mutant:
            raise Refused(by.rule, f"this gives '{th.concl}'")
        why = f"by.{by.rule} proves it: {reason}"
        assumed = (*claim.given, *line.premises())
        false = falsify(mutant, assumed, seed=seed, tries=TRIES, models=claim.examples)
        if isinstance(false, Falsified) and not th.axioms:
            verdict, why, wrong = "REFUTED", f"{false.witness}; but {why}", True
    except (Refused, NotGiven, TypeError) as refused:
        verdict, why = "REJECTED", f"by.{by.rule} does not give this: {getattr(refused, 'why', refused)}"
    where = f"{short(claim.file)}:{line.number}"
    return Mutant(claim.id, "line", where, change.told, str(mutant), verdict, why, wrong)
