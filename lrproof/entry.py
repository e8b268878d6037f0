"""A claim and what the engines found, as one entry of the ledger: plain data, formulas as LaTeX and as text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from lrproof.claim import Claim, Enclosed, Followed, NotTried, Sampled
from lrproof.kernel.syntax import natural, real, vector
from lrproof.kernel.terms import INT, VEC, Expr, Fn
from lrproof.latex import domain_latex, latex, random_latex
from lrproof.layout import WIDTH, display
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
        "place": list(claim.chapter.place),
        "part": claim.chapter.part,
        "topic": claim.chapter.title,
        "title": claim.title,
        "declared": claim.theorem,
        "theorem": theorem,
        "axioms": sorted(proof.theorem.axioms) if proof is not None else [],
        "reason": reason,
        "printed": claim.printed.verdict,
        "printed_text": {"where": claim.printed.where, "latex": claim.printed.latex} if claim.printed.latex else None,
        "holds_under": claim.printed.under,
        "settled_by": claim.printed.settled_by,
        "symbols": _symbols(claim),
        "given": [_shown(g) for g in claim.given],
        "statement": None if claim.statement is None else _shown(claim.statement),
        "lines": [_line(line) for line in proof.lines] if proof is not None else [],
        "uses": [used.id for used in claim.uses],
        "cites": list(proof.cited) if proof is not None else [],
        "near_misses": {
            "tried": len(near),
            "rejected": sum(item["verdict"] == "REFUTED" for item in near),
            "items": near,
        },
        "counterexample": wrong,
        "derived": _derived(claim, records),
        "cheat_sheet": [{"label": r.label, "where": r.where, **_shown(r.part)} for r in claim.cheat_sheet],
        "evidence": [_evidence(claim, record) for record in records],
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


def _symbols(claim: Claim) -> list[dict[str, str]]:
    """The free symbols of the claim, where they live, and what they mean: variables, then functions with arguments.

    Variables stand as they are met, functions as the chapter lists them.
    """
    meaning = dict(claim.chapter.symbols)
    shown = [{"latex": latex(s), "domain": domain_latex(s), "meaning": meaning.get(s, "")} for s in claim.symbols]
    nodes = [node for formula in (*claim.given, *claim.stated) for node in formula.walk() if node.head == "app"]
    met, listed = dict.fromkeys(node.data for node in nodes), list(meaning)
    for fn in sorted(met, key=lambda f: listed.index(f) if f in meaning else len(listed)):
        spoken = next((n for n in nodes if n.data == fn and all(a.head == "var" for a in n.args)), None)
        there = _applied(fn) if spoken is None else spoken
        domain = random_latex(there, fn.random) if fn.random else ""
        shown.append({"latex": latex(there), "domain": domain, "meaning": meaning.get(fn, "")})
    return shown


def _applied(fn: Fn) -> Expr:
    """A function symbol as it is spoken of, where the claim has it of no variable: θ at t, f of x."""
    place = {INT: natural("t"), VEC: vector("x")}
    return fn(*(place.get(sort, real("x")) for sort in fn.args))


def _derived(claim: Claim, records: list[Record]) -> list[dict[str, Any]]:
    """What SymPy was asked to find, and whether the kernel proved that the claim states it."""
    found = [record for record in records if record.engine == "derive"]
    return [
        {"what": asked.what, **_shown(asked.target), "proved": record.passed}
        for asked, record in zip(claim.derived, found, strict=False)  # no records: the engine was not run
    ]


def _evidence(claim: Claim, record: Record) -> dict[str, Any]:
    """A record; where it names formulas that balls enclosed, ``typeset`` says the same with LaTeX for them."""
    told, said = record.entry(), record.what
    for asked in claim.tried:
        if isinstance(asked, Enclosed) and record.engine == "enclose":
            said = said.replace(str(asked.formula), f"${latex(asked.formula)}$")
        if isinstance(asked, Followed) and record.engine == "follow" and f": {asked.ends}" in said:
            said = said.replace(f" = {asked.gradient} from ", f" = ${latex(asked.gradient)}$ from ")
            said = said.replace(f": {asked.ends}", f": ${latex(asked.ends)}$")
        if isinstance(asked, Sampled) and record.engine == "sample":
            said = said.replace(f"E({asked.what}) by ", f"$\\mathbf{{E}}\\left[{latex(asked.what)}\\right]$ by ")
            said = said.replace(f"the wrong value {asked.wrong} ", f"the wrong value ${latex(asked.wrong)}$ ")
    return told if said == record.what else told | {"typeset": said}


def _shown(e: Expr, width: float = WIDTH) -> dict[str, str]:
    return {"latex": display(e, width), "text": str(e)}


def _line(line: Line) -> dict[str, Any]:
    """A line, its formula broken to the width that is left beside bars and words."""
    bars = len(set(line.under) | ({line.number} if line.kind == "suppose" else set()))
    words = {"suppose": 4.5, "step": 2.5}.get(line.kind, 0.0)
    return {
        "number": line.number,
        "kind": line.kind,
        "relation": line.relation,
        **_shown(line.formula, WIDTH + 1 - 1.3 * bars - words),
        "rule": line.rule,
        "reason": line.reason,
        "under": list(line.under),
        "remark": line.remark,
    }
