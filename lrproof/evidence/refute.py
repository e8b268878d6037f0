"""Engine "refute": before anything is proved, exact small instances try to refute it.

It knows nothing of proofs: what it reports as a counterexample is one, in fractions. That none was found is support,
and no more.
"""

from __future__ import annotations

from typing import Final

from lrproof.claim import Claim
from lrproof.falsify import Falsified, Searched, falsify
from lrproof.falsify.assumptions import conjuncts
from lrproof.kernel.terms import Expr
from lrproof.verdict import Record

ENGINE: Final = "refute"


def search(claim: Claim, seed: int = 0, instances: int = 200) -> list[Record]:
    """The claim's statement must survive under what is given; at most ``instances`` instances are looked at.

    Where the whole is never decided exactly, its parts are looked at one by one.
    """

    def falsified(formula: Expr) -> Falsified | Searched:
        return falsify(formula, claim.given, seed=seed, tries=instances, models=claim.examples)

    (statement,) = claim.stated
    found = falsified(statement)
    parts = conjuncts(statement)
    which = ""
    if isinstance(found, Searched) and found.decided == 0 and len(parts) > 1:
        each = [falsified(part) for part in parts]
        found = next((f for f in each if isinstance(f, Falsified)), max(each, key=_decided))
        which = f" for {sum(_decided(f) > 0 for f in each)} of {len(parts)} parts; the others are not decided exactly"
    if isinstance(found, Falsified):
        return [Record(ENGINE, "exact search", False, seed=seed, reason=f"false: {found.witness}")]
    if found.decided == 0:
        why = f"none of {found.tried} instances satisfies the assumptions and is decided exactly"
        return [Record(ENGINE, "exact search: nothing could be decided", False, seed=seed, reason=why)]
    what = f"no counterexample among {found.decided} exact instances{which}"
    return [Record(ENGINE, what, True, seed=seed)]


def _decided(found: Falsified | Searched) -> int:
    return found.decided if isinstance(found, Searched) else 0


def counterexample(claim: Claim, seed: int = 0, instances: int = 200) -> dict[str, str] | None:
    """A witness against the text as printed, under what is given, as text and typeset; None if there is none."""
    if claim.printed.reads is None:
        return None
    found = falsify(claim.printed.reads, claim.given, seed=seed, tries=instances, models=claim.examples)
    return {"text": found.witness, "typeset": found.typeset()} if isinstance(found, Falsified) else None
