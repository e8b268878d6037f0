"""Engine "controls": every near miss of a claim must be refuted, which shows that the statement says something.

With a near miss that no instance refutes the claim does not pass. Mutants made by rule are
counted too; of these some are true.
"""

from __future__ import annotations

from lrproof.claim import Claim
from lrproof.falsify import Falsified, Searched, falsify
from lrproof.falsify.parts import against
from lrproof.kernel.rules import assume
from lrproof.kernel.terms import Expr
from lrproof.kernel.theorem import Refused
from lrproof.layout import display
from lrproof.mutants import mutants
from lrproof.tactics.follow import follow
from lrproof.verdict import Record


def near_misses(claim: Claim, seed: int = 0, instances: int = 200) -> list[dict[str, str]]:
    """One entry a near miss: latex, text, differs, verdict, and the witness (also typeset).

    The verdict is REFUTED, UNKNOWN, or TRUE: then it follows from what is assumed and stated, and is no near miss. One
    that is not refuted has ``why``.
    """
    entries = []
    for miss in claim.near_misses:
        given = claim.given if miss.given is None else miss.given
        found = falsify(miss.statement, given, seed=seed, tries=instances, models=miss.examples or claim.examples)
        refuted = isinstance(found, Falsified)
        true = not refuted and _follows(miss.statement, claim.stated if miss.given is None else (), given)
        why = "" if isinstance(found, Falsified) else _FOLLOWS if true else _why(found)
        entries.append(
            {
                "latex": display(miss.statement),
                "text": str(miss.statement),
                "differs": miss.differs,
                "verdict": "REFUTED" if refuted else "TRUE" if true else "UNKNOWN",
                "witness": found.witness if isinstance(found, Falsified) else "",
                "witness_latex": found.typeset() if isinstance(found, Falsified) else "",
                **({"why": why} if why else {}),
            }
        )
    return entries


_FOLLOWS = "it is no miss, it follows: name a statement that is false"


def _why(found: Searched) -> str:
    if found.decided:
        return f"no counterexample among {found.decided} exact instances; perhaps it is true"
    return (
        f"in none of {found.tried} instances the assumptions hold and it is decided exactly (not every "
        "limit is); give near_miss(..., examples=({symbol: value}, ...)), or change a part that can be decided"
    )


def changed(claim: Claim, seed: int = 0, instances: int = 40) -> Record:
    """All single-place mutants of the statement: how many are refuted, how many stay open.

    At least one must be refuted. (The command ``mutants`` looks longer, and says which of the others are true.)
    """
    refuted, total = 0, 0
    (statement,) = claim.stated
    for mutant in mutants(statement):
        total += 1
        found = against(mutant, statement, claim.given, seed=seed, tries=instances, models=claim.examples)
        refuted += found is not None
    what = f"{total} statements that differ in one place, made by rule: {refuted} refuted"
    what += f", {total - refuted} left open, for some say no more, or follow" if total > refuted else ""
    return Record("controls", what, refuted > 0, seed=seed, reason="" if refuted else "no mutant is refuted")


def _follows(goal: Expr, *known: tuple[Expr, ...]) -> bool:
    """Whether the kernel shows that ``goal`` follows from these."""
    try:
        follow(goal, tuple(assume(formula) for several in known for formula in several))
    except Refused:
        return False
    return True
