"""Exact small instances: a search for values that make the assumptions true and the statement false.

Values are Fractions, or balls where they are irrational, and what is said of them is true, false, or not decided. So a
counterexample is one, whatever the search overlooks; no float is asked. What is assumed of every argument of a function
is proved for an example by the kernel.
"""

from __future__ import annotations

from lrproof.falsify.search import Falsified, Searched, falsify
from lrproof.falsify.truth import truth

__all__ = ["Falsified", "Searched", "falsify", "truth"]
