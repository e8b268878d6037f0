"""An answer of the analyst is a claim like any other: a statement in the kernel's terms, with its proof."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import Any

from lrproof.chapter import Chapter
from lrproof.claim import NOT_PRINTED, Claim, NearMiss, near_miss
from lrproof.kernel.syntax import forall
from lrproof.kernel.terms import Expr
from lrproof.rule import Rule

Proof = Generator[Any, Any, Any]
"""What yields the lines of a proof."""


def stated(
    name: str,
    title: str,
    statement: Expr,
    proof: Callable[[], Proof],
    *,
    given: tuple[Expr, ...] = (),
    uses: tuple[Claim, ...] = (),
    near: tuple[tuple[Expr, str], ...] = (),
    rule: Rule | None = None,
) -> Claim:
    """The claim ``analysis.name``; ``near``: false neighbours with what differs; ``rule``: the one it speaks of."""
    code = proof.__code__
    file, line = (code.co_filename, code.co_firstlineno) if rule is None else (rule.source_file, rule.line)
    misses: tuple[NearMiss, ...] = tuple(near_miss(formula, differs) for formula, differs in near)
    return Claim(
        f"analysis.{name}", title, statement, given, NOT_PRINTED, "PROVED", uses, misses, (), (), (), (), (), proof,
        Chapter("analysis", "The analysis of an update rule"), file, line,
    )  # fmt: skip


def every(variables: tuple[Expr, ...], body: Expr) -> Expr:
    """For every value of these variables in their domains: ``body``."""
    for v in reversed(variables):
        body = forall(v, body)
    return body
