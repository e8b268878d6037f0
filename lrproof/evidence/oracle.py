"""The engine "oracle": a rule or a schedule of ours against recorded trajectories that torch.optim computed.

The comparison (:mod:`.comparison`) allows for torch's rounding and for nothing else. With each parameter in turn wrong
by 1 % it must tell them apart.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from lrproof import references
from lrproof.claim import Oracle
from lrproof.evidence.comparison import compare
from lrproof.verdict import Record

NOTICED: Final = Fraction(1, 2)
"""A parameter that is wrong by 1 % must be noticed in more than this share of the runs in which it is not 0."""


def check(request: Oracle) -> Record:
    """The record of a request, against the recorded runs."""
    known = references.recorded()
    name = "the schedule" if request.rule is None else request.rule.name
    found = compare(request, known["runs"][request.reference], controls=True)
    what = f"{name} against {request.reference}, torch {known['torch']}: {found.runs} recorded runs"
    if found.first:
        return Record("oracle", what, False, seed=known["seed"], reason=found.first)
    blunt = [name for name, (count, of) in found.noticed.items() if count <= NOTICED * of]
    if blunt:
        counts = ", ".join("{}: {} of {}".format(name, *found.noticed[name]) for name in blunt)
        why = f"1 % of these parameters is noticed in too few runs: {counts}"
        return Record("oracle", what, False, seed=known["seed"], reason=why)
    if found.noticed:
        count, of = min(found.noticed.values(), key=lambda pair: Fraction(*pair))
        what += f"; each parameter wrong by 1 % is noticed, in {count} of {of} at least"
    return Record("oracle", what, True, measured=f"{found.nearness:.2f} of the bound on rounding", seed=known["seed"])
