"""A ledger becomes a report: LaTeX that a person can read and edit, and from it a PDF.

Nothing is computed here. What the ledger says is arranged for the page; the template decides how it looks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lrproof.report.formula import broken, formula, readable
from lrproof.report.prose import linked, prose
from lrproof.report.text import escape

if TYPE_CHECKING:
    import jinja2

    from lrproof.report.figures import Figure

TITLE: Final = "Learning rates: what is proved"
# key -> (word, fill, colour, icon, the icon's stand-in, meaning)
_THEOREM: Final = {
    "PROVED": ("filled", "green", "check", "+", "Every line of the proof was decided by the kernel."),
    "PROVED GIVEN": ("lined", "blue", "link", "+", "Proved, given named theorems of the literature as axioms."),
    "SUPPORTED": ("dashedline", "amber", "chart-bar", "o", "Numbers agree with it, and nothing more is claimed."),
    "REFUTED": ("filled", "red", "times", "x", "False: there is a counterexample, checked exactly."),
    "UNKNOWN": ("dashedline", "grey", "question", "?", "Not settled; the reason is given."),
    "NONE": ("lined", "grey", "minus", "-", "There is no theorem to prove."),
}  # fmt: skip
_PRINTED: Final = {
    "HOLDS": ("lined", "green", "check", "+", "The text is right as it stands."),
    "HOLDS UNDER": ("lined", "blue", "filter", "+", "Right under an assumption that the text leaves out."),
    "FAILS": ("filled", "red", "times", "x", "Wrong: a counterexample is given, and the corrected theorem."),
    "HEURISTIC": ("dashedline", "amber", "lightbulb", "o", "A rule of thumb; the nearest theorem is given."),
    "EMPIRICAL": ("dashedline", "amber", "flask", "o", "A matter of experiment, not of proof."),
    "NOT PRINTED": ("lined", "grey", "minus", "-", "No text is quoted; the claim stands on its own."),
}  # fmt: skip
_RELATIONS: Final = {"=": "=", "<=": r"\le", "<": "<", ">=": r"\ge", ">": ">", "<=>": r"\Leftrightarrow",
                     "=>": r"\Rightarrow", "->": r"\to", "": ""}  # fmt: skip
_ENGINES: Final = {"simulate": "simulation", "refute": "exact search", "prove": "proof", "enclose": "enclosure",
                   "derive": "derivation", "controls": "controls"}  # fmt: skip


def write(
    ledger: Mapping[str, Any],
    tex: Path,
    pdf: Path | None = None,
    *,
    figures: Mapping[str, Figure] | None = None,
    title: str = TITLE,
) -> None:
    """Write the report of ``ledger`` to ``tex`` and, unless None, ``pdf``; ``figures`` by the names the ledger uses.

    Raises KeyError for a ledger without a needed entry, and what :func:`lrproof.report.pdf.build` raises.
    """
    source = to_tex(ledger, title=title)
    tex.parent.mkdir(parents=True, exist_ok=True)
    tex.write_text(source, encoding="utf-8", newline="\n")
    if pdf is not None:
        from lrproof.report.figures import render
        from lrproof.report.pdf import build

        used = {f["name"] for claim in ledger["claims"] for f in claim.get("figures", ())}
        drawn = {name: figure for name, figure in (figures or {}).items() if name in used}
        build(source, pdf, assets={f"{_file(name)}.pdf": render(f.draw, f.size) for name, f in drawn.items()})


def to_tex(ledger: Mapping[str, Any], *, title: str = TITLE) -> str:
    """The LaTeX source of the report of ``ledger``."""
    claims = ledger["claims"]
    numbers = iter(range(1, 1 + sum(len(c.get("figures", ())) for c in claims)))
    known = {c["id"] for c in claims}
    sections: list[dict[str, Any]] = []
    for claim in claims:
        if not sections or sections[-1]["key"] != claim["module_title"]:
            sections.append({"key": claim["module_title"], "title": prose(claim["module_title"]), "claims": []})
        sections[-1]["claims"].append(_claim(claim, numbers, known))
    theorem, printed = (Counter(c[key] for c in claims) for key in ("theorem", "printed"))
    page = _environment().get_template("report.tex.j2").render(
        title=escape(title),
        title_plain=re.sub(r"[^\w .,:;()-]", " ", title),
        subtitle=_subtitle(claims),
        sections=sections,
        counts={
            "theorem": [(f"t{k}", theorem[k]) for k in _THEOREM if theorem[k]],
            "printed": [(f"p{k}", printed[k]) for k in _PRINTED if printed[k]],
        },
        badges=_badges(),
        marks=_marks(),
        meanings={
            "theorem": [(f"t{k}", escape(v[4])) for k, v in _THEOREM.items()],
            "printed": [(f"p{k}", escape(v[4])) for k, v in _PRINTED.items()],
        },
        version=escape(ledger["lrproof"]),
        seed=escape(ledger["seed"]),
        instances=escape(ledger["instances"]),
        engines=[(escape(k), escape(v)) for k, v in sorted(ledger["engines"].items())],
    )  # fmt: skip
    return re.sub(r"\n{3,}", "\n\n", page).strip() + "\n"


def _environment() -> jinja2.Environment:
    """Jinja whose delimiters mean nothing to TeX, and which stops at a name that is not there."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("lrproof.report"),
        block_start_string="((*", block_end_string="*))", variable_start_string="(((", variable_end_string=")))",
        comment_start_string="((=", comment_end_string="=))", trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=True,
    )  # fmt: skip


