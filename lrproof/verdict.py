"""The two verdicts, never mixed: is the theorem proved, and is the text right as printed. And the record of a check."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

THEOREM: Final = ("PROVED", "PROVED GIVEN", "SUPPORTED", "REFUTED", "UNKNOWN", "NONE")
"""Is the theorem proved? Every line decided; decided, given named axioms; numbers only; a witness against it; not
settled, with the reason; there is no theorem."""

PRINTED: Final = ("HOLDS", "HOLDS UNDER", "FAILS", "HEURISTIC", "EMPIRICAL", "NOT PRINTED")
"""Is the text right? As it stands; under assumptions that it leaves out; wrong, with a counterexample; a rule of thumb
near a theorem; a matter of experiment; no text is quoted."""


CONTRADICTION: Final = "the assumptions contradict one another"
"""So begins the refusal of a claim whose assumptions cannot hold."""


@dataclass(frozen=True)
class Record:
    """What one engine found. Figures are texts, rounded outward, so that they are the same on every machine."""

    engine: str
    """prove, derive, refute, controls, simulate, sample, follow or enclose."""
    what: str
    """What was tried, for a reader."""
    passed: bool
    bound: str = ""
    measured: str = ""
    margin: str = ""
    seed: int | None = None
    reason: str = ""
    """Why it did not pass: witness, place, what was expected."""

    def entry(self) -> dict[str, Any]:
        """The record as plain data, for the ledger."""
        return asdict(self)
