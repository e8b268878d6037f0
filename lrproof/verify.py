"""Claims become a ledger: every engine that a claim asks for is run, and the two verdicts are drawn from what it found.

A result is kept under a key made of all that it depends on (:mod:`lrproof.content`), so an unchanged claim is not
verified again. Claims are worked on in several processes, each of which reads their files anew; no result depends on
how many there are. Every proof is replayed (:mod:`lrproof.replays`) before its entry is kept.
"""

from __future__ import annotations

import functools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from importlib import metadata
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

from lrproof import content
from lrproof.claim import Claim
from lrproof.engines import INSTANCES, engines, work
from lrproof.replays import Written, checked, proves, replayed
from lrproof.verdict import CONTRADICTION, Record

CACHE: Final = Path(".lrproof-cache")
_ENGINE_PACKAGES: Final = ("z3-solver", "python-flint", "mpmath", "sympy", "numba", "numpy")
_TOGETHER: Final = 12  # proofs replayed by one process, which takes a second to start

Found = tuple[dict[str, Any], Written | None]
"""A claim's entry, and its proof, which is to be replayed."""


def verify(
    claims: Iterable[Claim],
    *,
    seed: int = 0,
    instances: int = INSTANCES,
    cache: Path | None = CACHE,
    jobs: int = 1,
    on_done: Callable[[Claim, dict[str, Any]], None] | None = None,
    on_engine: Callable[[Claim, str], None] | None = None,
) -> dict[str, Any]:
    """The ledger of ``claims``. ``cache``: the folder of earlier results, or None; ``jobs``: how many processes work.

    ``on_done`` is told of each entry when it is there, ``on_engine`` of each engine before it runs in this process.
    With more than one job a script needs the guard ``if __name__ == "__main__"``, as always with new processes.

    Raises ValueError for two claims of one id, and for no job.
    """
    if jobs < 1:
        raise ValueError(f"verify: jobs ≥ 1 is expected, not {jobs}")
    asked = list(claims)
    _one_id(asked)
    told: content.Told = {}
    keys = [content.key(claim, seed, instances, told) for claim in asked]
    paths = [None if cache is None else cache / f"{key}.json" for key in keys]
    entries = [_kept(path, claim) for path, claim in zip(paths, asked, strict=True)]
    tell = on_done or (lambda claim, entry: None)
    for claim, known in zip(asked, entries, strict=True):
        if known is not None:
            tell(claim, known)
    waiting: list[tuple[int, Written]] = []
    left = [k for k, known in enumerate(entries) if known is None]
    for k, (entry, proof) in _worked(asked, keys, left, seed, instances, jobs, on_engine):
        entries[k] = entry
        if proof is not None:
            waiting.append((k, proof))
        elif "prove" not in engines(asked[k]):  # why a proof fails names a line, which may move under the same key
            _keep(paths[k], entry)
        if len(waiting) == _TOGETHER:
            _replay(asked, entries, paths, waiting)
            waiting = []
        tell(asked[k], entry)
    _replay(asked, entries, paths, waiting)
    return {
        "lrproof": metadata.version("lrproof"),
        "seed": seed,
        "instances": instances,
        "engines": {name: metadata.version(name) for name in _ENGINE_PACKAGES},
        "claims": entries,
    }


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _worked(
    claims: Sequence[Claim], keys: Sequence[str], left: Sequence[int], seed: int, instances: int, jobs: int,
    on_engine: Callable[[Claim, str], None] | None,
) -> Iterator[tuple[int, Found]]:  # fmt: skip
    """What was found for each claim that is ``left``, in whatever order it is found."""
    if jobs > 1 and len(left) > 1:
        with ProcessPoolExecutor(min(jobs, len(left)), mp_context=get_context("spawn")) as pool:
            sent = {
                pool.submit(_elsewhere, claims[k].file, claims[k].id, keys[k], seed, instances): k for k in left
            }  # fmt: skip
            left = []
            try:
                for done in as_completed(sent):
                    found = done.result()
                    if found is None:
                        left.append(sent[done])
                    else:
                        yield sent[done], found
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    for k in left:
        entry, proof = work(claims[k], seed, instances, on_engine)
        yield k, (entry, None if proof is None else Written.of(proof))


def _elsewhere(file: str, id_: str, key: str, seed: int, instances: int) -> Found | None:
    """In a process of its own: what is found for the claim, read from its file; None where that is not the same claim.

    A claim made in a notebook, say, has no file to be read from.
    """
    claim = _of_file(file).get(id_)
    if claim is None or content.key(claim, seed, instances, _TOLD) != key:
        return None
    entry, proof = work(claim, seed, instances)
    return entry, None if proof is None else Written.of(proof)


_TOLD: Final[content.Told] = {}
"""Of the claims that a process has read from their files."""


@functools.cache
def _of_file(file: str) -> dict[str, Claim]:
    from lrproof.discover import DiscoveryError, discover

    try:
        return {claim.id: claim for claim in discover([file])}
    except DiscoveryError:
        return {}


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


def _replay(
    claims: Sequence[Claim], entries: Sequence[dict[str, Any] | None], paths: Sequence[Path | None],
    proofs: Sequence[tuple[int, Written]],
) -> None:  # fmt: skip
    """Run new proofs again, and keep the entries with what that gave."""
    if not proofs:
        return
    for (k, proof), results in zip(proofs, replayed([proof for _, proof in proofs]), strict=True):
        claim, entry = claims[k], entries[k]
        assert entry is not None
        if not proves(claim, proof, results):
            entry["theorem"], entry["reason"] = "UNKNOWN", f"replayed, the proof gives {results[0]}"
        entry["evidence"] = [
            checked(claim, Record(**r), proof, results).entry() if r["engine"] == "prove" else r
            for r in entry["evidence"]
        ]
        _keep(paths[k], entry)


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
