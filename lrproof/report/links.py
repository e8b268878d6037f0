"""Where a claim stands, and how other pages lead there."""

from __future__ import annotations

import re
from collections.abc import Collection

from lrproof.report.text import escape


def plain(name: str) -> str:
    """``name`` for a file, a label or a bookmark: letters, digits and hyphens."""
    return re.sub(r"[^A-Za-z0-9-]+", "-", name)


def target(claim_id: str) -> str:
    """The label of a claim; its lines are ``target:1``, ``target:2``, ..."""
    return "c:" + plain(claim_id)


def link(claim_id: str, known: Collection[str], *, page: bool = False) -> str:
    """The id of a claim, leading to it where it is in this report; ``page``: with its page."""
    shown = rf"{{\ttfamily {escape(claim_id)}}}"
    if claim_id not in known:
        return shown
    at = rf"~(p.~\pageref*{{{target(claim_id)}}})" if page else ""
    return rf"\hyperlink{{{target(claim_id)}}}{{{shown}{at}}}"
