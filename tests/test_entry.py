"""An entry of the ledger has what a page needs: place, symbols with meanings, derivations, rows of the cheat sheet."""

from __future__ import annotations

from typing import Any

from lrproof.cheat_sheet import row
from lrproof.claim import claim, derived, enclosed, followed, not_tried
from lrproof.entry import entry
from lrproof.kernel.syntax import eq, forall, natural, real, scalar_field, sequence, vector
from lrproof.rules import gradient_descent
from lrproof.verdict import Record

PREFIX = "ent"
PLACE = (3, 2)
PART = "Entries"
x, t, p = real("x"), natural("t"), vector("p")
theta, f, u = sequence("theta"), scalar_field("f"), sequence("u")
SYMBOLS = {x: "a number", f: "the loss", theta: "a path"}


def made(statement: Any, records: tuple[Record, ...] = (), **options: Any) -> dict[str, Any]:
    """The entry of a claim of this file, with these records and no proof."""

    @claim(statement, theorem="UNKNOWN", **options)
    def stated() -> Any:
        """It is stated."""
        yield statement

    return entry(stated, list(records), [], None, None)


def test_a_claim_knows_its_place() -> None:
    told = made(x < x + 1)
    assert (told["place"], told["part"]) == ([3, 2], "Entries")
    assert told["topic"].startswith("An entry of the ledger has what a page needs")


def test_symbols_have_domain_and_meaning() -> None:
    """Functions as the claim speaks of them, in the order of SYMBOLS; what has no meaning has an empty one."""
    told = made(forall(t, eq(theta(t) + u(t + 1), x)) & (f(p) < x))["symbols"]
    assert [(s["latex"], s["domain"], s["meaning"]) for s in told] == [
        ("x", r"x \in \mathbf{R}", "a number"),
        ("p", r"p \text{ a vector}", ""),
        ("f(p)", "", "the loss"),
        (r"\theta_{t}", "", "a path"),
        ("u_{t}", "", ""),
    ]


def test_a_derivation_says_what_was_found_and_whether_it_was_proved() -> None:
    asked = (derived("one more", lambda: x + 1, x + 1), derived("itself", lambda: x, x))
    records = (Record("derive", "one more", True), Record("derive", "itself", False, reason="no"))
    told = made(x < x + 1, records, derived=asked)["derived"]
    assert [(d["what"], d["latex"], d["proved"]) for d in told] == [("one more", "x + 1", True), ("itself", "x", False)]
    assert made(x < x + 1, derived=asked)["derived"] == []


def test_an_enclosed_formula_is_typeset() -> None:
    asked = enclosed(x < x + 1, {x: (1,)})
    told = made(x < x + 1, (Record("enclose", f"{asked.formula}, in balls at 1 point", True),), tried=(asked,))
    assert told["evidence"][0]["typeset"] == "$x < x + 1$, in balls at 1 point"
    run = followed(gradient_descent, lambda z: z**2, start=1, steps=3, hyper={"eta": 1}, ends=lambda z: z < 1)
    what = (
        f"3 steps of gradient_descent on f′(x) = {run.gradient} from 1, eta = 1: {run.ends}; it is false of the start"
    )
    told = made(x < x + 1, (Record("follow", what, True),), tried=(run,))
    assert told["evidence"][0]["typeset"].endswith("f′(x) = $x^{2}$ from 1, eta = 1: $x < 1$; it is false of the start")
    assert "typeset" not in made(x < x + 1, (Record("refute", "nothing found", True),))["evidence"][0]


def test_rows_of_the_cheat_sheet() -> None:
    told = made(x < x + 1, cheat_sheet=(row("More", x + 1, "always"),))["cheat_sheet"]
    assert told == [{"label": "More", "where": "always", "latex": "x + 1", "text": "x + 1"}]


def test_what_was_not_tried_says_why() -> None:
    assert made(x < x + 1, tried=(not_tried("simulate", "no run has it"),))["not_tried"] == [
        {"engine": "simulate", "why": "no run has it"}
    ]
