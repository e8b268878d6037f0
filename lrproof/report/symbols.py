"""The index of symbols: what each means, and in which claims. A symbol with two meanings has two rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from lrproof.report.formula import formula
from lrproof.report.links import link
from lrproof.report.prose import prose

_SHOWN: Final = 4  # claims that are named; the rest is a number


def index(claims: Iterable[Mapping[str, Any]], known: Collection[str]) -> list[dict[str, str]]:
    """The rows of the index, by name: a, b, ..., α as alpha."""
    found: dict[tuple[str, str], list[str]] = {}
    for claim in claims:
        for symbol in claim["symbols"]:
            if symbol["meaning"]:
                found.setdefault((symbol["latex"], symbol["meaning"]), []).append(claim["id"])
    return [
        {"symbol": formula(latex), "meaning": prose(meaning), "claims": _named(ids, known)}
        for (latex, meaning), ids in sorted(found.items(), key=lambda entry: (_name(entry[0][0]), entry[0][1]))
    ]


def _name(latex: str) -> tuple[str, str]:
    """The letters of a symbol, small before capital."""
    letters = re.sub(r"\\(?:mathrm|mathbf|hat|bar)|[^A-Za-z0-9]", "", latex)
    return letters.lower(), letters.swapcase()


def _named(ids: list[str], known: Collection[str]) -> str:
    shown = ", ".join(link(i, known) for i in ids[:_SHOWN])
    return shown + (f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else "")
