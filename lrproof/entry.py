"""A claim and what the engines found, as one entry of the ledger: plain data, formulas as LaTeX and as text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lrproof.claim import Claim, NotTried
from lrproof.kernel.terms import Expr
from lrproof.latex import display, domain_latex, latex
from lrproof.verdict import Record

if TYPE_CHECKING:
    from lrproof.evidence.prove import Line, Proof


def entry(
    claim: Claim, records: list[Record], near: list[dict[str, Any]], proof: Proof | None, wrong: dict[str, str] | None
) -> dict[str, Any]:
    """The entry of ``claim``; ``wrong`` is the counterexample to the printed text, where that fails."""
    theorem, reason = _verdict(claim, records, proof)
    path = Path(claim.file)
    return {
        "id": claim.id,
        "file": f"{path.parent.name}/{path.name}",
        "line": claim.line,
        "module_title": claim.module_title,
        "title": claim.title,
        "declared": claim.theorem,
        "theorem": theorem,
        "axioms": sorted(proof.theorem.axioms) if proof is not None else [],
        "reason": reason,
        "printed": claim.printed.verdict,
        "printed_text": {"where": claim.printed.where, "latex": claim.printed.latex} if claim.printed.latex else None,
        "holds_under": claim.printed.under,
        "settled_by": claim.printed.settled_by,
        "symbols": [{"latex": latex(s), "domain": domain_latex(s)} for s in claim.symbols],
        "given": [_shown(g) for g in claim.given],
        "statement": None if claim.statement is None else _shown(claim.statement),
        "lines": [_line(line) for line in proof.lines] if proof is not None else [],
        "uses": [used.id for used in claim.uses],
        "near_misses": {
            "tried": len(near),
            "rejected": sum(item["verdict"] == "REFUTED" for item in near),
            "items": near,
        },
        "counterexample": wrong,
        "evidence": [record.entry() for record in records],
        "not_tried": [{"engine": q.engine, "why": q.why} for q in claim.tried if isinstance(q, NotTried)],
        "figures": [{"name": figure_name(claim, k), "caption": f.caption} for k, f in enumerate(claim.figures, 1)],
    }


def figure_name(claim: Claim, number: int) -> str:
    """The name of a claim's figure, counted from 1: ``quad-convergence-interval-1``."""
    return f"{claim.id.replace('.', '-')}-{number}"


def _verdict(claim: Claim, records: list[Record], proof: Proof | None) -> tuple[str, str]:
    """Is the theorem proved? An exact counterexample outweighs everything."""
    against = [r.reason for r in records if r.engine == "refute" and r.reason.startswith("false: ")]
    if against:
        return "REFUTED", against[0]
    if proof is not None:
        return ("PROVED GIVEN" if proof.theorem.axioms else "PROVED"), ""
    if claim.theorem == "NONE":
        return "NONE", ""
    failed = [r.reason for r in records if not r.passed]
    if claim.theorem == "SUPPORTED" and not failed:
        return "SUPPORTED", ""
    return "UNKNOWN", failed[0] if failed else "there is no proof"


def _shown(e: Expr) -> dict[str, str]:
    return {"latex": display(e), "text": str(e)}


def _line(line: Line) -> dict[str, Any]:
    return {
        "number": line.number,
        "kind": line.kind,
        "relation": line.relation,
        **_shown(line.formula),
        "rule": line.rule,
        "reason": line.reason,
        "under": list(line.under),
        "remark": line.remark,
    }
