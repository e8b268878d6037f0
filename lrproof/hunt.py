"""The hunt for what is proved although it is false: statements, assumptions and lines of proofs, changed in one place.

Each mutant is tried to be refuted *and* to be proved, the proof changed alike, and ends in one class: REFUTED, with an
exact witness; TRUE, with what proves it; REJECTED, a line that the prover refuses, with file, line and rule;
UNDECIDED, with the reason. What is both refuted and proved is an error of lrproof, the one that this is for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import partial
from random import Random
from typing import Any, Final

from lrproof.by import By
from lrproof.claim import Claim, Model
from lrproof.context import NotGiven
from lrproof.evidence.prove import Checked, Proof, ProofError, prove, short
from lrproof.falsify import Falsified, falsify
from lrproof.falsify.models import scaled
from lrproof.falsify.parts import against, undefined
from lrproof.kernel.rules import assume
from lrproof.kernel.syntax import domain_fact
from lrproof.kernel.terms import Domain, Expr, substitute
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.line import At, Suppose
from lrproof.mutants import Change, changes, put
from lrproof.tactics import TACTICS
from lrproof.tactics.follow import follow

CLASSES: Final = ("REFUTED", "TRUE", "REJECTED", "UNDECIDED")
TRIES: Final = 120
"""Exact instances that are looked at for each part of a mutant; each costs at most what falsify.search allows."""
Alike = Mapping[Expr, Expr]


@dataclass(frozen=True)
class Mutant:
    """One mutant and what became of it."""

    claim: str
    of: str
    """statement, assumption or line."""
    where: str
    """file:line of the claim, or of the line of its proof."""
    change: str
    """What stood there -> what stands there now."""
    text: str
    """The changed formula."""
    verdict: str
    """One of :data:`CLASSES`."""
    why: str
    """The witness, the proof, the prover's refusal, or why it is open."""
    wrong: bool = False
    """It is refuted, and proved all the same."""

    def entry(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def hunt(
    claims: Iterable[Claim],
    *,
    seed: int = 0,
    most: int | None = None,
    on_part: Callable[[Claim, str], None] | None = None,
) -> Iterator[Mutant]:
    """The mutants of ``claims``, in a fixed order, each decided; of each formula at most ``most``, drawn by ``seed``.

    ``on_part`` is told what is changed next. Claims that state nothing, or whose own proof fails, have no mutants.
    """
    theorems: dict[Claim, Theorem] = {}
    for claim in claims:
        tell = partial(on_part or _quiet, claim)
        tell("the proof")
        if claim.statement is None or not _proved(claim, theorems):
            continue
        tell("the statement")
        for change in drawn(claim, claim.statement, "statement", seed, most):
            yield statement_mutant(claim, change, theorems, seed)
        tell("the assumptions")
        for others in _assumptions(claim, seed, most):
            yield from (assumption_mutant(claim, other, theorems, seed) for other in others)
        tell("the lines of the proof")
        yield from line_mutants(claim, theorems, seed, most)


def _quiet(claim: Claim, what: str) -> None:
    """Nobody is told."""


def counts(found: Iterable[Mutant]) -> dict[str, Counter[str]]:
    """For each claim how many ended in each class, under "of" and "of class", and how many are wrong."""
    table: dict[str, Counter[str]] = {}
    for m in found:
        table.setdefault(m.claim, Counter()).update((m.of, f"{m.of} {m.verdict}", m.verdict, "all"))
        table[m.claim]["wrong"] += m.wrong
    return table


def drawn(claim: Claim, formula: Expr, what: str, seed: int, most: int | None) -> list[Change]:
    """The changes of a formula, or ``most`` of them, in their order."""
    every = list(changes(formula))
    if most is None or len(every) <= most:
        return every
    return [every[k] for k in sorted(Random(f"{seed} {claim.id} {what}").sample(range(len(every)), most))]


def _proved(claim: Claim, theorems: dict[Claim, Theorem]) -> bool:
    for used in claim.uses:
        if used not in theorems and not _proved(used, theorems):
            return False
    proof = attempt(claim, theorems)
    if isinstance(proof, Proof):
        theorems[claim] = proof.theorem
    return isinstance(proof, Proof)


# --- statements
def statement_mutant(claim: Claim, change: Change, theorems: Mapping[Claim, Theorem], seed: int = 0) -> Mutant:
    """The statement changed, and its proof changed alike wherever the same parts stand."""
    assert claim.statement is not None
    mutant = change.mutant
    against_it = refuted(claim, mutant, seed)
    changed = replace(claim, statement=mutant)
    proof = attempt(changed, theorems, lambda yielded: alike(yielded, change.alike))
    known = (assume(claim.statement), *map(assume, claim.assumptions))
    less = None if against_it is not None else _follows(mutant, known)
    return _decided(claim, "statement", change.told, str(mutant), against_it, proof, less)


def refuted(claim: Claim, mutant: Expr, seed: int = 0, tries: int = TRIES) -> str | None:
    """Exact values at which the mutant of the claim's statement is false, or speaks of what is not defined."""
    return _against(claim, mutant, claim.statement, seed, tries)


def _against(claim: Claim, mutant: Expr, known: Expr | None, seed: int, tries: int = TRIES) -> str | None:
    """The same where only ``known`` is known to hold under the assumptions of the claim."""
    looked: dict[str, Any] = {"seed": seed, "tries": tries, "models": examples(claim)}
    found = against(mutant, known, claim.given, **looked)
    if found is not None:
        return found.witness
    where = undefined(mutant, known, claim.assumptions, **looked)
    return None if where is None else f"it is not defined: {where[0]} fails at {where[1].witness}"


def examples(claim: Claim) -> tuple[Model, ...]:
    """Where to look: the examples of the claim and of its near misses, and their sequences made larger and smaller."""
    own = (*claim.examples, *(model for miss in claim.near_misses for model in miss.examples))
    return tuple(m for model in own for m in scaled(model))


def _follows(goal: Expr, known: tuple[Theorem, ...]) -> str | None:
    with suppress(Refused):
        follow(goal, known)
        return "it follows from the statement"
    return None


def attempt(
    claim: Claim, theorems: Mapping[Claim, Theorem], read: Callable[[Any], Any] | None = None
) -> Proof | ProofError:
    """The proof with what it yields changed by ``read``, or where and why the prover refuses it."""
    try:
        return prove(claim, theorems, read=read, explain=False)
    except ProofError as error:
        return error


def _decided(
    claim: Claim, of: str, told: str, text: str, against_it: str | None, proof: Proof | ProofError, less: str | None
) -> Mutant:
    where = f"{short(claim.file)}:{claim.line}"
    said: tuple[str, str]
    if against_it is not None:
        said = "REFUTED", against_it
    elif less is not None:
        said = "TRUE", less
    elif isinstance(proof, Proof):
        said = "TRUE", f"the proof, changed alike, proves it in {len(proof.lines)} lines"
    else:
        said = "UNDECIDED", f"no counterexample is found, and changed alike, the proof is refused: {proof}"
    wrong = against_it is not None and isinstance(proof, Proof)
    return Mutant(claim.id, of, where, told, text, *said, wrong)


def alike(yielded: Any, changed: Alike, premises: Alike | None = None) -> Any:
    """A line of a proof with ``changed`` in its formulas and its rule's terms, and ``premises`` in its premises."""
    if isinstance(yielded, Expr):
        return put(yielded, changed)
    if isinstance(yielded, Suppose):
        return Suppose(put(yielded.formula, changed))
    if isinstance(yielded, By):
        named = tuple(_premise(p, changed, premises or {}) for p in yielded.premises)
        return By(yielded.rule, named, tuple(alike(o, changed) for o in yielded.options))
    if isinstance(yielded, tuple):
        return tuple(alike(part, changed, premises) for part in yielded)
    return yielded


def _premise(premise: Any, changed: Alike, premises: Alike) -> Any:
    if isinstance(premise, Expr):
        return put(premise, premises)
    if isinstance(premise, At):
        replaced = {k: put(v, changed) if isinstance(v, Expr) else v for k, v in premise.replaced.items()}
        values = tuple(put(v, changed) if isinstance(v, Expr) else v for v in premise.values)
        return replace(premise, premise=_premise(premise.premise, changed, premises), values=values, replaced=replaced)
    return premise


# --- assumptions
@dataclass(frozen=True)
class _Other:
    """The claim under other assumptions, and how its proof is to be read then."""

    told: str
    text: str
    claim: Claim
    read: Callable[[Any], Any]
    instead: Expr | None = None
    """The assumption that was changed."""


def _assumptions(claim: Claim, seed: int, most: int | None) -> Iterator[list[_Other]]:
    """For each assumption: without it, and with a mutant of it; for the domains: without one."""
    for k, formula in enumerate(claim.given):
        others = (*claim.given[:k], *claim.given[k + 1 :])
        found = [_Other(f"without {formula}", str(formula), replace(claim, given=others), lambda yielded: yielded)]
        for change in drawn(claim, formula, f"assumption {k}", seed, most):
            given = (*claim.given[:k], change.mutant, *claim.given[k + 1 :])
            other = replace(claim, given=given)
            found.append(_Other(change.told, str(change.mutant), other, _Reader(change.alike), formula))
        yield found
    yield [_anywhere(claim, var) for var in claim.symbols if domain_fact(var) is not None]


@dataclass(frozen=True)
class _Reader:
    changed: Alike

    def __call__(self, yielded: Any) -> Any:
        return alike(yielded, self.changed, self.changed)


def _anywhere(claim: Claim, var: Expr) -> _Other:
    """The claim with a symbol that may lie anywhere."""
    assert claim.statement is not None
    name, domain, shown, random = var.data
    free = Expr("var", data=(name, Domain(domain.sort), shown, random))
    models = tuple({free if k == var else k: v for k, v in model.items()} for model in claim.examples)
    other = replace(
        claim, statement=substitute(claim.statement, {var: free}), examples=models,
        given=tuple(substitute(g, {var: free}) for g in claim.given),
    )  # fmt: skip
    return _Other(f"without {domain_fact(var)}", str(domain_fact(var)), other, _Reader({var: free}))


def assumption_mutant(claim: Claim, other: _Other, theorems: Mapping[Claim, Theorem], seed: int = 0) -> Mutant:
    """The statement under other assumptions, and its proof with them cited instead."""
    changed = other.claim
    assert changed.statement is not None
    found = _against(changed, changed.statement, None, seed)
    proof = attempt(changed, theorems, other.read)
    known = tuple(map(assume, changed.assumptions))
    more = None
    if found is None and not isinstance(proof, Proof):
        if other.instead is not None and _follows(other.instead, known):
            more = "it assumes no less: the assumption of the claim follows"
        elif _follows(Expr("false"), known):
            more = "nothing satisfies it: the assumptions contradict one another"
    return _decided(claim, "assumption", other.told, other.text, found, proof, more)


# --- lines
def line_mutants(
    claim: Claim, theorems: Mapping[Claim, Theorem], seed: int = 0, most: int | None = None,
    on_line: Callable[[], None] | None = None,
) -> list[Mutant]:  # fmt: skip
    """Each line of the proof that a rule decides, changed: the rule must refuse it, or what it says is true."""
    found: list[Mutant] = []

    def look(line: Checked) -> None:
        for change in drawn(claim, line.goal, f"line {line.number} {line.goal}", seed, most):
            found.append(_line_mutant(claim, line, change, seed))
        if on_line is not None:
            on_line()

    prove(claim, theorems, on_line=look)
    return found


def _line_mutant(claim: Claim, line: Checked, change: Change, seed: int) -> Mutant:
    mutant = change.mutant
    by = alike(line.by, change.alike)
    wrong, why, verdict = False, "", "TRUE"
    try:
        th, reason = TACTICS[by.rule](line.context, mutant, by.premises, by.options)
        if th.concl != mutant:
            raise Refused(by.rule, f"this gives '{th.concl}'")
        why = f"by.{by.rule} proves it: {reason}"
        assumed = (*claim.given, *line.premises())
        false = falsify(mutant, assumed, seed=seed, tries=TRIES, models=claim.examples)
        if isinstance(false, Falsified) and not th.axioms:
            verdict, why, wrong = "REFUTED", f"{false.witness}; but {why}", True
    except (Refused, NotGiven, TypeError) as refused:
        verdict, why = "REJECTED", f"by.{by.rule} does not give this: {getattr(refused, 'why', refused)}"
    where = f"{short(claim.file)}:{line.number}"
    return Mutant(claim.id, "line", where, change.told, str(mutant), verdict, why, wrong)
