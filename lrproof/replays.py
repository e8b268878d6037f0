"""Proofs run again in a fresh interpreter, which knows nothing but the kernel: a proof that differs there is none."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lrproof.claim import Claim
from lrproof.kernel.definedness import of_claim
from lrproof.kernel.terms import decode
from lrproof.verdict import Record

if TYPE_CHECKING:
    from lrproof.evidence.prove import Proof


@dataclass(frozen=True)
class Written:
    """A proof as plain data: the steps of the statement and of each condition, and the axioms it is said to use."""

    steps: tuple[list[list[Any]], ...]
    axioms: tuple[str, ...]

    @classmethod
    def of(cls, proof: Proof) -> Written:
        """What is written down of a proof."""
        return cls(tuple(proof.steps), tuple(sorted(proof.theorem.axioms)))


def replayed(proofs: Sequence[Written]) -> list[list[dict[str, Any]]]:
    """What each proof and its conditions give in an interpreter that knows only the kernel."""
    task = json.dumps([list(proof.steps) for proof in proofs])
    around = os.pathsep.join(filter(None, (str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH"))))
    done = subprocess.run(
        [sys.executable, "-m", "lrproof.kernel.replay"],
        input=task, capture_output=True, text=True, check=False, encoding="utf-8",
        env={**os.environ, "PYTHONPATH": around},
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"the proofs could not be replayed: {done.stderr.strip().splitlines()[-1:]}")
    found: list[list[dict[str, Any]]] = json.loads(done.stdout)
    return found


def checked(claim: Claim, record: Record, proof: Written, results: list[dict[str, Any]]) -> Record:
    """The record of a proof, when it has been replayed."""
    if proves(claim, proof, results):
        return replace(record, what=f"{record.what}, replayed in a fresh process")
    return replace(record, passed=False, reason=f"replayed, the proof gives {results[0]}")


def proves(claim: Claim, proof: Written, results: list[dict[str, Any]]) -> bool:
    """Whether what the fresh process has proved is the claim, from its assumptions, and that it is defined."""
    if any("refused" in result for result in results):
        return False
    statement, *conditions = results
    assert claim.statement is not None
    needed = of_claim(claim.assumptions, claim.statement)
    return (
        decode(statement["concl"]) == claim.statement
        and all(decode(h) in claim.assumptions for h in statement["hyps"])
        and statement["axioms"] == list(proof.axioms)
        and tuple(decode(c["concl"]) for c in conditions) == tuple(needed)
        and all(not c["axioms"] and {*map(decode, c["hyps"])} <= rests
                for c, rests in zip(conditions, needed.values(), strict=True))
    )  # fmt: skip
