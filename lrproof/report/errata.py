"""The errata: every place where the text fails, and every place where it leaves out an assumption."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from lrproof.report.contents import listed
from lrproof.report.evidence import witness
from lrproof.report.formula import inline, top_aligned
from lrproof.report.links import link
from lrproof.report.prose import prose
from lrproof.report.text import escape


def errata(claims: Iterable[Mapping[str, Any]], known: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """``wrong`` and ``open``: one row each, in the order of the report."""
    told = [c for c in claims if c["printed_text"] is not None]
    return {
        "wrong": [_row(c, known) for c in told if c["printed"] == "FAILS"],
        "open": [_row(c, known) for c in told if c["printed"] == "HOLDS UNDER"],
    }


def _row(claim: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    wrong = claim["counterexample"]
    return {
        **listed(claim),
        "link": link(claim["id"], known),
        "where": escape(claim["printed_text"]["where"]),
        "printed": inline(claim["printed_text"]["latex"]),
        "counterexample": "" if wrong is None else witness(wrong) + ".",
        "correct": top_aligned(claim["statement"]["latex"]) if claim.get("statement") else "",
        "under": prose(claim["holds_under"] or ""),
    }
