"""The engine "controls": a false neighbour is refuted with a witness; one that is true after all is not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lrproof.claim import claim, near_miss
from lrproof.evidence import controls
from lrproof.kernel.syntax import real
from lrproof.layout import display

PREFIX = "test"
x = real("x")


@claim(
    x * x > 0,
    given=(x > 0,),
    near_misses=(
        near_miss(x * x > 1, "1 for 0"),
        near_miss(x * x >= 0, "weaker, and true"),
        near_miss(x * x > 0, "x may be 0", given=(x >= 0,)),
    ),
)
def square() -> Iterator[Any]:
    """A square of a positive number is positive."""
    yield x * x > 0


def test_each_near_miss_has_its_verdict() -> None:
    first, second, third = controls.near_misses(square, 0)
    assert (first["verdict"], second["verdict"], third["verdict"]) == ("REFUTED", "TRUE", "REFUTED")
    assert "x = 1" in first["witness"] and second["witness"] == "" and "x = 0" in third["witness"]
    assert "it follows" in second["why"] and "why" not in first
    assert first["differs"] == "1 for 0"
    assert first["text"] == str(square.near_misses[0].statement)
    assert first["latex"] == display(square.near_misses[0].statement)
