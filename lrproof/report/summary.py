"""The summary: what of a report stays on four pages, however many claims there are. What is left out is counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from lrproof.report import verdicts
from lrproof.report.contents import listed

COLUMNS: Final = 3
_ROWS: Final = 60  # claims in each column
_ERRATA: Final = 56  # entries of the errata
_PARTS: Final = 20


def shortened(parts: Iterable[Mapping[str, Any]], errata: Mapping[str, list[dict[str, Any]]]) -> dict[str, Any]:
    """Counts by Part, the claims in columns, and the errata, each cut to what its page holds."""
    parts = list(parts)
    claims = [c for part in parts for topic in part["topics"] for c in topic["claims"]]
    shown = claims[: COLUMNS * _ROWS]
    height = -(-len(shown) // COLUMNS)
    wrong = errata["wrong"][:_ERRATA]
    room = _ERRATA - len(wrong)
    return {
        "parts": [
            {
                "title": part["title"] or "All claims",
                "claims": sum(len(topic["claims"]) for topic in part["topics"]),
                "counts": verdicts.counts(c for topic in part["topics"] for c in topic["claims"]),
            }
            for part in parts[:_PARTS]
        ],
        "more_parts": max(0, len(parts) - _PARTS),
        "columns": [
            [{**listed(c), **verdicts.keys(c)} for c in shown[k * height : (k + 1) * height]] for k in range(COLUMNS)
        ],
        "more": len(claims) - len(shown),
        "wrong": wrong,
        "open": errata["open"][:room],
        "more_errata": len(errata["wrong"]) - len(wrong) + max(0, len(errata["open"]) - room),
    }
