"""What a claim says: its box on the page, and beside it what the text prints."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from lrproof.report import proof, verdicts
from lrproof.report.contents import bookmark, listed
from lrproof.report.evidence import derived, evidence, near_misses, witness
from lrproof.report.formula import formula, inline, readable, top_aligned
from lrproof.report.links import plain
from lrproof.report.prose import prose
from lrproof.report.text import escape

_SHORT = 64  # letters of an assumption that stands in the line with the others


def page(claim: Mapping[str, Any], figures: Iterator[int], known: Collection[str]) -> dict[str, Any]:
    """One claim as the template needs it: every text escaped, every formula read."""
    wrong = claim["counterexample"]
    return {
        **listed(claim),
        **verdicts.keys(claim),
        "bookmark": bookmark(claim["id"]),
        "letting": letting(claim),
        **assumptions(claim),
        "statement": formula(claim["statement"]["latex"]) if claim.get("statement") else None,
        "axioms": "; ".join(prose(axiom(a)) for a in claim["axioms"]),
        "reason": prose(claim["reason"]),
        "printed": printed(claim),
        "fails": claim["printed"] == "FAILS",
        "counterexample": None if wrong is None else witness(wrong) + ".",
        "uses": proof.uses(claim["uses"], known),
        "lines": proof.lines(claim, known),
        "derived": derived(claim),
        "evidence": evidence(claim),
        "near": near_misses(claim),
        "figures": [
            {
                "name": plain(f["name"]),
                "number": next(figures),
                "label": escape(f["name"]),
                "caption": prose(f["caption"]),
            }
            for f in claim.get("figures", ())
        ],
    }


def axiom(named: object) -> str:
    """An axiom with its reference."""
    return ", ".join(str(v) for v in named.values() if v) if isinstance(named, Mapping) else str(named)


def letting(claim: Mapping[str, Any]) -> str:
    """The symbols of a claim: where they live, and what they mean."""
    variables = [
        f"${formula(s['domain'])}$" + (f" ({prose(s['meaning'])})" if s["meaning"] else "")
        for s in claim["symbols"]
        if s["domain"]
    ]
    functions = [
        f"${formula(s['latex'])}$ {'is ' if k == 0 else ''}{prose(s['meaning'])}"
        for k, s in enumerate(s for s in claim["symbols"] if _told(s))
    ]
    sentences = [f"Let {joined(variables)}"] if variables else []
    told = "; ".join([*sentences, joined(functions)] if functions else sentences)
    return told + "." if told else ""


def _told(symbol: Mapping[str, str]) -> bool:
    """Whether it is a function that has a meaning: of the others there is nothing to say."""
    return not symbol["domain"] and bool(symbol["meaning"])


def joined(parts: list[str]) -> str:
    """a, b and c."""
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1] if parts else ""


def assumptions(claim: Mapping[str, Any]) -> dict[str, Any]:
    """What is given: in a line with the others where it is short, else displayed."""
    near, far = [], []
    for g in claim["given"]:
        shown = g.get("latex") or ""
        if not readable(shown):
            near.append(prose(g.get("text") or shown))
        elif r"\begin" in shown or r"\left." in shown or len(g.get("text") or "") > _SHORT:
            far.append(top_aligned(shown))
        else:
            near.append(inline(shown))
    ends = [*[","] * (len(far) - 1), "."]
    return {"assumed": joined(near), "displayed": [_ended(shown, end) for shown, end in zip(far, ends, strict=False)]}


def _ended(shown: str, sign: str) -> str:
    """A displayed formula with its full stop or comma, after its last row."""
    rows = shown.removesuffix(r" \end{aligned}")
    return shown + sign if rows == shown else rf"{rows}{sign} \end{{aligned}}"


def printed(claim: Mapping[str, Any]) -> dict[str, str] | None:
    """The text as printed, and under which assumption it holds or which experiment decides it."""
    text = claim["printed_text"]
    if text is None:
        return None
    said = ""
    if claim.get("settled_by"):
        said = f"Decided by {prose(claim['settled_by'])}."
    elif claim["holds_under"]:
        said = f"This holds under: {prose(claim['holds_under'])}."
    return {"where": escape(text["where"]), "text": inline(text["latex"], style=r"\displaystyle "), "said": said}
