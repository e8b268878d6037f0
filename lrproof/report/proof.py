"""A proof on the page: numbered lines, each with its reason, the kernel's rule, and the lines that it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from lrproof.report.formula import top_aligned
from lrproof.report.links import target
from lrproof.report.prose import linked, prose
from lrproof.report.text import escape

_RELATIONS: Final = {"=": "=", "<=": r"\le", "<": "<", ">=": r"\ge", ">": ">", "<=>": r"\Leftrightarrow",
                     "=>": r"\Rightarrow", "->": r"\to", "": ""}  # fmt: skip


def lines(claim: Mapping[str, Any], known: Collection[str]) -> list[dict[str, Any]]:
    """The lines of a proof; the last two stay on one page if short, and so does a line with the one that it opens."""
    numbers = frozenset(line["number"] for line in claim["lines"])
    rows = [_line(line, claim["id"], numbers, known) for line in claim["lines"]]
    for row in rows[-2:]:  # what is tall may stand alone, but not the sign that the proof ends
        row["hold"] = row["hold"] or row is rows[-1] or r"\begin" not in rows[-1]["formula"]
    return rows


def uses(cited: Iterable[str], known: Collection[str]) -> str:
    """The claims that a proof cites, for its heading."""
    from lrproof.report.links import link

    links = [link(u, known, page=True) for u in cited]
    return r"\normalfont\footnotesize, using " + ", ".join(links) if links else ""


def _rule(rule: str, reason: str) -> str:
    """The kernel's rule, where the reason does not begin with its name."""
    name = rule.replace("_", " ")
    return "" if name in reason.partition(",")[0] else escape(name)


def _line(line: Mapping[str, Any], claim_id: str, numbers: frozenset[int], known: Collection[str]) -> dict[str, Any]:
    kind, relation = line["kind"], line["relation"]
    if kind not in ("have", "suppose", "start", "step") or relation not in _RELATIONS:
        raise ValueError(f"line {line['number']} of {claim_id}: no such kind or relation: {kind!r}, {relation!r}")
    before = {"suppose": "Suppose ", "step": rf"\calc{{{_RELATIONS[relation]}}}"}.get(kind, "")
    return {
        "number": line["number"],
        "bars": len({n for n in line["under"] if n != line["number"]}) + (kind == "suppose"),
        "before": before,
        "formula": top_aligned(line["latex"]),
        "reason": linked(line["reason"], target(claim_id), numbers, known),
        "rule": _rule(line["rule"], line["reason"]),
        "remark": prose(line["remark"] or ""),
        "hold": kind in ("suppose", "start"),
    }
