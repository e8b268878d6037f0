"""The claims of derivations/, what each must rest on, and the numbers in their statements."""

from __future__ import annotations

from fractions import Fraction as F
from pathlib import Path

from lrproof.discover import discover
from lrproof.evaluate import EXACT, digits, evaluate
from lrproof.evidence.derive import check
from lrproof.evidence.prove import prove
from lrproof.kernel.definedness import of_claim
from lrproof.kernel.replay import replay
from lrproof.kernel.terms import Expr

CLAIMS = {c.id: c for c in discover([str(Path(__file__).parents[2] / "derivations")])}

Pin = tuple[str, set[str], int, set[str]]
"""The verdict on the text, the axioms a claim rests on, how many near misses at least, the claims that it cites."""


def rests_on(id_: str, pin: Pin) -> None:
    """The theorem is proved from its assumptions and the pinned axioms, and the kernel alone proves it again.

    Each term that the claim says SymPy can find is found, and proved to be what is stated.
    """
    made, (printed, axioms, near, cited) = CLAIMS[id_], pin
    proof = prove(made)
    assert proof.theorem.concl == made.statement
    assert proof.theorem.hyps <= set(made.assumptions)
    assert (proof.theorem.axioms, set(proof.cited)) == (axioms, cited)
    assert (made.theorem, made.printed.verdict) == ("PROVED GIVEN" if axioms else "PROVED", printed)
    assert len(made.near_misses) >= near
    again = [replay(steps) for steps in proof.steps]
    assert (again[0].hyps, again[0].concl) == (proof.theorem.hyps, proof.theorem.concl)
    needed = of_claim(made.assumptions, made.statement)
    assert tuple(th.concl for th in again[1:]) == proof.shown == tuple(needed)
    assert all(th.hyps <= rests for th, rests in zip(again[1:], needed.values(), strict=True))
    assert all(record.passed for record in check(made)), check(made)


def part(id_: str, *path: int) -> Expr:
    """The part of a statement at ``path``: the number of the argument at each level."""
    found = CLAIMS[id_].statement
    assert found is not None
    for step in path:
        found = found.args[step]
    return found


def value(e: Expr, **names: F | int) -> F:
    """The exact value, variables named."""
    result = evaluate(e, {v: names[v.data[0]] for v in e.free}, None, EXACT)
    assert isinstance(result, F)
    return result


def shown(e: Expr, **names: F | int) -> str:
    """The value with 50 digits."""
    return str(evaluate(e, {v: names[v.data[0]] for v in e.free}, None, digits(50)))
