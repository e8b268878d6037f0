"""What each page takes from the ledger: order, cheat sheet, errata, symbols, axioms; and what the summary leaves out."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from sample import ADAM, INDEX, INTERVAL, LEDGER, MINIMAX

from lrproof.report import cheat_sheet, contents, errata, evidence, proof, provenance, statement, summary, symbols

KNOWN = frozenset(c["id"] for c in LEDGER["claims"])


def placed(*places: list[int]) -> list[dict[str, Any]]:
    """Claims at these places; all of one Part but for the first number."""
    return [{**INTERVAL, "id": f"q.{k}", "place": p, "topic": f"topic {p}", "part": ""} for k, p in enumerate(places)]


def ids(parts: list[dict[str, Any]]) -> list[list[str]]:
    """The ids of each Part."""
    return [[c["id"] for topic in part["topics"] for c in topic["claims"]] for part in parts]


def test_parts_stand_in_their_order() -> None:
    """A claim whose file comes first because others use it stands in its own Part all the same."""
    parts = contents.parts(placed([2, 1], [1, 1], [1, 2], [2, 2], [2, 1]))
    assert ids(parts) == [["q.1", "q.2"], ["q.0", "q.4", "q.3"]]
    assert [p["title"] for p in parts] == ["Part 1", "Part 2"]
    assert [t["title"] for t in parts[1]["topics"]] == ["topic [2, 1]", "topic [2, 2]"]


def test_a_part_has_the_title_that_one_file_gives() -> None:
    assert [p["title"] for p in contents.parts(LEDGER["claims"])] == [
        "Part 2: The optimal learning rate", "Part 3", "Part 4: Adaptive learning rates",
    ]  # fmt: skip


def test_claims_without_a_place_come_last_and_alone_have_no_title() -> None:
    parts = contents.parts(placed([], [1, 1]))
    assert ids(parts) == [["q.1"], ["q.0"]] and parts[1]["title"] == "Other claims"
    assert contents.parts(placed([], []))[0]["title"] == ""


def test_a_running_head_fits() -> None:
    assert contents.short("The condition number: how many steps") == "The condition number"
    assert len(contents.short("word " * 40)) <= 58


def test_the_cheat_sheet_repeats_what_the_claims_give() -> None:
    (topic,) = cheat_sheet.cheat_sheet(contents.parts([INTERVAL, MINIMAX, ADAM]))["topics"]
    assert [(row["id"], row["label"]) for row in topic["rows"]] == [
        ("quad.convergence-interval", "Converges exactly when"), ("gen.opt-eta", "Best fixed step"),
    ]  # fmt: skip
    assert topic["rows"][0]["formula"] == INTERVAL["cheat_sheet"][0]["latex"]
    assert topic["rows"][1]["theorem_key"] == "tPROVED GIVEN"
    told = cheat_sheet.legend(contents.parts([INTERVAL, MINIMAX, ADAM]))
    assert [(s["symbol"], s["meaning"]) for s in told] == [("a", "the curvature"), (r"\eta", "the learning rate")]


def test_the_errata_name_what_fails_and_what_is_left_out() -> None:
    found = errata.errata(LEDGER["claims"], KNOWN)
    assert [row["id"] for row in found["wrong"]] == ["mom.velocity-sum"]
    assert [row["id"] for row in found["open"]] == ["quad.convergence-interval"]
    (wrong,), (left_out,) = found["wrong"], found["open"]
    assert "printed sum is 1" in wrong["counterexample"] and wrong["correct"] and left_out["under"] == "$a > 0$"


def test_a_symbol_with_two_meanings_has_two_rows() -> None:
    other = copy.deepcopy(INTERVAL)
    other["id"] = "x.y"
    other["symbols"][0]["meaning"] = "another thing"
    rows = symbols.index([INTERVAL, other], KNOWN)
    assert [(r["symbol"], r["meaning"]) for r in rows] == [
        ("a", "another thing"), ("a", "the curvature"), (r"\eta", "the learning rate"),
    ]  # fmt: skip
    assert "hyperlink" in rows[1]["claims"] and "hyperlink" not in rows[0]["claims"]


def test_axioms_name_the_claims_that_rest_on_them() -> None:
    made = provenance.provenance(LEDGER, KNOWN)
    ((named, claims),) = made["axioms"]
    assert "Ostrowski" in named and "gen.opt-eta" in claims and made["proved"] == 4
    assert (made["tried"], made["rejected"]) == (7, 7)
    assert ("simulation", 3, 3) in made["checks"]


def test_counts_are_of_the_ledger_not_of_what_was_hoped() -> None:
    """A failed check shows as one that did not pass, on the page and in the counts."""
    failed = copy.deepcopy(INTERVAL)
    failed["evidence"][0]["passed"] = False
    assert ("simulation", 1, 2) in provenance.provenance({**LEDGER, "claims": [failed]}, KNOWN)["checks"]
    assert "failed" in evidence.evidence(failed)["rows"][0][1]


def test_the_evidence_has_the_columns_that_hold_something() -> None:
    assert evidence.evidence(INTERVAL)["heads"] == ["Engine", "What was tried", "Bound", "Measured", "Margin", "Seed"]
    plain = [{**r, "bound": "", "measured": "", "margin": "", "seed": None} for r in INTERVAL["evidence"]]
    told = evidence.evidence({**INTERVAL, "evidence": plain})
    assert told["heads"] == ["Engine", "What was tried"] and abs(sum(told["widths"]) - 1) < 1e-9


def test_what_was_not_tried_stands_among_the_evidence() -> None:
    told = evidence.evidence({**INTERVAL, "not_tried": [{"engine": "follow", "why": "a > 0 is not a number"}]})
    assert told["rows"][-1][0] == "enclosed run" and "not tried: $a > 0$" in told["rows"][-1][1]
    assert all(len(row) == len(told["heads"]) for row in told["rows"])


def test_a_figure_beyond_its_column_tells_its_size() -> None:
    record = {**INTERVAL["evidence"][0], "measured": "4.152e+1469240702502"}
    assert r"$\approx 10^{1.47 \times 10^{12}}$" in evidence.evidence({**INTERVAL, "evidence": [record]})["rows"][0]


def test_a_derivation_is_shown_once() -> None:
    """What SymPy found stands above the evidence; where it failed, it is among the evidence, as failed."""
    record = {**INTERVAL["evidence"][0], "engine": "derive", "what": "found"}
    good = {**INTERVAL, "evidence": [record]}
    assert [d["formula"] for d in evidence.derived(good)] == [r"\frac{2}{a}"] and not evidence.evidence(good)["rows"]
    bad = {**good, "derived": [{**INTERVAL["derived"][0], "proved": False}]}
    bad["evidence"] = [{**record, "passed": False}]
    assert not evidence.derived(bad) and "failed" in evidence.evidence(bad)["rows"][0][1]


def test_the_rule_stands_where_the_reason_does_not_name_it() -> None:
    rows = proof.lines(INTERVAL, KNOWN)
    assert [row["rule"] for row in rows] == ["given", "", "", "limit of powers", "", "", "chain", ""]


def test_assumptions_are_displayed_where_they_are_long() -> None:
    long = r"\begin{aligned} & a < b \\ & \quad \text{and } c < d \end{aligned}"
    claim = {**INTERVAL, "given": [*INTERVAL["given"], {"latex": long, "text": "a < b and c < d"}]}
    told = statement.assumptions(claim)
    assert told["assumed"] == r"$\theta_{0} = x_0$"
    assert told["displayed"] == [long.replace("aligned} &", "aligned}[t] &", 1).replace(r"d \end", r"d. \end")]


@pytest.mark.parametrize("n", [3, 1000])
def test_the_summary_counts_what_it_leaves_out(n: int) -> None:
    claims = [{**INDEX, "id": f"mom.{k}"} for k in range(n)]
    parts = contents.parts(claims)
    short = summary.shortened(parts, errata.errata(claims, frozenset()))
    assert sum(map(len, short["columns"])) + short["more"] == n
    assert len(short["wrong"]) + len(short["open"]) + short["more_errata"] == n
    assert short["parts"][0]["claims"] == n
