"""The engine that proves: it runs a claim's proof line by line through the kernel, and keeps what a reader needs.

A claim is PROVED when its last line is its statement, resting on nothing but its assumptions, when every part of the
statement is shown to be defined (no x/0, no root of a negative number), and when the assumptions can hold at all.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from lrproof.claim import Claim
from lrproof.context import Context, NotGiven, close
from lrproof.kernel.definedness import conditions
from lrproof.kernel.replay import proof as steps_of
from lrproof.kernel.rules import arithmetic, assume, transitivity
from lrproof.kernel.syntax import conj, implies
from lrproof.kernel.terms import PROP, Expr, term
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.line import Fact, Suppose
from lrproof.tactics import TACTICS

_RELATIONS = {"=": "eq", "<=": "le", "<": "lt", "<=>": "iff", "=>": "implies"}


class ProofError(ValueError):
    """A proof does not prove its claim: where, which rule, why, and values that speak against the line."""

    def __init__(self, claim: Claim, line: int, rule: str, why: str, witness: str | None = None) -> None:
        self.file, self.line, self.rule, self.why, self.witness = claim.file, line, rule, why, witness
        said = f"by.{rule} does not give this: " if rule else ""
        example = f" (for example {witness})" if witness else ""
        super().__init__(f"{short(claim.file)}:{line}: {said}{why}{example}")


def short(path: str) -> str:
    """``path`` as seen from here, when it lies below."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


@dataclass(frozen=True)
class Line:
    """A line of a proof as it was checked."""

    number: int
    kind: str
    """have, suppose, start or step."""
    relation: str
    formula: Expr
    rule: str
    reason: str
    under: tuple[int, ...]
    """The lines that it supposes."""
    remark: str | None


@dataclass(frozen=True)
class Proof:
    """A checked proof. ``steps``: the kernel's steps, for :func:`lrproof.kernel.replay.replay`."""

    theorem: Theorem
    lines: tuple[Line, ...]
    cited: tuple[str, ...]
    steps: tuple[list[list[Any]], ...]
    """The proof of the statement, and then one of each condition under which it is defined."""
    shown: tuple[Expr, ...] = ()
    """These conditions."""


@dataclass
class _Run:
    claim: Claim
    context: Context
    lines: list[Line] = field(default_factory=list)
    supposed: dict[Expr, int] = field(default_factory=dict)
    chain: Theorem | None = None
    first: Expr | None = None
    current: Expr | None = None
    started: int = 0
    at: int = 0

    def add(self, kind: str, formula: Expr, rule: str, reason: str, th: Theorem | None, relation: str = "",
            remark: str | None = None) -> int:  # fmt: skip
        number = len(self.lines) + 1
        hyps = frozenset() if th is None else th.hyps
        under = tuple(sorted(n for f, n in self.supposed.items() if f in hyps))
        self.lines.append(Line(number, kind, relation, formula, rule, reason, under, remark))
        return number

    def line(self, yielded: Any) -> Fact | None:
        """Check what the proof yields; the fact that it may cite from now on."""
        if isinstance(yielded, Suppose):
            self.chain = self.first = None
            self.supposed.setdefault(yielded.formula, len(self.lines) + 1)
            th = assume(yielded.formula)
            return Fact(th, self.add("suppose", yielded.formula, "", "", th))
        if isinstance(yielded, Expr):
            self.chain, self.first, self.current = None, yielded, yielded
            self.started = self.add("start", yielded, "", "", None)
            return None
        parts = yielded if isinstance(yielded, tuple) else (yielded,)
        remark = parts[-1] if len(parts) > 2 and isinstance(parts[-1], str) else None
        parts = parts[:-1] if remark is not None else parts
        if len(parts) == 2 and isinstance(parts[0], Expr) and parts[0].sort == PROP and hasattr(parts[1], "rule"):
            self.chain = self.first = None
            th, reason = self.apply(parts[0], parts[1])
            return Fact(th, self.add("have", parts[0], parts[1].rule, reason, th, remark=remark))
        if len(parts) == 3 and parts[0] in _RELATIONS and hasattr(parts[2], "rule"):
            return self.link(parts[0], parts[1], parts[2], remark)
        raise self.error("", "a line is 'formula, by.rule(...)', 'suppose(formula)', a term that starts a chain, or "
                         f"'relation, term, by.rule(...)' with a relation of {' '.join(_RELATIONS)}; not {yielded!r}")  # fmt: skip

    def link(self, relation: str, to: Any, by: Any, remark: str | None) -> Fact:
        if self.first is None or self.current is None:
            raise self.error(by.rule, f"'{relation}' continues a chain, and none has started: yield its first member alone")
        formulas = relation in ("<=>", "=>")
        try:
            to = to if formulas else term(to)
            goal = Expr(_RELATIONS[relation], (self.current, to))
        except TypeError as error:
            raise self.error(by.rule, f"'{relation}' does not stand between these: {error}") from error
        th, reason = self.apply(goal, by)
        try:
            self.chain = th if self.chain is None else transitivity(self.chain, th)
        except Refused as refused:
            raise self.error(by.rule, refused.why) from refused
        self.current = to
        number = self.add("step", to, by.rule, reason, self.chain, relation, remark)
        under = self.lines[-1].under
        for k in range(self.started, number):  # a chain stands where its last member does
            self.lines[k - 1] = replace(self.lines[k - 1], under=under)
        return Fact(self.chain, number)

    def apply(self, goal: Expr, by: Any) -> tuple[Theorem, str]:
        try:
            return TACTICS[by.rule](self.context, goal, by.premises, by.options)
        except Refused as refused:
            premises = tuple(p.formula for p in by.premises if isinstance(p, Fact))
            raise self.error(by.rule, refused.why, self.against(goal, premises) or refused.witness) from refused
        except (NotGiven, TypeError) as error:
            raise self.error(by.rule, str(error)) from error

    def against(self, goal: Expr, premises: tuple[Expr, ...]) -> str | None:
        """Exact values under which the line is false, if it is."""
        from lrproof.falsify import Falsified, falsify

        found = falsify(goal, (*self.claim.given, *self.supposed, *premises), tries=60)
        return found.witness if isinstance(found, Falsified) else None

    def error(self, rule: str, why: str, witness: str | None = None) -> ProofError:
        return ProofError(self.claim, self.at, rule, why, witness)


