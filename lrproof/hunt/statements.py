"""Mutants of the statement: each is refuted, or proved with the proof changed alike, or shown to say no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lrproof.claim import Claim
from lrproof.evidence.prove import Proof
from lrproof.hunt.alike import alike
from lrproof.hunt.mutant import TRIES, Mutant, attempt, decided, follows, refuted
from lrproof.kernel.theorem import Theorem
from lrproof.mutants import Change


def statement_mutant(
    claim: Claim, change: Change, theorems: Mapping[Claim, Theorem], seed: int = 0, tries: int = TRIES
) -> Mutant:
    """The statement changed, and its proof changed alike wherever the same parts stand; ``tries`` as for falsify."""
    assert claim.statement is not None
    mutant = change.mutant
    false = refuted(claim, mutant, claim.statement, seed, tries)
    proof = attempt(replace(claim, statement=mutant), theorems, lambda yielded: alike(yielded, change.alike))
    less = None
    if false is None and not isinstance(proof, Proof) and follows(mutant, claim.statement, *claim.assumptions):
        less = "it follows from the statement"
    return decided(claim, "statement", change.told, str(mutant), false, proof, less)
