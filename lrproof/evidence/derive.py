"""The engine that derives: SymPy finds a term by itself, and the kernel proves that the claim states the same."""

from __future__ import annotations

from lrproof.claim import Claim, Derived
from lrproof.context import Context, close
from lrproof.derive import NotFound
from lrproof.kernel.rules import algebra
from lrproof.kernel.syntax import eq
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.verdict import Record


def check(claim: Claim) -> list[Record]:
    """A record for each of ``claim.derived``: did SymPy find it, and is it, by the kernel, what is stated?"""
    return [_check(claim, request) for request in claim.derived]


def _check(claim: Claim, request: Derived) -> Record:
    what, find, target = request.what, request.find, request.target
    if not any(node == target for formula in (*claim.given, *claim.stated) for node in formula.walk()):
        return Record("derive", what, False, reason=f"'{target}' does not occur in the statement, or in what is given")
    try:
        candidate = find()
        goal = eq(candidate, target)
        close(goal, algebra, Context(claim, _nothing).known(goal, *claim.given))
    except Refused as refused:
        return Record(
            "derive", what, False, reason=f"SymPy found {candidate}, the claim states {target}: {refused.why}"
        )
    except NotFound as error:
        return Record("derive", what, False, reason=str(error))
    except Exception as error:  # whatever SymPy raises: it found nothing
        return Record("derive", what, False, reason=f"the search stops: {type(error).__name__}: {error}")
    return Record("derive", f"{what}: SymPy finds it, and the kernel proves that it is what is stated", True)


def _nothing(claim: Claim) -> Theorem:
    raise Refused("derive", f"a derivation cites nothing, not {claim.id}")
