"""The engine that proves: it runs a claim's proof line by line through the kernel, and keeps what a reader needs.

A claim is PROVED when its last line is its statement, resting on nothing but its assumptions, when every part of the
statement is shown to be defined (no x/0, no root of a negative number), and when the assumptions can hold at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from lrproof.by import By
from lrproof.claim import Claim
from lrproof.context import Context, NotGiven, close, with_instances
from lrproof.kernel.definedness import of_claim
from lrproof.kernel.replay import proof as steps_of
from lrproof.kernel.rules import arithmetic, assume, cut, transitivity
from lrproof.kernel.terms import PROP, Expr, term
from lrproof.kernel.theorem import Refused, Theorem, genuine
from lrproof.line import Fact, Suppose
from lrproof.mistakes import explained, line_of, short
from lrproof.tactics import TACTICS
from lrproof.verdict import CONTRADICTION

_RELATIONS = {"=": "eq", "<=": "le", "<": "lt", "<=>": "iff", "=>": "implies"}


class ProofError(ValueError):
    """A proof does not prove its claim: where, which rule, why, and values that speak against the line."""

    def __init__(self, claim: Claim, line: int, rule: str, why: str, witness: str | None = None) -> None:
        self.file, self.line, self.rule, self.why, self.witness = claim.file, line, rule, why, witness
        said = f"by.{rule} does not give this: " if rule else ""
        example = f" (for example {witness})" if witness else ""
        super().__init__(f"{short(claim.file)}:{line}: {said}{why}{example}")


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


@dataclass(frozen=True)
class Checked:
    """A line that was proved, for those who want to try others in its place."""

    context: Context
    goal: Expr
    by: By
    number: int
    """The line of the file."""
    supposed: tuple[Expr, ...]

    def premises(self) -> tuple[Expr, ...]:
        """What the line rests on, apart from what the claim assumes."""
        return (*self.supposed, *(p.formula for p in self.by.premises if isinstance(p, Fact)))


@dataclass
class _Run:
    claim: Claim
    context: Context
    explain: bool = True
    on_line: Callable[[Checked], None] | None = None
    lines: list[Line] = field(default_factory=list)
    supposed: dict[Expr, int] = field(default_factory=dict)
    chain: Theorem | None = None
    first: Expr | None = None
    current: Expr | None = None
    started: int = 0
    opened: int = 0
    at: int = 0
    made: list[Theorem] = field(default_factory=list)

    @property
    def closed(self) -> list[Theorem]:
        """The lines that suppose nothing beyond what the claim assumes, and rest on no axiom."""
        return [th for th in self.made if th.hyps <= set(self.claim.assumptions) and not th.axioms]

    def add(self, kind: str, formula: Expr, rule: str, reason: str, th: Theorem | None, relation: str = "",
            remark: str | None = None) -> int:  # fmt: skip
        number = len(self.lines) + 1
        hyps = frozenset() if th is None else th.hyps
        under = tuple(sorted(n for f, n in self.supposed.items() if f in hyps))
        self.lines.append(Line(number, kind, relation, formula, rule, reason, under, remark))
        return number

    def line(self, yielded: Any) -> Fact | None:
        """Check what the proof yields; the fact that it may cite from now on."""
        link = isinstance(yielded, tuple) and len(yielded) > 2 and isinstance(yielded[0], str)
        if not link and self.first is not None and self.chain is None:
            self.at = self.opened
            raise self.error(
                "", f"'{self.first}' has no rule and no link follows it: write '{self.first}, by.rule(...)'"
            )
        if isinstance(yielded, Suppose):
            self.chain = self.first = None
            self.supposed.setdefault(yielded.formula, len(self.lines) + 1)
            th = assume(yielded.formula)
            return Fact(th, self.add("suppose", yielded.formula, "", "", th))
        if isinstance(yielded, Expr):
            self.chain, self.first, self.current = None, yielded, yielded
            self.started, self.opened = self.add("start", yielded, "", "", None), self.at
            return None
        parts = yielded if isinstance(yielded, tuple) else (yielded,)
        remark = parts[-1] if len(parts) > 2 and isinstance(parts[-1], str) else None
        parts = parts[:-1] if remark is not None else parts
        if len(parts) == 2 and isinstance(parts[0], Expr) and parts[0].sort == PROP and isinstance(parts[1], By):
            self.chain = self.first = None
            th, reason = self.apply(parts[0], parts[1])
            return Fact(th, self.add("have", parts[0], parts[1].rule, reason, th, remark=remark))
        if len(parts) == 3 and parts[0] in _RELATIONS and isinstance(parts[2], By):
            return self.link(parts[0], parts[1], parts[2], remark)
        if any(callable(part) for part in parts):
            raise self.error("", "a rule is called, also without premises: by.arithmetic()")
        wanted = f"'relation, term, by.rule(...)' with a relation of {' '.join(_RELATIONS)}"
        raise self.error(
            "",
            "a line is 'formula, by.rule(...)', 'suppose(formula)', a term that starts a chain, or "
            f"{wanted}; not {yielded!r}",
        )

    def link(self, relation: str, to: Any, by: Any, remark: str | None) -> Fact:
        if self.first is None or self.current is None:
            raise self.error(
                by.rule, f"'{relation}' continues a chain, and none has started: yield its first member alone"
            )
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
            th, reason = TACTICS[by.rule](self.context, goal, by.premises, by.options)
            if not genuine(th) or th.concl != goal:  # no tactic is trusted
                raise Refused(by.rule, f"what is cited is no theorem of the kernel, or not '{goal}'")
            self.made.append(th)
            if self.on_line is not None:
                self.on_line(Checked(self.context, goal, by, self.at, tuple(self.supposed)))
            return th, reason
        except Refused as refused:
            premises = tuple(p.formula for p in by.premises if isinstance(p, Fact))
            speaks = self.against(goal, premises) if self.explain else None
            raise self.error(by.rule, refused.why, speaks or refused.witness) from refused
        except (NotGiven, TypeError) as error:
            raise self.error(by.rule, str(error)) from error

    def against(self, goal: Expr, premises: tuple[Expr, ...]) -> str | None:
        """Exact values under which the line is false, if it is."""
        from lrproof.falsify import Falsified, falsify

        assumed = (*self.claim.given, *self.supposed, *premises)
        found = falsify(goal, assumed, tries=60, models=self.claim.examples)
        return found.witness if isinstance(found, Falsified) else None

    def error(self, rule: str, why: str, witness: str | None = None) -> ProofError:
        return ProofError(self.claim, self.at, rule, why, witness)


def prove(
    claim: Claim,
    theorems: Mapping[Claim, Theorem] | None = None,
    *,
    read: Callable[[Any], Any] | None = None,
    explain: bool = True,
    on_line: Callable[[Checked], None] | None = None,
) -> Proof:
    """The checked proof of ``claim``. ``theorems``: those of the claims that it uses; missing ones are proved.

    ``read`` changes what the proof yields before it is looked at; ``explain``: look for values that speak against a
    line that is refused; ``on_line`` is told of each line that a rule has proved. Raises :class:`ProofError`, which
    names file, line and rule.
    """
    made: dict[Claim, Theorem] = {} if theorems is None else dict(theorems)

    def theorem_of(used: Claim) -> Theorem:  # by the claim itself: two files may give one id to two claims
        if used not in made:
            made[used] = prove(used, made).theorem
        return made[used]

    context = Context(claim, theorem_of)
    run = _Run(claim, context, explain, on_line)
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
            fact = run.line(yielded if read is None else read(yielded))
            last = fact
    except ProofError:
        raise
    except Exception as error:
        why = f"the proof stops: {explained(error)}"
        raise ProofError(claim, line_of(error, claim.file) or run.at or claim.line, "", why) from error
    if not run.lines:
        raise ProofError(claim, claim.line, "", "the proof has no line; yield the statement with its reason")
    if last is None:
        raise ProofError(claim, run.at, "", "the last line must be the statement; this one starts a chain")
    th = last.theorem
    if th.concl != claim.statement:
        raise ProofError(
            claim, run.at, "", f"the last line must be the statement '{claim.statement}', not '{th.concl}'"
        )
    open_ = [n for f, n in run.supposed.items() if f in th.hyps and f not in claim.assumptions]
    if open_:
        raise ProofError(claim, run.at, "", f"the supposition ({open_[0]}) is still open: discharge it")
    extra = sorted(str(h) for h in th.hyps if h not in claim.assumptions)
    if extra:
        raise ProofError(claim, run.at, "", f"it rests on what is not assumed: {', '.join(extra)}")
    _satisfiable(claim)
    needed = of_claim(claim.assumptions, claim.statement)
    defined = [_defined(claim, condition, rests, run.closed) for condition, rests in needed.items()]
    steps = tuple(steps_of(t) for t in (th, *defined))
    return Proof(th, tuple(run.lines), tuple(sorted(context.cited)), steps, tuple(d.concl for d in defined))


def _satisfiable(claim: Claim) -> None:
    """Something at which everything assumed is true: from what cannot hold, anything follows."""
    from lrproof.falsify import Falsified, falsify

    nothing = Expr("false")
    if not claim.assumptions or isinstance(falsify(nothing, claim.assumptions, models=claim.examples), Falsified):
        return
    assumed = ", ".join(map(str, claim.assumptions))
    with suppress(Refused):
        arithmetic(nothing, *map(assume, claim.assumptions))
        why = f"{CONTRADICTION} ({assumed}), and from a contradiction anything follows: drop or change one"
        raise ProofError(claim, claim.line, "", why)
    where = f"everything assumed ({assumed})"
    said = "none of the examples can be shown to satisfy" if claim.examples else "no exact instance was found of"
    why = f"{said} {where}, and from a contradiction anything follows"
    hint = "; give examples=({symbol: value}, ...) that can be proved"
    raise ProofError(claim, claim.line, "", why + hint)


def _defined(claim: Claim, condition: Expr, rests: frozenset[Expr], lines: list[Theorem]) -> Theorem:
    """``condition`` proved, if need be from the lines of the proof that speak of the same thing.

    Its guards, and what it may rest on, hold what stands before it, so what a line rests on follows from them.
    """
    outcomes = tuple(map(assume, sorted(rests, key=str)))

    def leaf(goal: Expr, *known: Theorem) -> Theorem:
        return arithmetic(goal, *with_instances(goal, known))

    def from_line(goal: Expr, line: Theorem, *known: Theorem) -> Theorem:
        for hypothesis in sorted(line.hyps, key=str):  # an assumption: it stands among the guards
            if hypothesis not in rests:
                line = cut(arithmetic(hypothesis, *known), line)
        return leaf(goal, line, *known)

    try:
        return close(condition, leaf, outcomes)
    except Refused as refused:
        last = condition
        while last.head in ("forall", "implies"):
            last = last.args[-1]
        spoken = {e for e in last.walk() if e.head in ("app", "sqrt", "exp", "log", "sin", "cos", "tanh")}
        spoken = spoken or {e for e in last.walk() if e.head in ("sum", "pow")}
        premises = [th for th in lines if spoken and spoken <= set(th.concl.walk())]
        for th in premises:
            try:
                return close(condition, from_line, (th, *outcomes))
            except Refused:
                continue
        why = f"the statement is not shown to be defined everywhere: '{condition}' is needed"
        raise ProofError(claim, claim.line, "", why, refused.witness) from refused