def _badges() -> dict[str, str]:
    return {
        f"{prefix}{word}": rf"\pill{{{fill}={colour}}}{{{icon}}}{{{plain}}}{{{word}}}"
        for prefix, table in (("t", _THEOREM), ("p", _PRINTED))
        for word, (fill, colour, icon, plain, _) in table.items()
    }


def _marks() -> dict[str, str]:
    return {
        f"{prefix}{word}": rf"\verdictmark{{{colour}}}{{{icon}}}{{{plain}}}{{{word.capitalize()}}}"
        for prefix, table in (("t", _THEOREM), ("p", _PRINTED))
        for word, (_, colour, icon, plain, _) in table.items()
    }


def _subtitle(claims: Iterable[Mapping[str, Any]]) -> str:
    lines = [len(c.get("lines", ())) for c in claims]
    tried = sum(c["near_misses"]["tried"] for c in claims)
    rejected = sum(c["near_misses"]["rejected"] for c in claims)
    return (
        f"{_count(len(lines), 'claim')}, {_count(sum(lines), 'line')} of proof, each checked; "
        f"{_count(tried, 'near miss')} tried, {rejected} rejected."
    )


def _count(n: int, what: str) -> str:
    return f"{n} {what if n == 1 else what + ('es' if what.endswith('s') else 's')}"


def _file(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", name)


def _math(latex: object, note: str = "") -> dict[str, str]:
    whole = formula(latex).replace(r"\begin{aligned} ", r"\begin{aligned}[t] ")
    return {"whole": whole, "broken": broken(latex) if r"\begin" not in whole else whole, "note": note}


def _claim(claim: Mapping[str, Any], figures: Iterator[int], known: set[str]) -> dict[str, Any]:
    """One claim as the template needs it: every text escaped, every formula read."""
    for key, table in (("theorem", _THEOREM), ("printed", _PRINTED)):
        if claim[key] not in table:
            raise ValueError(f"{claim['id']}: {key} is {claim[key]!r}, expected one of {', '.join(table)}")
    target = "c:" + _file(claim["id"])
    numbers = frozenset(line["number"] for line in claim.get("lines", ()))
    wrong = claim["counterexample"]
    near = claim["near_misses"]
    return {
        "id": escape(claim["id"]),
        "target": target,
        "bookmark": re.sub(r"[^\w .-]", " ", claim["id"]),
        "title": prose(claim["title"]),
        "theorem_key": "t" + claim["theorem"],
        "printed_key": "p" + claim["printed"],
        "colour": _THEOREM[claim["theorem"]][1],
        "letting": _letting(claim),
        "statement": _math(claim["statement"]["latex"]) if claim.get("statement") else None,
        "axioms": "; ".join(prose(_axiom(a)) for a in claim["axioms"]),
        "reason": prose(claim["reason"]),
        "comparison": _comparison(claim),
        "counterexample": None if wrong is None else _witness(wrong) + ".",
        "uses": _uses(claim["uses"], known),
        "lines": _lines(claim.get("lines", ()), target, numbers),
        "evidence": _evidence(claim["evidence"]),
        "near": {
            "tried": near["tried"],
            "rejected": near["rejected"],
            "rows": [_near(item) for item in near["items"]],
        },
        "figures": [
            {
                "name": _file(f["name"]),
                "number": next(figures),
                "label": escape(f["name"]),
                "caption": prose(f["caption"]),
            }
            for f in claim.get("figures", ())
        ],
    }


def _axiom(axiom: object) -> str:
    return ", ".join(str(v) for v in axiom.values() if v) if isinstance(axiom, Mapping) else str(axiom)


def _either(entry: Mapping[str, Any]) -> str:
    """An entry that has a text, a formula or both."""
    shown = entry.get("latex") or ""
    return f"${formula(shown)}$" if readable(shown) else prose(entry.get("text") or shown)


def _letting(claim: Mapping[str, Any]) -> str:
    parts = [f"${formula(s['domain'])}$" for s in claim["symbols"]] + [_either(g) for g in claim["given"]]
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1] if parts else ""


