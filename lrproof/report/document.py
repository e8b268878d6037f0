"""A ledger becomes a report: LaTeX that a person can read and edit, and from it a PDF.

Nothing is computed here. What the ledger says is arranged for the page; the templates decide how it looks. The summary
is the same report without its proofs and evidence, on four pages at most.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lrproof.report import verdicts
from lrproof.report.cheat_sheet import cheat_sheet, legend
from lrproof.report.contents import bookmark, parts
from lrproof.report.errata import errata
from lrproof.report.evidence import total
from lrproof.report.links import plain
from lrproof.report.provenance import provenance
from lrproof.report.statement import page
from lrproof.report.summary import shortened
from lrproof.report.symbols import index
from lrproof.report.text import escape

if TYPE_CHECKING:
    import jinja2

    from lrproof.report.figures import Figure

TITLE: Final = "Learning rates: what is proved"


def write(
    ledger: Mapping[str, Any],
    tex: Path,
    pdf: Path | None = None,
    *,
    figures: Mapping[str, Figure] | None = None,
    title: str = TITLE,
    summary: bool = False,
) -> None:
    """Write the report of ``ledger`` to ``tex`` and, unless None, ``pdf``; ``figures`` by the names the ledger uses.

    ``summary``: verdicts, formulas and errata only, on four pages at most. Raises KeyError for a ledger without a
    needed entry, and what :func:`lrproof.report.pdf.build` raises.
    """
    source = to_tex(ledger, title=title, summary=summary)
    tex.parent.mkdir(parents=True, exist_ok=True)
    tex.write_text(source, encoding="utf-8", newline="\n")
    if pdf is not None:
        from lrproof.report.figures import render
        from lrproof.report.pdf import build

        used = set() if summary else {f["name"] for claim in ledger["claims"] for f in claim.get("figures", ())}
        drawn = {name: figure for name, figure in (figures or {}).items() if name in used}
        build(source, pdf, assets={f"{plain(name)}.pdf": render(figure) for name, figure in drawn.items()})


def to_tex(ledger: Mapping[str, Any], *, title: str = TITLE, summary: bool = False) -> str:
    """The LaTeX source of the report of ``ledger``, or of its summary."""
    claims = ledger["claims"]
    for claim in claims:
        verdicts.check(claim)
    numbers = iter(range(1, 1 + sum(len(c.get("figures", ())) for c in claims)))
    known = frozenset() if summary else frozenset(c["id"] for c in claims)
    ordered = parts(claims)
    sheet, errors = cheat_sheet(ordered), errata([c for p in ordered for t in p["topics"] for c in t["claims"]], known)
    everything: dict[str, Any] = {
        "title": escape(title),
        "title_plain": bookmark(title),
        "subtitle": _subtitle(ledger),
        "counts": verdicts.counts(claims),
        "badges": verdicts.badges(),
        "marks": verdicts.marks(),
        "icons": verdicts.icons(),
        "sheet": sheet,
        "legend": legend(ordered),
        "errata": errors,
        "made": provenance(ledger, known),
        "brief": shortened(ordered, errors) if summary else None,
        "symbols": index(claims, known),
    }
    if not summary:
        for topic in (topic for part in ordered for topic in part["topics"]):
            topic["claims"] = [page(claim, numbers, known) for claim in topic["claims"]]
    source = _environment().get_template("summary.tex.j2" if summary else "report.tex.j2")
    return re.sub(r"\n{3,}", "\n\n", source.render(parts=ordered, **everything)).strip() + "\n"


def _environment() -> jinja2.Environment:
    """Jinja whose delimiters mean nothing to TeX, and which stops at a name that is not there."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("lrproof.report"),
        block_start_string="((*", block_end_string="*))", variable_start_string="(((", variable_end_string=")))",
        comment_start_string="((=", comment_end_string="=))", trim_blocks=True, lstrip_blocks=True,
        undefined=jinja2.StrictUndefined, autoescape=False, keep_trailing_newline=True,
    )  # fmt: skip


def _subtitle(ledger: Mapping[str, Any]) -> str:
    claims = ledger["claims"]
    lines = sum(len(claim["lines"]) for claim in claims)
    tried, rejected = total(claims)
    return (
        f"{_count(len(claims), 'claim')}, {_count(lines, 'line')} of proof, each checked; "
        f"{_count(tried, 'near miss')} tried, {rejected} rejected."
    )


def _count(n: int, what: str) -> str:
    return f"{n} {what if n == 1 else what + ('es' if what.endswith('s') else 's')}"
