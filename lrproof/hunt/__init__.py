"""The hunt for what is proved although it is false: statements, assumptions and lines of proofs, changed in one place.

Each mutant is tried to be refuted *and* to be proved, the proof changed alike, and ends in one class: REFUTED, with an
exact witness; TRUE, with what proves it; REJECTED, a line that the prover refuses, with file, line and rule;
UNDECIDED, with the reason. What is both refuted and proved is an error of lrproof, the one that this is for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from lrproof.claim import Claim
from lrproof.evidence.prove import Proof, ProofError
from lrproof.hunt.assumptions import assumption_mutant, other_assumptions
from lrproof.hunt.lines import line_mutants
from lrproof.hunt.mutant import CLASSES, Mutant, attempt, drawn
from lrproof.hunt.statements import statement_mutant
from lrproof.kernel.theorem import Theorem


def hunt(
    claims: Iterable[Claim],
    *,
    seed: int = 0,
    most: int | None = None,
    on_part: Callable[[Claim, str], None] | None = None,
) -> Iterator[tuple[Claim, list[Mutant] | ProofError]]:
    """Each claim with its mutants, in a fixed order, each decided; of each formula at most ``most``, drawn by ``seed``.

    ``on_part`` is told what is changed next. A claim that states nothing is left out; one whose own proof is refused
    has no mutants, but the refusal.
    """
    theorems: dict[Claim, Theorem] = {}
    for claim in claims:
        if claim.statement is None:
            continue
        tell = partial(on_part or _quiet, claim)
        tell("the proof")
        refusal = proved(claim, theorems)
        if refusal is not None:
            yield claim, refusal
            continue
        tell("the statement")
        changed = drawn(claim, claim.statement, "statement", seed, most)
        found = [statement_mutant(claim, change, theorems, seed) for change in changed]
        tell("the assumptions")
        found += [assumption_mutant(claim, other, theorems, seed) for other in other_assumptions(claim, seed, most)]
        tell("the lines of the proof")
        found += line_mutants(claim, theorems, seed, most)
        yield claim, found


def _quiet(claim: Claim, what: str) -> None:
    """Nobody is told."""


def proved(claim: Claim, theorems: dict[Claim, Theorem]) -> ProofError | None:
    """Put the theorems of the claim, and of those that it uses, among ``theorems``; or why it has none."""
    for used in claim.uses:
        if used not in theorems and (refusal := proved(used, theorems)) is not None:
            return refusal
    proof = attempt(claim, theorems)
    if isinstance(proof, Proof):
        theorems[claim] = proof.theorem
        return None
    return proof


def table(found: Iterable[Mutant]) -> list[tuple[str, ...]]:
    """How many mutants of each sort ended in each class, for each claim and for all; the first row is the head."""
    columns = [(of, verdict) for of in ("statement", "assumption", "line") for verdict in CLASSES]
    counted: dict[str, Counter[tuple[str, str]]] = {}
    for m in found:
        counted.setdefault(m.claim, Counter())[m.of, m.verdict] += 1
    counted["all"] = sum(counted.values(), Counter())
    used = [c for c in columns if counted["all"][c]]
    head = ("claim", *(f"{of}\n{verdict.lower()}" for of, verdict in used))
    return [head, *((name, *(str(count[c]) for c in used)) for name, count in counted.items())]
