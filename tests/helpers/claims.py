"""The claims of derivations/, what each must rest on, and the numbers in their statements."""

from __future__ import annotations

from fractions import Fraction as F
from pathlib import Path

from lrproof.discover import discover
from lrproof.evaluate import EXACT, digits, evaluate
from lrproof.kernel.terms import Expr
from lrproof.verify import CACHE, shortfalls, verify

ROOT = Path(__file__).parents[2]
CLAIMS = {c.id: c for c in discover([str(ROOT / "derivations")])}

Pin = tuple[str, set[str], int, set[str]]
"""The verdict on the text, the axioms a claim rests on, how many near misses at least, the claims that it cites."""


def rests_on(id_: str, pin: Pin) -> None:
    """Everything that the claim asks for is passed: it is proved, proved again by the kernel alone, its near misses are
    refuted, what SymPy can find is found; and it rests on the pinned axioms and claims.

    A verification that ``lrproof verify`` has kept is not made again.
    """
    printed, axioms, near, cited = pin
    (entry,) = verify([CLAIMS[id_]], cache=ROOT / CACHE)["claims"]
    assert not shortfalls(entry)
    assert (entry["theorem"], entry["printed"]) == ("PROVED GIVEN" if axioms else "PROVED", printed)
    assert (set(entry["axioms"]), set(entry["cites"])) == (axioms, cited)
    assert entry["near_misses"]["tried"] >= near


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
