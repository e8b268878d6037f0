"""A mutant and what became of it: looked at by the search for counterexamples, and by the prover."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from random import Random
from typing import Any, Final

from lrproof.claim import Claim
from lrproof.evidence.prove import Proof, ProofError, prove
from lrproof.falsify.models import scaled
from lrproof.falsify.parts import against, undefined
from lrproof.kernel.rules import assume
from lrproof.kernel.terms import Expr
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.mistakes import short
from lrproof.mutants import Change, changes
from lrproof.tactics.follow import follow

CLASSES: Final = ("REFUTED", "TRUE", "REJECTED", "UNDECIDED")
TRIES: Final = 120
"""Exact instances that are looked at for each part of a mutant; falsify.search says what each may cost."""


@dataclass(frozen=True)
class Mutant:
    """One mutant and what became of it."""

    claim: str
    of: str
    """statement, assumption or line."""
    where: str
    """file:line of the claim, or of the line of its proof."""
    change: str
    """What stood there -> what stands there now."""
    text: str
    """The changed formula."""
    verdict: str
    """One of :data:`CLASSES`."""
    why: str
    """The witness, the proof, the prover's refusal, or why it is open."""
    wrong: bool = False
    """It is refuted, and proved all the same, from no axiom (a false axiom proves what is false)."""

    def entry(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def drawn(claim: Claim, formula: Expr, what: str, seed: int, most: int | None) -> list[Change]:
    """The changes of a formula, or ``most`` of them, in their order."""
    every = list(changes(formula))
    if most is None or len(every) <= most:
        return every
    return [every[k] for k in sorted(Random(f"{seed} {claim.id} {what}").sample(range(len(every)), most))]


def refuted(claim: Claim, mutant: Expr, known: Expr | None, seed: int = 0, tries: int = TRIES) -> str | None:
    """Exact values at which ``mutant`` is false under the assumptions of ``claim``, or speaks of what is not defined.

    ``known``: what is known to hold under them; only where ``mutant`` differs is looked at. The examples are those of
    the claim and of its near misses, and then these with other sequences.
    """
    own = (*claim.examples, *(model for miss in claim.near_misses for model in miss.examples))
    more = tuple(other for model in own for other in scaled(model))
    for models, most in ((own, tries), *(((more, tries // 6),) if more else ())):
        found = against(mutant, known, claim.given, seed=seed, tries=most, models=models)
        if found is not None:
            return found.witness
    where = undefined(mutant, known, claim.assumptions, seed=seed, tries=tries // 3, models=own)
    return None if where is None else f"it is not defined: {where[0]} fails at {where[1].witness}"


def follows(goal: Expr, *known: Expr) -> bool:
    """Whether the kernel shows that ``goal`` follows from what is ``known``."""
    try:
        follow(goal, tuple(map(assume, known)))
    except Refused:
        return False
    return True


def attempt(
    claim: Claim, theorems: Mapping[Claim, Theorem], read: Callable[[Any], Any] | None = None
) -> Proof | ProofError:
    """The proof with what it yields changed by ``read``, or where and why the prover refuses it."""
    try:
        return prove(claim, theorems, read=read, explain=False)
    except ProofError as error:
        return error


def decided(
    claim: Claim, of: str, told: str, text: str, against_it: str | None, proof: Proof | ProofError, less: str | None
) -> Mutant:
    where = f"{short(claim.file)}:{claim.line}"
    said: tuple[str, str]
    if against_it is not None:
        said = "REFUTED", against_it
    elif less is not None:
        said = "TRUE", less
    elif isinstance(proof, Proof):
        said = "TRUE", f"the proof, changed alike, proves it in {len(proof.lines)} lines"
    else:
        said = "UNDECIDED", f"no counterexample is found, and changed alike, the proof is refused: {proof}"
    wrong = against_it is not None and isinstance(proof, Proof) and not proof.theorem.axioms
    return Mutant(claim.id, of, where, told, text, *said, wrong)
