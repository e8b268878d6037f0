"""One claim put to the engines that it asks for."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from lrproof.claim import Claim, Enclosed, Followed, Oracle, Sampled, Simulated
from lrproof.mistakes import stopped
from lrproof.verdict import Record

if TYPE_CHECKING:
    from lrproof.evidence.prove import Proof, ProofError

INSTANCES: Final = 8
_EXACT: Final = 25  # exact instances for each simulated one


def engines(claim: Claim) -> tuple[str, ...]:
    """The engines that ``claim`` asks for, in the order in which they run: what refutes comes first."""
    if claim.statement is None:
        return ()
    asked = {
        "refute": True,
        "controls": bool(claim.near_misses),
        "prove": claim.theorem not in ("NONE", "SUPPORTED"),
        "derive": bool(claim.derived),
        "enclose": any(isinstance(r, Enclosed) for r in claim.tried),
        "follow": any(isinstance(r, Followed) for r in claim.tried),
        "oracle": any(isinstance(r, Oracle) for r in claim.tried),
        "sample": any(isinstance(r, Sampled) for r in claim.tried),
        "simulate": any(isinstance(r, Simulated) for r in claim.tried),
    }
    return tuple(name for name, wanted in asked.items() if wanted)


def run(claim: Claim, engine: str, *, seed: int = 0, instances: int = INSTANCES) -> tuple[Record, ...]:
    """What one engine finds. Raises ValueError for an engine that the claim does not ask for."""
    if engine not in engines(claim):
        raise ValueError(f"{claim.id} asks for {', '.join(engines(claim))}, not for {engine!r}")
    if engine == "prove":
        from lrproof.replays import Written, checked, replayed

        records, proof, _ = _prove(claim)
        if proof is None:
            return records
        written = Written.of(proof)
        return (checked(claim, records[0], written, *replayed([written])),)
    return _heard(claim, engine, lambda: _run(claim, engine, seed, instances))


def _heard(claim: Claim, engine: str, work: Callable[[], tuple[Record, ...]]) -> tuple[Record, ...]:
    """What an engine finds; if it stops in what the author wrote, that it did, and where."""
    try:
        return work()
    except Exception as error:
        return (Record(engine, "it stops", False, reason=stopped(error, claim.file, claim.line)),)


def _run(claim: Claim, engine: str, seed: int, instances: int) -> tuple[Record, ...]:
    if engine == "controls":
        return (_controls(_near_misses(claim, seed), seed), _engine("controls").changed(claim, seed))
    if engine == "refute":
        return tuple(_engine("refute").search(claim, seed, _EXACT * instances))
    if engine == "derive":
        return tuple(_engine("derive").check(claim))
    if engine == "enclose":
        return tuple(r for q in claim.tried if isinstance(q, Enclosed) for r in _engine("enclose").check(q))
    if engine == "follow":
        return tuple(_engine("follow").check(q) for q in claim.tried if isinstance(q, Followed))
    if engine == "oracle":
        return tuple(_engine("oracle").check(q) for q in claim.tried if isinstance(q, Oracle))
    if engine == "sample":
        return tuple(r for q in claim.tried if isinstance(q, Sampled) for r in _engine("sample").check(q, seed=seed))
    return tuple(
        r
        for q in claim.tried
        if isinstance(q, Simulated)
        for r in _engine("simulate").trial(q, seed=seed, instances=instances)
    )


def _engine(name: str) -> Any:
    return importlib.import_module(f"lrproof.evidence.{name}")


def _prove(claim: Claim) -> tuple[tuple[Record, ...], Proof | None, ProofError | None]:
    from lrproof.evidence.prove import ProofError, prove

    try:
        proof = prove(claim)
    except ProofError as error:
        return (Record("prove", "the proof, line by line", False, reason=str(error)),), None, error
    steps = sum(map(len, proof.steps))
    what = f"{_count(len(proof.lines), 'line')}, {steps} steps of the kernel"
    if proof.shown:
        what += f", {_count(len(proof.shown), 'condition')} under which it is defined"
    return (Record("prove", what, True),), proof, None


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"


def _near_misses(claim: Claim, seed: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _engine("controls").near_misses(claim, seed)
    return found


def _controls(items: list[dict[str, Any]], seed: int) -> Record:
    left = [item for item in items if item["verdict"] != "REFUTED"]
    reason = "; ".join(
        f"the near miss '{item['differs']}' "
        + (
            "is no miss, it follows: name a statement that is false"
            if item["verdict"] == "TRUE"
            else "is not refuted: "
        )
        + (f": {item['text']}" if item["verdict"] == "TRUE" else f"{item['why']}: {item['text']}")
        for item in left
    )
    what = f"{len(items) - len(left)} of {len(items)} near misses refuted, each with a witness"
    return Record("controls", what, not left, seed=seed, reason=reason)


def work(
    claim: Claim, seed: int, instances: int, on_engine: Callable[[Claim, str], None] | None = None
) -> tuple[dict[str, Any], Proof | None]:
    """The claim's entry in the ledger, and its proof, which has not been replayed yet."""
    from lrproof.entry import entry

    records: list[Record] = []
    near: list[dict[str, Any]] = []
    proof: Proof | None = None
    for engine in engines(claim):
        if on_engine is not None:
            on_engine(claim, engine)
        if engine == "prove":
            found, proof, _ = _prove(claim)
            records += found
        elif engine == "controls":
            near = _near_misses(claim, seed)
            records += (_controls(near, seed), _engine("controls").changed(claim, seed))
        else:
            records += run(claim, engine, seed=seed, instances=instances)
    wrong = _engine("refute").counterexample(claim, seed) if claim.printed.reads is not None else None
    return entry(claim, records, near, proof, wrong), proof
