"""From claims to a ledger: what is served from the cache, and what is never called PROVED."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from lrproof import by
from lrproof.claim import Claim, claim, near_miss
from lrproof.discover import discover
from lrproof.engines import run
from lrproof.evidence import prove as prover
from lrproof.kernel.syntax import eq, positive, real
from lrproof.kernel.terms import Expr
from lrproof.verify import _one_id, shortfalls, verify

PREFIX = "verified"
x, y = positive("x"), real("y")
MISS = (near_miss(abs(y) < y, "the other way"),)


def make(statement: Expr, line: Expr | None = None, **options: Any) -> Claim:
    def made() -> Iterator[Any]:
        """A small claim."""
        yield statement if line is None else line, by.arithmetic()

    return claim(statement, near_misses=MISS, **options)(made)


def entry(made: Claim, cache: Path | None = None) -> dict[str, Any]:
    (found,) = verify([made], cache=cache)["claims"]
    return dict(found)


def test_a_proved_claim() -> None:
    """Proved, replayed, its near miss refuted: nothing falls short."""
    found = entry(make(abs(y) >= y))
    assert (found["theorem"], shortfalls(found)) == ("PROVED", [])
    assert any("replayed in a fresh process" in r["what"] for r in found["evidence"])


def test_an_axiom_is_named() -> None:
    """PROVED GIVEN is another verdict, and falls short of a declared PROVED."""

    def assumed() -> Iterator[Any]:
        """On somebody's word."""
        yield abs(y) >= y, by.axiom("absolute", "Anybody")

    for declared, short in (("PROVED GIVEN", False), ("PROVED", True)):
        found = entry(claim(abs(y) >= y, theorem=declared, near_misses=MISS)(assumed))
        assert (found["theorem"], found["axioms"]) == ("PROVED GIVEN", ["absolute"])
        assert bool(shortfalls(found)) == short


def test_what_is_not_proved() -> None:
    """A false statement is REFUTED; a true one with a wrong proof UNKNOWN; both with the reason."""
    found = entry(make(abs(y) > y))
    assert found["theorem"] == "REFUTED" and shortfalls(found)
    found = entry(make(abs(y) >= y, abs(y) >= 0))
    assert found["theorem"] == "UNKNOWN" and "the last line must be the statement" in found["reason"]


def test_a_theorem_needs_a_near_miss() -> None:
    """Without one nothing shows that a false neighbour would be noticed."""
    made = make(abs(y) >= y)
    bare = claim(made.statement)(made.proof)
    assert shortfalls(entry(bare)) == ["no near miss: nothing shows that a false neighbour of this claim is rejected"]


@pytest.mark.parametrize(
    "proved",
    [make(abs(y) + 1 >= y), make(abs(y) >= y - x), make(eq(x / x, 1)), make(y > 0, given=(y > 1,))],
    ids=lambda made: str(made.statement),
)
def test_a_proof_of_something_else_is_noticed_in_the_replay(proved: Claim, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the prover says: the fresh process must prove the claim's own statement from the claim's assumptions,
    and that this statement is defined."""
    right = prover.prove(proved)
    monkeypatch.setattr(prover, "prove", lambda made, theorems=None: right)
    found = entry(make(abs(y) >= y))
    assert found["theorem"] == "UNKNOWN" and found["reason"].startswith("replayed, the proof gives")


def test_a_result_is_kept_and_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same claim is not proved twice; another seed is another verification."""
    first = entry(make(abs(y) >= y), tmp_path)
    (kept,) = tmp_path.iterdir()

    def fail(*_: Any) -> Any:
        raise AssertionError("proved again")

    monkeypatch.setattr(prover, "prove", fail)
    assert entry(make(abs(y) >= y), tmp_path) == first
    with pytest.raises(AssertionError, match="proved again"):
        verify([make(abs(y) >= y)], seed=1, cache=tmp_path)
    kept.write_text("{", encoding="utf-8")  # a damaged file is no result
    with pytest.raises(AssertionError, match="proved again"):
        entry(make(abs(y) >= y), tmp_path)


def test_a_failed_proof_is_not_kept(tmp_path: Path) -> None:
    """Its reason names a line, which moves when a comment is added above it, and the key does not."""
    entry(make(abs(y) >= y, abs(y) >= 0), tmp_path)
    assert not list(tmp_path.iterdir())


def test_two_claims_of_one_id_are_refused() -> None:
    """Also when the other one is only cited, and when both come from one line; the same claim twice is fine."""
    first, second = make(abs(y) >= y), make(abs(y) + 1 >= y)
    with pytest.raises(ValueError, match=r"two claims are called verified\.made, at .*test_verify\.py:"):
        verify([first, second], cache=None)

    def cites() -> Iterator[Any]:
        """Cites the second."""
        yield abs(y) + 1 >= y, by.cite(second)

    citing = claim(abs(y) + 1 >= y, uses=(second,))(cites)
    with pytest.raises(ValueError, match=r"two claims are called verified\.made"):
        verify([citing, first], cache=None)
    _one_id([first, first, make(abs(y) >= y)])


def test_an_engine_that_was_not_asked_for() -> None:
    """The message lists those that were."""
    with pytest.raises(ValueError, match="asks for refute, controls, prove, not for 'simulate'"):
        run(make(abs(y) >= y), "simulate")


FOLDER = Path(__file__).parents[1] / "derivations"


def test_no_result_depends_on_how_many_processes_work(tmp_path: Path) -> None:
    """Two processes find, keep and order what one finds."""
    claims = discover([str(FOLDER / "floating_point.py"), str(FOLDER / "momentum_motion.py")])
    alone = verify(claims, cache=None)
    together = verify(claims, cache=tmp_path, jobs=2)
    assert together == alone
    assert len(list(tmp_path.glob("*.json"))) == len(claims)


def test_a_claim_that_is_in_no_file_is_verified_here() -> None:
    """Other processes could not read a claim that was made on the way, or whose file has changed."""
    first, second = make(y >= y), make(abs(y) >= y)
    object.__setattr__(second, "id", "mine.other")
    ledger = verify([first, second], cache=None, jobs=2)
    assert [entry["id"] for entry in ledger["claims"]] == [first.id, "mine.other"]


def test_at_least_one_process_works() -> None:
    with pytest.raises(ValueError, match="jobs ≥ 1 is expected, not 0"):
        verify([], jobs=0)