def _comparison(claim: Mapping[str, Any]) -> list[dict[str, str]]:
    """The text as printed and, where it fails, the theorem that is true in its stead."""
    printed = claim["printed_text"]
    if printed is None:
        return []
    rows = [{"label": f"As printed in {escape(printed['where'])}", **_math(printed["latex"])}]
    if claim["printed"] == "FAILS":
        rows[0]["label"] = r"\textcolor{red}{\icon{times}{x}}\ " + rows[0]["label"]
        rows.append({"label": r"\textcolor{green}{\icon{check}{+}}\ Correct", **_math(claim["statement"]["latex"])})
    elif claim.get("settled_by"):
        rows.append({"label": "which is decided by", "whole": "", "broken": "", "note": prose(claim["settled_by"])})
    elif claim["holds_under"]:
        rows.append({"label": "which holds under", "whole": "", "broken": "", "note": prose(claim["holds_under"])})
    return rows


def _uses(uses: Iterable[str], known: set[str]) -> str:
    links = [
        rf"\hyperlink{{c:{_file(u)}}}{{\ttfamily {escape(u)}}}" if u in known else rf"{{\ttfamily {escape(u)}}}"
        for u in uses
    ]
    return r"\normalfont\footnotesize, using " + ", ".join(links) if links else ""


def _lines(lines: Iterable[Mapping[str, Any]], target: str, numbers: frozenset[int]) -> list[dict[str, Any]]:
    """The lines of a proof; the last two stay on one page, and so does a line with the one that it opens."""
    rows = [_line(line, target, numbers) for line in lines]
    for row in rows[-2:]:
        row["hold"] = True
    return rows


def _line(line: Mapping[str, Any], target: str, numbers: frozenset[int]) -> dict[str, Any]:
    kind, relation = line["kind"], line["relation"]
    if kind not in ("have", "suppose", "start", "step") or relation not in _RELATIONS:
        raise ValueError(f"line {line['number']} of {target[2:]}: no such kind or relation: {kind!r}, {relation!r}")
    before = {"suppose": "Suppose ", "step": rf"\calc{{{_RELATIONS[relation]}}}"}.get(kind, "")
    return {
        "number": line["number"],
        "bars": len({n for n in line["under"] if n != line["number"]}) + (kind == "suppose"),
        "before": before,
        **_math(line["latex"]),
        "reason": linked(line["reason"], target, numbers),
        "remark": prose(line["remark"] or ""),
        "hold": kind in ("suppose", "start"),
    }


_FIGURES: Final = {"bound": "Bound", "measured": "Measured", "margin": "Margin"}


def _evidence(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The table of the evidence: only those columns of figures that hold one; an engine is named once."""
    records = list(records)
    columns = [key for key in _FIGURES if any(r.get(key) for r in records)]
    rows, before = [], None
    for r in records:
        passed = r"\textcolor{green}{\icon{check}{+}}" if r["passed"] else r"\textcolor{red}{\icon{times}{x}}\ failed:"
        engine = "" if r["engine"] == before else _ENGINES.get(r["engine"], escape(r["engine"]))
        before = r["engine"]
        rows.append([engine, f"{passed} {prose(r['what'])}", *(prose(r.get(key) or "") for key in columns)])
    widths = [0.13, 0.83 - 0.16 * len(columns), *(0.13 for _ in columns)]
    return {"heads": ["Engine", "What was tried", *(_FIGURES[key] for key in columns)], "widths": widths, "rows": rows}


def _witness(entry: Mapping[str, Any]) -> str:
    """A witness: text in which formulas stand between dollar signs, or else plain text."""
    shown = entry.get("witness_latex") or entry.get("typeset")
    if not shown:
        return prose(entry.get("witness") or entry.get("text") or "")
    parts = str(shown).split("$")
    return "".join(f"${formula(p)}$" if k % 2 else escape(p) for k, p in enumerate(parts))


def _near(item: Mapping[str, Any]) -> dict[str, str]:
    return {
        "differs": prose(item["differs"]),
        "verdict": escape(item["verdict"].capitalize()),
        "witness": _witness(item),
    }
