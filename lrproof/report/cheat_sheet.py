"""The cheat sheet: one page of formulas by which a person picks a learning rate, each taken from a claim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from lrproof.report import verdicts
from lrproof.report.contents import listed
from lrproof.report.formula import formula
from lrproof.report.prose import prose

MOST: Final = 100
"""More rows than this no page holds in letters that can be read."""


def cheat_sheet(parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """``topics`` that have rows, with ``title`` and ``rows``, in their order; ``more``: how many rows are left out."""
    found = [
        {"title": topic["short"], "rows": [row for claim in topic["claims"] for row in _rows(claim)]}
        for part in parts
        for topic in part["topics"]
    ]
    left = MOST
    for topic in found:
        topic["all"] = len(topic["rows"])
        topic["rows"] = topic["rows"][:left]
        left -= len(topic["rows"])
    topics = [topic for topic in found if topic["rows"]]
    return {"topics": topics, "rows": MOST - left, "more": sum(t["all"] for t in found) - (MOST - left)}


def _rows(claim: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {
            **listed(claim),
            **verdicts.keys(claim),
            "label": prose(row["label"]),
            "where": prose(row["where"]),
            "formula": formula(row["latex"]),
        }
        for row in claim["cheat_sheet"]
    ]


def legend(parts: Iterable[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The symbols of the sheet's formulas, each with the first meaning that a claim gives it."""
    found: dict[str, str] = {}
    for claim in (c for part in parts for topic in part["topics"] for c in topic["claims"]):
        used = {token for row in claim["cheat_sheet"] for token in _SYMBOL.findall(row["latex"])}
        for symbol in claim["symbols"]:
            head = _SYMBOL.match(symbol["latex"])
            if symbol["meaning"] and head is not None and head[0] in used:
                found.setdefault(symbol["latex"], symbol["meaning"])
    return [{"symbol": formula(latex), "meaning": prose(meaning)} for latex, meaning in found.items()]


_SYMBOL: Final = re.compile(r"\\[A-Za-z]+|[A-Za-z]")
