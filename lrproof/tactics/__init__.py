"""What each rule of :mod:`lrproof.by` does: a goal, its premises, and the one rule of the kernel that decides."""

from lrproof.tactics import calculus, expectation, gram, limits, logic, sums
from lrproof.tactics.table import TACTICS, Tactic

__all__ = ["TACTICS", "Tactic", "calculus", "expectation", "gram", "limits", "logic", "sums"]
