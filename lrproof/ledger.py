"""The ledger: what a verification found, as plain data with the same bytes on every machine. A page reads only this."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def dumps(ledger: dict[str, Any]) -> str:
    """The ledger as JSON text: keys sorted, one value a line, so that a difference shows in a diff."""
    return json.dumps(ledger, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def load(path: Path) -> dict[str, Any]:
    """The ledger that was written to ``path``. Raises ValueError when it is none."""
    try:
        ledger: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{path} is no ledger: {error}") from error
    if not isinstance(ledger, dict) or not isinstance(ledger.get("claims"), list):
        raise ValueError(f"{path} is no ledger: it has no claims")
    return ledger


def summary(ledger: dict[str, Any]) -> dict[str, Any]:
    """What ``--json`` prints: verdicts, near misses and evidence of each claim."""
    return {
        "claims": [
            {
                **{key: entry[key] for key in ("id", "theorem", "axioms", "printed")},
                "near_misses": {key: entry["near_misses"][key] for key in ("tried", "rejected")},
                "evidence": entry["evidence"],
            }
            for entry in ledger["claims"]
        ]
    }
