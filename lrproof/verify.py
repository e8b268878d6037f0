"""Claims become a ledger: every engine that a claim asks for is run, and the two verdicts are drawn from what it found.

A result is kept under a key made of all that it depends on (:mod:`lrproof.content`), so an unchanged claim is not
verified again. Proofs are replayed in a fresh interpreter, which knows nothing but the kernel.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from lrproof import content
from lrproof.claim import Claim, Enclosed, Followed, Oracle, Simulated
from lrproof.kernel.definedness import conditions as defined
from lrproof.kernel.syntax import conj, implies
from lrproof.kernel.terms import decode
from lrproof.mistakes import stopped
from lrproof.verdict import CONTRADICTION, Record

if TYPE_CHECKING:
    from lrproof.evidence.prove import Proof, ProofError

CACHE: Final = Path(".lrproof-cache")
INSTANCES: Final = 8
_EXACT: Final = 25  # exact instances for each simulated one
_ENGINE_PACKAGES: Final = ("z3-solver", "python-flint", "mpmath", "sympy", "numba", "numpy")


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
        "simulate": any(isinstance(r, Simulated) for r in claim.tried),
    }
    return tuple(name for name, wanted in asked.items() if wanted)


def run(claim: Claim, engine: str, *, seed: int = 0, instances: int = INSTANCES) -> tuple[Record, ...]:
    """What one engine finds. Raises ValueError for an engine that the claim does not ask for."""
    if engine not in engines(claim):
        raise ValueError(f"{claim.id} asks for {', '.join(engines(claim))}, not for {engine!r}")
    if engine == "prove":
        records, proof, _ = _prove(claim)
        return records if proof is None else (_checked_again(claim, records[0], proof, *_replayed([proof])),)
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


def verify(
    claims: Iterable[Claim],
    *,
    seed: int = 0,
    instances: int = INSTANCES,
    cache: Path | None = CACHE,
    on_done: Callable[[Claim, dict[str, Any]], None] | None = None,
    on_engine: Callable[[Claim, str], None] | None = None,
) -> dict[str, Any]:
    """The ledger of ``claims``. ``cache``: the folder of earlier results, or None; ``on_done`` is told of each entry,
    ``on_engine`` of each engine before it runs.

    Raises ValueError for two claims of one id.
    """
    asked = list(claims)
    _one_id(asked)
    entries: list[dict[str, Any]] = []
    new: list[tuple[Claim, dict[str, Any], Proof, Path | None]] = []
    for claim in asked:
        key = content.key(claim, seed, instances)
        path = None if cache is None else cache / f"{key}.json"
        entry = _kept(path, claim)
        if entry is None:
            entry, proof = _entry(claim, seed, instances, on_engine)
            if proof is not None:
                new.append((claim, entry, proof, path))
            elif "prove" not in engines(claim):  # why a proof fails names a line, which may move under the same key
                _keep(path, entry)
        entries.append(entry)
        if on_done is not None:
            on_done(claim, entry)
    _replay(new)
    return {
        "lrproof": metadata.version("lrproof"),
        "seed": seed,
        "instances": instances,
        "engines": {name: metadata.version(name) for name in _ENGINE_PACKAGES},
        "claims": entries,
    }


def _one_id(claims: Iterable[Claim]) -> None:
    """Refuse two claims of one id, used ones too: the ledger, and a reader, could not tell them apart."""
    first: dict[str, Claim] = {}
    waiting = list(claims)
    while waiting:
        claim = waiting.pop()
        other = first.setdefault(claim.id, claim)
        if other is claim:
            waiting += [used for used in claim.uses if first.get(used.id) is not used]
        elif _stated(other) != _stated(claim):  # one file may be loaded twice
            places = sorted(f"{c.file}:{c.line}" for c in (other, claim))
            raise ValueError(f"two claims are called {claim.id}, at {' and '.join(places)}: rename one, or its PREFIX")


def _stated(claim: Claim) -> tuple[Any, ...]:
    return os.path.realpath(claim.file), claim.line, claim.statement, claim.given


def _entry(
    claim: Claim, seed: int, instances: int, on_engine: Callable[[Claim, str], None] | None = None
) -> tuple[dict[str, Any], Proof | None]:
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


def _kept(path: Path | None, claim: Claim) -> dict[str, Any] | None:
    try:
        entry: dict[str, Any] = json.loads(path.read_text(encoding="utf-8")) if path is not None else {}
    except (OSError, ValueError):
        return None
    if entry.get("id") != claim.id:
        return None
    return {**entry, "line": claim.line}  # a claim may move within its file without being another


def _keep(path: Path | None, entry: dict[str, Any]) -> None:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(entry, ensure_ascii=False), encoding="utf-8")
        part.replace(path)


def _replay(new: list[tuple[Claim, dict[str, Any], Proof, Path | None]]) -> None:
    """Run the new proofs again in an interpreter that knows only the kernel; a proof that differs there is none."""
    if not new:
        return
    for (claim, entry, proof, path), results in zip(new, _replayed([proof for _, _, proof, _ in new]), strict=True):
        if not _proves(claim, proof, results):
            entry["theorem"], entry["reason"] = "UNKNOWN", f"replayed, the proof gives {results[0]}"
        entry["evidence"] = [
            _checked_again(claim, Record(**r), proof, results).entry() if r["engine"] == "prove" else r
            for r in entry["evidence"]
        ]
        _keep(path, entry)


def _checked_again(claim: Claim, record: Record, proof: Proof, results: list[dict[str, Any]]) -> Record:
    """The record of a proof, when it has been replayed."""
    if _proves(claim, proof, results):
        return replace(record, what=f"{record.what}, replayed in a fresh process")
    return replace(record, passed=False, reason=f"replayed, the proof gives {results[0]}")


def _replayed(proofs: list[Proof]) -> list[list[dict[str, Any]]]:
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


def _proves(claim: Claim, proof: Proof, results: list[dict[str, Any]]) -> bool:
    """Whether what the fresh process has proved is the claim, from its assumptions, and that it is defined."""
    if any("refused" in result for result in results):
        return False
    statement, *conditions = results
    return (
        decode(statement["concl"]) == claim.statement
        and all(decode(h) in claim.assumptions for h in statement["hyps"])
        and statement["axioms"] == sorted(proof.theorem.axioms)
        and all(not c["hyps"] and not c["axioms"] for c in conditions)
        and tuple(decode(c["concl"]) for c in conditions) == defined(implies(conj(*claim.assumptions), claim.statement))
    )


def shortfalls(entry: dict[str, Any]) -> list[str]:
    """Why an entry of the ledger falls short of what its claim declares; nothing if it does not.

    What follows from another reason is left out: a refuted statement has no proof, and from contradicting assumptions
    nothing can be refuted.
    """
    failed = [r for r in entry["evidence"] if not r["passed"]]
    contradicting = [r["reason"] for r in failed if r["engine"] == "prove" and CONTRADICTION in r["reason"]]
    if contradicting:
        return contradicting
    reasons = []
    if entry["theorem"] == "REFUTED" != entry["declared"]:
        reasons.append(f"the theorem is REFUTED, and {entry['declared']} was declared; it is {entry['reason']}")
        failed = [r for r in failed if r["engine"] not in ("refute", "prove")]
    reasons += [r["reason"] if r["engine"] == "prove" else f"{r['engine']}: {r['reason'] or r['what']}" for r in failed]
    if entry["theorem"] != entry["declared"] and not reasons:
        because = f": {entry['reason']}" if entry["reason"] else ""
        reasons.append(f"the theorem is {entry['theorem']}, and {entry['declared']} was declared{because}")
    if entry["theorem"] in ("PROVED", "PROVED GIVEN") and not entry["near_misses"]["tried"]:
        reasons.append("no near miss: nothing shows that a false neighbour of this claim is rejected")
    if entry["printed"] == "FAILS" and not entry["counterexample"]:
        reasons.append("the text is said to fail, but no counterexample was found")
    return reasons
