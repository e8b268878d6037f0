"""Engine "controls": every near miss of a claim must be refuted, which shows that the statement says something.

A near miss that no instance refutes stays UNKNOWN, and the claim does not pass with it. Mutants made by rule are
counted too; of these some are true.
"""

from __future__ import annotations

from contextlib import suppress

from lrproof.claim import Claim
from lrproof.context import close
from lrproof.falsify import Falsified, Searched, falsify
from lrproof.kernel.rules import arithmetic, assume, forall_elim
from lrproof.kernel.terms import Expr, fresh, substitute
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.layout import display
from lrproof.mutants import mutants
from lrproof.verdict import Record


def near_misses(claim: Claim, seed: int = 0, instances: int = 200) -> list[dict[str, str]]:
    """One entry a near miss: latex, text, differs, verdict (REFUTED or UNKNOWN), and the witness (also typeset).

    One that is not refuted has ``why``.
    """
    entries = []
    for miss in claim.near_misses:
        given = claim.given if miss.given is None else miss.given
        found = falsify(miss.statement, given, seed=seed, tries=instances, models=miss.examples or claim.examples)
        refuted = isinstance(found, Falsified)
        why = "" if isinstance(found, Falsified) else _why(found)
        entries.append(
            {
                "latex": display(miss.statement),
                "text": str(miss.statement),
                "differs": miss.differs,
                "verdict": "REFUTED" if refuted else "UNKNOWN",
                "witness": found.witness if isinstance(found, Falsified) else "",
                "witness_latex": found.typeset() if isinstance(found, Falsified) else "",
                **({"why": why} if why else {}),
            }
        )
    return entries


def _why(found: Searched) -> str:
    if found.decided:
        return f"no counterexample among {found.decided} exact instances; perhaps it is true"
    return (
        f"in none of {found.tried} instances the assumptions hold and it is decided exactly (a limit of a quotient is "
        "not); give near_miss(..., examples=({symbol: value}, ...)), or change a part that can be decided"
    )


def changed(claim: Claim, seed: int = 0, instances: int = 40) -> Record:
    """All single-place mutants of the statement: how many are refuted, how many follow from it, how many stay open.

    At least one must be refuted. A mutant that follows says the same or less, and is true.
    """
    refuted, follow, total = 0, 0, 0
    for mutant in (m for stated in claim.stated for m in mutants(stated)):
        total += 1
        if isinstance(falsify(mutant, claim.given, seed=seed, tries=instances, models=claim.examples), Falsified):
            refuted += 1
        elif _follows(mutant, assume(claim.statement), tuple(map(assume, claim.assumptions))):
            follow += 1
    what = f"{total} statements that differ in one place, made by rule: {refuted} refuted"
    what += f", {follow} are true: they say no more, or follow" if follow else ""
    what += f", {total - refuted - follow} left open" if total > refuted + follow else ""
    return Record("controls", what, refuted > 0, seed=seed, reason="" if refuted else "no mutant is refuted")


def _follows(mutant: Expr, th: Theorem, known: tuple[Theorem, ...]) -> bool:
    """Whether the kernel shows that ``mutant`` says no more than ``th`` does, or is true by arithmetic anyway."""
    with suppress(Refused):
        arithmetic(mutant, th, *known)
        return True
    with suppress(Refused):
        close(mutant, arithmetic, known)
        return True
    whole = th.concl
    if mutant.head == whole.head == "and":
        return all(_follows(part, arithmetic(of, th), known) for part, of in zip(mutant.args, whole.args, strict=True))
    if mutant.head == whole.head == "forall" and mutant.var is not None and mutant.var.sort == whole.var.sort:  # type: ignore[union-attr]
        new = fresh(mutant.var, mutant.free.union(whole.free, *(f.concl.free for f in known)))
        return _follows(substitute(mutant.args[0], {mutant.var: new}), forall_elim(th, new), known)
    return False
