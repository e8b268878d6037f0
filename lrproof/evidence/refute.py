"""Engine "refute": before anything is proved, exact small instances try to refute it.

It knows nothing of proofs: what it reports as a counterexample is one, in fractions. That none was found is support,
and no more.
"""

from __future__ import annotations

from typing import Final

from lrproof.claim import Claim
from lrproof.falsify import Falsified, Searched, falsify
from lrproof.verdict import Record

ENGINE: Final = "refute"


def search(claim: Claim, seed: int = 0, instances: int = 200) -> list[Record]:
    """The claim's statement must survive under what is given; at most ``instances`` instances are looked at."""
    found = falsify(claim.statement, claim.given, seed=seed, tries=instances, models=claim.examples)
    if isinstance(found, Falsified):
        return [Record(ENGINE, "exact search", False, seed=seed, reason=f"false: {found.witness}")]
    return [_survived(found, seed)]


def _survived(found: Searched, seed: int) -> Record:
    if found.decided == 0:
        why = f"none of {found.tried} instances satisfies the assumptions and is decided exactly"
        return Record(ENGINE, "exact search: nothing could be decided", False, seed=seed, reason=why)
    what = f"no counterexample among {found.decided} exact instances"
    return Record(ENGINE, what, True, seed=seed)


def counterexample(claim: Claim, seed: int = 0, instances: int = 200) -> dict[str, str] | None:
    """A witness against the text as printed, under what is given, as text and typeset; None if there is none."""
    if claim.printed.reads is None:
        return None
    found = falsify(claim.printed.reads, claim.given, seed=seed, tries=instances, models=claim.examples)
    return {"text": found.witness, "typeset": found.typeset()} if isinstance(found, Falsified) else None
