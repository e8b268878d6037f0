"""Mutants of the assumptions: one is dropped or changed, or a symbol may lie anywhere, and the statement stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from lrproof.claim import Claim
from lrproof.evidence.prove import Proof
from lrproof.hunt.alike import Alike, alike
from lrproof.hunt.mutant import Mutant, attempt, decided, drawn, follows, refuted
from lrproof.kernel.syntax import domain_fact
from lrproof.kernel.terms import Domain, Expr, substitute
from lrproof.kernel.theorem import Theorem


@dataclass(frozen=True)
class Other:
    """The claim under other assumptions, and how its proof is to be read then."""

    told: str
    text: str
    claim: Claim
    read: Callable[[Any], Any]
    instead: Expr | None = None
    """The assumption that was changed."""


def other_assumptions(claim: Claim, seed: int, most: int | None) -> Iterator[Other]:
    """For each assumption: without it, and with a mutant of it; for the domains: without one."""
    for k, formula in enumerate(claim.given):
        others = (*claim.given[:k], *claim.given[k + 1 :])
        yield Other(f"without {formula}", str(formula), replace(claim, given=others), lambda yielded: yielded)
        for change in drawn(claim, formula, f"assumption {k}", seed, most):
            given = (*claim.given[:k], change.mutant, *claim.given[k + 1 :])
            other = replace(claim, given=given)
            yield Other(change.told, str(change.mutant), other, _Reader(change.alike), formula)
    yield from (_anywhere(claim, var) for var in claim.symbols if domain_fact(var) is not None)


@dataclass(frozen=True)
class _Reader:
    changed: Alike

    def __call__(self, yielded: Any) -> Any:
        return alike(yielded, self.changed, self.changed)


def _anywhere(claim: Claim, var: Expr) -> Other:
    """The claim with a symbol that may lie anywhere."""
    assert claim.statement is not None
    name, domain, shown, random = var.data
    free = Expr("var", data=(name, Domain(domain.sort), shown, random))
    models = tuple({free if k == var else k: v for k, v in model.items()} for model in claim.examples)
    other = replace(
        claim, statement=substitute(claim.statement, {var: free}), examples=models,
        given=tuple(substitute(g, {var: free}) for g in claim.given),
    )  # fmt: skip
    return Other(f"without {domain_fact(var)}", str(domain_fact(var)), other, _Reader({var: free}))


def assumption_mutant(claim: Claim, other: Other, theorems: Mapping[Claim, Theorem], seed: int = 0) -> Mutant:
    """The statement under other assumptions, and its proof with them cited instead."""
    changed = other.claim
    assert changed.statement is not None
    false = refuted(changed, changed.statement, None, seed)
    proof = attempt(changed, theorems, other.read)
    more = None
    if false is None and not isinstance(proof, Proof):
        if other.instead is not None and follows(other.instead, *changed.assumptions):
            more = "it assumes no less: the assumption of the claim follows"
        elif follows(Expr("false"), *changed.assumptions):
            more = "nothing satisfies it: the assumptions contradict one another"
    return decided(claim, "assumption", other.told, other.text, false, proof, more)
