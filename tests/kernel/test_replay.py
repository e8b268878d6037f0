"""A proof survives being written down, and a forged or damaged one does not replay."""

from __future__ import annotations

import json
from typing import Any

import pytest

from lrproof.kernel.limits import limit_shift
from lrproof.kernel.replay import proof, replay
from lrproof.kernel.rules import (
    algebra,
    arithmetic,
    assume,
    axiom,
    cut,
    discharge,
    forall_elim,
    forall_intro,
    instantiate,
)
from lrproof.kernel.sequences import induction, sum_shift
from lrproof.kernel.syntax import eq, function, integer, real, sequence, total
from lrproof.kernel.terms import encode, term
from lrproof.kernel.theorem import Refused, Theorem, genuine

x, y, b = real("x"), real("y"), real("b", "[1, oo)")
t, n = integer("t"), integer("n")
f, u = function("f", latex="\\phi"), sequence("u")


def bernoulli() -> Theorem:
    p = b**t >= 1
    step = arithmetic(b ** (t + 1) >= 1, assume(p), assume(t >= 0), assume(b >= 1))
    return induction(t, term(0), p, arithmetic(b**0 >= 1), step)


THEOREMS = [
    bernoulli(),
    discharge(x > 0, arithmetic(x > -1, assume(x > 0))),
    instantiate(arithmetic(eq(f(x), f(x))), ((x, y),), ((f, (y,), y * y),)),
    forall_elim(axiom("a", "book", forall_intro(x, arithmetic(x * x >= 0)).concl), y),
    sum_shift(total(u(t), t, 0, n), term(1), assume(n >= 0)),
    limit_shift(t, u(t), x, -2),
    cut(assume(x > 0), algebra(eq(x / x, 1), assume(x > 0))),
]


@pytest.mark.parametrize("th", THEOREMS, ids=str)
def test_round_trip(th: Theorem) -> None:
    again = replay(json.loads(json.dumps(proof(th))))
    assert genuine(again) and again is not th
    assert (again.hyps, again.concl, again.axioms) == (th.hyps, th.concl, th.axioms)


def test_shared_steps_are_written_once() -> None:
    one = arithmetic(x * x >= 0)
    assert len(proof(arithmetic(x * x >= -1, one, one, one))) == 2


FALSE = {"expr": encode(eq(1, 0))}
FORGED: list[Any] = [
    [],
    [["arithmetic", FALSE]],
    [["trust_me", FALSE]],
    [["replay", FALSE]],
    [["__init__", FALSE]],
    [[["arithmetic"], FALSE]],
    [7],
    [["arithmetic", {"expr": ["eq", ["num", "1/0"], ["num", "0"]]}]],
    [["arithmetic", {"expr": ["eq", ["num", 0.5], ["num", "0"]]}]],
    [["cut", {"theorem": 0}, {"theorem": 0}]],  # a step that uses itself
    [["assume", FALSE], ["cut", {"theorem": -1}, {"theorem": 0}]],
    [["assume", FALSE], ["cut", {"theorem": 1}, {"theorem": 0}]],
    [["discharge", FALSE, FALSE]],
    [["discharge", FALSE, {"hyps": [], "concl": FALSE}]],
    [["discharge", FALSE, {"forged": 1}]],
    [["arithmetic", FALSE, {"tuple": [FALSE]}]],
    [["arithmetic", FALSE, None]],
    [["arithmetic", FALSE, [{"theorem": 0}]]],
    [["axiom", "", "", FALSE]],
    [["axiom", ["x"], "y", FALSE]],
    [["arithmetic", {"expr": ["eq", ["num", "nan"], ["num", "0"]]}]],
    [["arithmetic", {"expr": ["eq", ["num", "1"]]}]],
    [["arithmetic", {"expr": ["forged"]}]],
    [["arithmetic", {"expr": ["app", ["p", [], "prop", None, False]]}]],
    [["limit_shift", {"expr": encode(t)}, {"expr": encode(u(t))}, {"expr": encode(x)}, 0.5]],
]


@pytest.mark.parametrize("steps", FORGED, ids=lambda s: json.dumps(s)[:60])
def test_forged_proofs_do_not_replay(steps: Any) -> None:
    with pytest.raises((Refused, TypeError, ValueError, KeyError, IndexError, AttributeError)):
        replay(steps)


def test_a_changed_number_is_found() -> None:
    text = json.dumps(proof(bernoulli()))
    assert '["num", "1"]' in text
    with pytest.raises(Refused):
        replay(json.loads(text.replace('["num", "1"]', '["num", "2"]')))


def test_replayed_axioms_are_still_named() -> None:
    assert replay([["axiom", "falsum", "nobody", FALSE]]).axioms == {"falsum"}


def test_only_a_theorem_has_a_proof() -> None:
    with pytest.raises(TypeError):
        proof(eq(1, 1))  # type: ignore[arg-type]