def prove(claim: Claim, theorems: Mapping[str, Theorem] | None = None) -> Proof:
    """The checked proof of ``claim``. ``theorems``: those of the claims that it uses, by id; missing ones are proved.

    Raises :class:`ProofError`, which names file, line and rule.
    """
    made: dict[str, Theorem] = dict(theorems or {})

    def theorem_of(used: Claim) -> Theorem:
        if used.id not in made:
            made[used.id] = prove(used, made).theorem
        return made[used.id]

    context = Context(claim, theorem_of)
    run = _Run(claim, context)
    lines = claim.proof()
    fact: Fact | None = None
    last: Fact | None = None
    try:
        while True:
            try:
                yielded = lines.send(fact)  # type: ignore[attr-defined]
            except StopIteration:
                break
            run.at = lines.gi_frame.f_lineno  # type: ignore[attr-defined]
            fact = run.line(yielded)
            last = fact or last
    except (TypeError, ValueError) as error:
        if isinstance(error, ProofError):
            raise
        frame = error.__traceback__
        while frame is not None and frame.tb_next is not None and frame.tb_frame.f_code.co_filename != claim.file:
            frame = frame.tb_next
        raise ProofError(claim, frame.tb_lineno if frame else claim.line, "", f"the proof stops: {error}") from error
    if last is None:
        raise ProofError(claim, claim.line, "", "the proof has no line; yield the statement with its reason")
    th = last.theorem
    if th.concl != claim.statement:
        raise ProofError(claim, run.at, "", f"the last line must be the statement '{claim.statement}', not '{th.concl}'")
    open_ = [n for f, n in run.supposed.items() if f in th.hyps]
    if open_:
        raise ProofError(claim, run.at, "", f"the supposition ({open_[0]}) is still open: discharge it")
    extra = sorted(str(h) for h in th.hyps if h not in claim.assumptions)
    if extra:
        raise ProofError(claim, run.at, "", f"it rests on what is not assumed: {', '.join(extra)}")
    needed = conditions(implies(conj(*claim.assumptions), claim.statement))
    defined = [_defined(claim, condition) for condition in needed]
    steps = tuple(steps_of(t) for t in (th, *defined))
    return Proof(th, tuple(run.lines), tuple(sorted(context.cited)), steps, tuple(d.concl for d in defined))


def _defined(claim: Claim, condition: Expr) -> Theorem:
    """``condition`` proved; its own guards hold what stands before it."""
    try:
        return close(condition, arithmetic, ())
    except Refused as refused:
        why = f"the statement is not shown to be defined everywhere: '{condition}' is needed"
        raise ProofError(claim, claim.line, "", why, refused.witness) from refused
