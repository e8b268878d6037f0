"""Tactics of inner products."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from lrproof.context import Context, close
from lrproof.kernel import gram, rules
from lrproof.kernel.terms import Expr
from lrproof.kernel.theorem import Theorem
from lrproof.tactics.table import citing, tactic


@tactic
def square(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    facts = tuple(gram.gram_positive(x) for x in options)
    return _with(context, goal, premises, facts), citing("a square is not negative", premises)


@tactic
def definite(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    facts = (*(gram.gram_positive(x) for x in options), *(gram.gram_definite(x) for x in options))
    return _with(context, goal, premises, facts), citing("only the vector 0 has length 0", premises)


@tactic
def cauchy_schwarz(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    squares = (gram.gram_positive(x) for x in options)
    bounds = (gram.cauchy_schwarz(x, y) for x, y in combinations(options, 2))
    return _with(context, goal, premises, (*squares, *bounds)), citing("Cauchy and Schwarz", premises)


def _with(context: Context, goal: Expr, premises: Any, facts: tuple[Theorem, ...]) -> Theorem:
    cited = tuple(map(context.theorem, premises))

    def leaf(wanted: Expr, *known: Theorem) -> Theorem:
        return rules.arithmetic(wanted, *facts, *known)

    known = (*cited, *context.known(goal, *(th.concl for th in cited)))
    return close(goal, leaf, known)
