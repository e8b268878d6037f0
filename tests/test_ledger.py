"""The ledger: the same bytes for the same findings, and what --json promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from lrproof import ledger

ENTRY: dict[str, Any] = {
    "title": "β decays",
    "id": "test.one",
    "theorem": "PROVED",
    "axioms": [],
    "printed": "HOLDS",
    "near_misses": {"tried": 2, "rejected": 2, "items": [{"text": "x < 0"}]},
    "evidence": [{"engine": "prove", "passed": True}],
}
LEDGER: dict[str, Any] = {"seed": 0, "claims": [ENTRY], "lrproof": "0.1.0"}


def shuffled(value: Any) -> Any:
    """The same data, every mapping written in the opposite order."""
    if isinstance(value, dict):
        return {k: shuffled(v) for k, v in reversed(value.items())}
    return [shuffled(v) for v in value] if isinstance(value, list) else value


def test_the_text_depends_on_the_data_only() -> None:
    """Not on the order in which it was collected; letters stay readable; it ends with a line."""
    text = ledger.dumps(LEDGER)
    assert ledger.dumps(shuffled(LEDGER)) == text
    assert "β decays" in text and text.endswith("}\n")
    assert [line.strip() for line in text.splitlines()][1] == '"claims": ['


def test_it_is_read_back(tmp_path: Path) -> None:
    """Nothing is lost on the way through a file."""
    path = tmp_path / "ledger.json"
    path.write_text(ledger.dumps(LEDGER), encoding="utf-8")
    assert ledger.load(path) == LEDGER


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"claims": 3}', '{"claims": {}}', '"claims"'])
def test_what_is_no_ledger_is_refused_by_name(tmp_path: Path, text: str) -> None:
    """Whether it is no JSON or other JSON, the message names the file."""
    path = tmp_path / "other.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.json is no ledger"):
        ledger.load(path)


def test_the_summary_has_its_fields_and_no_others() -> None:
    """A program that reads --json relies on these names."""
    told = ledger.summary(LEDGER)
    assert told == {
        "claims": [
            {
                "id": "test.one",
                "theorem": "PROVED",
                "axioms": [],
                "printed": "HOLDS",
                "near_misses": {"tried": 2, "rejected": 2},
                "evidence": [{"engine": "prove", "passed": True}],
            }
        ]
    }
    json.dumps(told)
