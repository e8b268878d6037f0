"""A proof written down: one step a line, [rule, arguments], earlier theorems by number. ``replay`` runs it again."""

from __future__ import annotations

import json
import sys
from typing import Any

from lrproof.kernel import calculus, expectation, facts, gram, limits, rules, sequences
from lrproof.kernel.terms import Expr, Fn, decode, encode
from lrproof.kernel.theorem import RULES, Refused, Theorem, genuine

__all__ = ["calculus", "expectation", "facts", "gram", "limits", "proof", "replay", "rules", "sequences", "sequent"]


def proof(theorem: Theorem) -> list[list[Any]]:
    """The steps that lead to ``theorem`` (the last one), as plain JSON data. Shared steps are written once."""
    if not genuine(theorem):
        raise TypeError("only a theorem has a proof")
    number: dict[int, int] = {}
    steps: list[list[Any]] = []
    stack = [theorem]
    while stack:
        top = stack[-1]
        waiting = [p for p in top.premises if id(p) not in number]
        if waiting:
            stack += waiting
            continue
        stack.pop()
        if id(top) not in number:
            steps.append([top.rule, *(_write(a, number) for a in top.args)])
            number[id(top)] = len(steps) - 1
    return steps


def _write(value: Any, number: dict[int, int]) -> Any:
    if isinstance(value, Theorem):
        return {"theorem": number[id(value)]}
    if isinstance(value, Expr):
        return {"expr": encode(value)}
    if isinstance(value, Fn):
        return {"fn": [value.name, list(value.args), value.sort, value.latex, value.random]}
    if isinstance(value, tuple):
        return {"tuple": [_write(v, number) for v in value]}
    if type(value) in (str, int):
        return value
    raise TypeError(f"a proof step cannot hold {value!r}")


def replay(steps: list[list[Any]]) -> Theorem:
    """The theorem that ``steps`` prove, every step run again; raises Refused where one does not hold."""
    made: list[Theorem] = []
    for step in steps:
        name = step[0] if type(step) is list and step and type(step[0]) is str else ""
        if name not in RULES:
            raise Refused(name or "replay", f"step {len(made)} names no rule")
        try:
            made.append(RULES[name](*(_read(a, made) for a in step[1:])))
        except Refused:
            raise
        except (TypeError, AttributeError, LookupError, ValueError, ArithmeticError, RecursionError) as error:
            raise Refused(name, f"step {len(made)} is not what the rule takes: {error}") from error
    if not made:
        raise Refused("replay", "an empty proof proves nothing")
    return made[-1]


def _read(data: Any, made: list[Theorem]) -> Any:
    if not isinstance(data, dict):
        return data
    ((kind, value),) = data.items()
    if kind == "theorem":
        if not 0 <= value < len(made):
            raise Refused("replay", f"step {value} is not there yet")
        return made[value]
    if kind == "expr":
        return decode(value)
    if kind == "fn":
        name, args, sort, shown, random = value
        return Fn(name, tuple(args), sort, shown, random)
    if kind == "tuple":
        return tuple(_read(v, made) for v in value)
    raise Refused("replay", f"unknown kind of argument: {kind}")


def sequent(theorem: Theorem) -> dict[str, Any]:
    """Hypotheses, conclusion and axioms as plain data."""
    hyps = sorted((encode(h) for h in theorem.hyps), key=json.dumps)
    return {"hyps": hyps, "concl": encode(theorem.concl), "axioms": sorted(theorem.axioms)}


def main() -> None:
    """``python -m lrproof.kernel.replay``: a list of lists of proofs on stdin, the sequents they prove on stdout."""

    def run(steps: list[list[Any]]) -> dict[str, Any]:
        try:
            return sequent(replay(steps))
        except Refused as refused:
            return {"refused": str(refused)}

    print(json.dumps([[run(steps) for steps in proofs] for proofs in json.load(sys.stdin)]))


if __name__ == "__main__":
    main()
