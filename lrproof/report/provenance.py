"""How a report was made, and how to make it again: versions, seed, axioms, what was tried."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from lrproof.report.contents import bookmark
from lrproof.report.evidence import ENGINES, total
from lrproof.report.links import link
from lrproof.report.prose import prose
from lrproof.report.statement import axiom
from lrproof.report.text import escape


def provenance(ledger: Mapping[str, Any], known: Collection[str]) -> dict[str, Any]:
    """What the page on reproducibility says."""
    claims = ledger["claims"]
    tried, rejected = total(claims)
    axioms: dict[str, list[str]] = {}
    for claim in claims:
        for named in claim["axioms"]:
            axioms.setdefault(axiom(named), []).append(claim["id"])
    checks: dict[str, list[bool]] = {}
    for record in (record for claim in claims for record in claim["evidence"]):
        checks.setdefault(ENGINES.get(record["engine"], escape(record["engine"])), []).append(record["passed"])
    example = claims[0]["id"] if claims else "quad.one-step"
    return {
        "version": escape(ledger["lrproof"]),
        "seed": escape(ledger["seed"]),
        "instances": escape(ledger["instances"]),
        "engines": [(escape(k), escape(v)) for k, v in sorted(ledger["engines"].items())],
        "tried": tried,
        "rejected": rejected,
        "lines": sum(len(c["lines"]) for c in claims),
        "proved": sum(c["theorem"] in ("PROVED", "PROVED GIVEN") for c in claims),
        "replayed": sum("replayed" in r["what"] for c in claims for r in c["evidence"] if r["engine"] == "prove"),
        "checks": [(engine, sum(passed), len(passed)) for engine, passed in checks.items()],
        "axioms": [(prose(a), ", ".join(link(i, known) for i in ids)) for a, ids in sorted(axioms.items())],
        "example": escape(example),
        "prefix": escape(bookmark(example.partition(".")[0])),
    }
