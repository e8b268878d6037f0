"""What was found besides the proof: SymPy's derivations, the evidence of the engines, and the near misses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from lrproof.report.formula import formula, readable
from lrproof.report.prose import prose
from lrproof.report.text import escape

ENGINES: Final = {"simulate": "simulation", "refute": "exact search", "prove": "proof", "enclose": "enclosure",
                   "derive": "derivation", "controls": "controls", "follow": "enclosed run",
                   "sample": "samples", "oracle": "torch.optim"}  # fmt: skip
_FIGURES: Final = {"bound": "Bound", "measured": "Measured", "margin": "Margin", "seed": "Seed"}
_WIDE: Final = {"seed": 0.05}
_GOOD: Final = r"\textcolor{green}{\icon{check}{+}}"
_NOT: Final = r"\textcolor{grey}{\icon{minus}{-}}"
_BAD: Final = r"\textcolor{red}{\icon{times}{x}}"


def derived(claim: Mapping[str, Any]) -> list[dict[str, str]]:
    """What SymPy found by itself, and that the kernel proved it equal to a part of the statement."""
    return [
        {"mark": _GOOD, "what": prose(found["what"]), "formula": formula(found["latex"])}
        for found in claim["derived"]
        if found["proved"]
    ]


def evidence(claim: Mapping[str, Any]) -> dict[str, Any]:
    """The table of the evidence: only those columns that hold a figure; an engine is named once.

    A derivation that succeeded stands above the table, and not in it again.
    """
    shown = any(found["proved"] for found in claim["derived"])
    records = [r for r in claim["evidence"] if not (shown and r["engine"] == "derive" and r["passed"])]
    columns = [key for key in _FIGURES if any(r.get(key) not in (None, "") for r in records)]
    rows, before = [], None
    for r in records:
        mark = _GOOD if r["passed"] else rf"{_BAD}\ failed:"
        engine = "" if r["engine"] == before else ENGINES.get(r["engine"], escape(r["engine"]))
        before = r["engine"]
        figures = ("" if r.get(key) is None else _figure(str(r[key])) for key in columns)
        said = _mixed(r["typeset"]) if r.get("typeset") else prose(r["what"])
        rows.append([engine, f"{mark} {said}", *figures])
    for why in claim.get("not_tried", ()):
        engine = ENGINES.get(why["engine"], escape(why["engine"]))
        rows.append([engine, rf"{_NOT}\ not tried: {prose(why['why'])}", *("" for _ in columns)])
    wide = [_WIDE.get(key, 0.14) for key in columns]
    widths = [0.145, 0.855 - sum(wide), *wide]
    return {"heads": ["Engine", "What was tried", *(_FIGURES[key] for key in columns)], "widths": widths, "rows": rows}


def _figure(text: str) -> str:
    """A figure; of one whose exponent is itself too long for its column, the size is told."""
    huge = re.fullmatch(r"[\d.]+e\+?(\d{10,})", text)
    if huge is None:
        return prose(text)
    return rf"$\approx 10^{{{int(huge[1][:4]) / 1000:.2f} \times 10^{{{len(huge[1]) - 1}}}}}$"


def witness(entry: Mapping[str, Any]) -> str:
    """A witness: text in which formulas stand between dollar signs, or else plain text."""
    shown = entry.get("witness_latex") or entry.get("typeset")
    return _mixed(shown) if shown else prose(entry.get("witness") or entry.get("text") or "")


def _mixed(text: object) -> str:
    """Text in which formulas stand between dollar signs."""
    pieces = str(text).split("$")
    return "".join(f"${formula(p)}$" if k % 2 else prose(p) for k, p in enumerate(pieces))


def near_misses(claim: Mapping[str, Any]) -> dict[str, Any]:
    """The table of the near misses."""
    near = claim["near_misses"]
    return {
        "tried": near["tried"],
        "rejected": near["rejected"],
        "rows": [
            [prose(item["differs"]), escape(item["verdict"].capitalize()), witness(item)] for item in near["items"]
        ],
    }


def either(entry: Mapping[str, Any]) -> str:
    """An entry that has a text, a formula or both."""
    shown = entry.get("latex") or ""
    return f"${formula(shown)}$" if readable(shown) else prose(entry.get("text") or shown)


def total(claims: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """The near misses of all claims: tried, rejected."""
    near = [c["near_misses"] for c in claims]
    return sum(n["tried"] for n in near), sum(n["rejected"] for n in near)
