"""Exact small instances: a search for values that make the assumptions true and the statement false.

Everything is decided with Fractions, in three values: true, false, or not decided. So a counterexample is one, whatever
the search overlooks; no solver and no float is asked.
"""

from __future__ import annotations

from lrproof.falsify.search import Falsified, Searched, falsify
from lrproof.falsify.truth import truth

__all__ = ["Falsified", "Searched", "falsify", "truth"]
