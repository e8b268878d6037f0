"""What a file of derivations says of itself, and what is refused, with file and line."""

from __future__ import annotations

from typing import Any

import pytest

from lrproof.chapter import chapter, place
from lrproof.kernel.syntax import real, sequence

eta, theta = real("eta"), sequence("theta")
FILE: dict[str, Any] = {"__doc__": "Steps.\n\nMore.", "PREFIX": "s"}


def test_a_prefix_and_a_title_are_enough() -> None:
    made = chapter(FILE, "f.py:1")
    assert (made.prefix, made.title, made.place, made.part, made.symbols) == ("s", "Steps", (), "", ())


def test_place_part_and_symbols_are_told() -> None:
    made = chapter({**FILE, "PLACE": (2, 1), "PART": "Steps", "SYMBOLS": {eta: "a rate", theta: "a path"}}, "f.py:1")
    assert (made.place, made.part) == ((2, 1), "Steps")
    assert made.symbols == ((eta, "a rate"), (theta, "a path"))


def test_symbols_may_grow_from_claim_to_claim() -> None:
    """What is added later does not change what an earlier claim was told."""
    symbols: dict[Any, str] = {eta: "a rate"}
    first = chapter({**FILE, "SYMBOLS": symbols}, "f.py:1")
    symbols[theta] = "a path"
    assert first.symbols == ((eta, "a rate"),)


@pytest.mark.parametrize(
    ("names", "kind", "said"),
    [
        ({"PREFIX": "S"}, ValueError, 'the file must say PREFIX = "..."'),
        ({"__doc__": None}, ValueError, "the file has no docstring"),
        ({"PLACE": 2}, ValueError, "PLACE is a tuple of whole numbers"),
        ({"PLACE": (2, 0.5)}, ValueError, "PLACE is a tuple of whole numbers"),
        ({"PART": 2}, TypeError, "PART is the title of a Part"),
        ({"SYMBOLS": [eta]}, TypeError, "SYMBOLS says what symbols mean"),
        ({"SYMBOLS": {"eta": "a rate"}}, TypeError, "SYMBOLS says what symbols mean"),
        ({"SYMBOLS": {eta + 1: "a rate"}}, TypeError, "SYMBOLS says what symbols mean"),
        ({"SYMBOLS": {eta: 1}}, TypeError, "SYMBOLS says what symbols mean"),
    ],
)
def test_what_is_refused(names: dict[str, Any], kind: type[Exception], said: str) -> None:
    with pytest.raises(kind) as found:
        chapter({**FILE, **names}, "f.py:7: claim x")
    assert str(found.value).startswith("f.py:7: claim x: ") and said in str(found.value)


def test_a_file_without_a_place_has_none() -> None:
    assert place({}) == () and place({"PLACE": (1, 2)}) == (1, 2)
