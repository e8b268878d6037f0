"""What the analyst answers: each answer with its formula, its verdict and what that rests on; and how it looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from lrproof.claim import Claim
from lrproof.kernel.terms import Expr
from lrproof.rule import Rule
from lrproof.verdict import Record


@dataclass(frozen=True)
class Judgement:
    """What the engines say of some claims together."""

    verdict: str
    axioms: tuple[str, ...] = ()
    reason: str = ""
    records: tuple[Record, ...] = ()


class Judge(Protocol):
    """Whoever runs the engines; the analysis itself only states claims."""

    def __call__(self, *claims: Claim, checked: tuple[Record, ...] = ()) -> Judgement:
        """The verdict on all of ``claims``, each after those that it uses; ``checked``: numbers held against them."""


@dataclass(frozen=True, eq=False)
class Answer:
    """One answer. ``verdict`` is one of :data:`lrproof.verdict.THEOREM`."""

    name: str
    title: str
    text: str
    latex: str
    verdict: str
    statements: tuple[Expr, ...] = ()
    """What is proved, in the kernel's terms."""
    axioms: tuple[str, ...] = ()
    reason: str = ""
    """Why it is not PROVED."""
    records: tuple[Record, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    """The answer's numbers and terms by name, for programs."""

    @property
    def said(self) -> str:
        """The verdict with the axioms' names, and why it is not better."""
        given = f" {', '.join(self.axioms)}" if self.axioms else ""
        return f"{self.verdict}{given}" + (f": {self.reason}" if self.reason else "")

    def entry(self) -> dict[str, Any]:
        """The answer as plain data."""
        from lrproof.latex import latex

        return {
            "title": self.title, "text": self.text, "latex": self.latex, "verdict": self.verdict,
            "axioms": list(self.axioms), "reason": self.reason,
            "statements": [{"text": str(s), "latex": latex(s)} for s in self.statements],
            "evidence": [r.entry() for r in self.records],
            **{name: value for name, value in self.values.items() if not isinstance(value, Expr)},
        }  # fmt: skip


@dataclass(frozen=True, eq=False)
class Analysis:
    """What :func:`lrproof.analyze` found; in a notebook it shows itself."""

    rule: Rule
    ranges: Mapping[str, str]
    """The ranges in which the free hyper-parameters are taken."""
    fixed: Mapping[str, str]
    answers: Mapping[str, Answer]
    """By name: polynomial, stability, spectral_radius, best, noise, and with numbers transient."""
    numbers: Mapping[str, Any]
    """With mu and L: stable, optimal, rate, iterations; else empty."""

    def __getitem__(self, name: str) -> Answer:
        return self.answers[name]

    @property
    def assumed(self) -> str:
        """Where the hyper-parameters live, as one text."""
        free = [f"{name} in {within}" for name, within in self.ranges.items()]
        return ", ".join([*free, *(f"{name} = {value}" for name, value in self.fixed.items())]) or "no hyper-parameters"

    def entry(self) -> dict[str, Any]:
        """Everything as plain data, for JSON."""
        told = {name: answer.entry() for name, answer in self.answers.items()}
        return {
            "rule": self.rule.name, "linear": True, "ranges": dict(self.ranges), "fixed": dict(self.fixed),
            **self.numbers, **told,
        }  # fmt: skip

    def __str__(self) -> str:
        lines = [f"{self.rule.name}   for {self.assumed}", ""]
        for answer in self.answers.values():
            lines += [f"  {answer.title}", f"    {answer.text}", f"    {answer.said}", ""]
        lines += [f"  {name} = {_short(value)}" for name, value in self.numbers.items()]
        return "\n".join(lines).rstrip()

    def __repr__(self) -> str:
        return f"<analysis of {self.rule.name}: {', '.join(f'{n} {a.verdict}' for n, a in self.answers.items())}>"

    def _repr_markdown_(self) -> str:
        lines = [f"**{self.rule.name}** for {self.assumed}", "", self.rule._repr_latex_(), ""]
        for answer in self.answers.values():
            shown = f"$\\displaystyle {answer.latex}$" if answer.latex else answer.text
            lines += [f"- {answer.title}: {shown} ({answer.said})"]
        lines += ["", *(f"- {name}: `{_short(value)}`" for name, value in self.numbers.items())]
        return "\n".join(lines)

    def _repr_latex_(self) -> str:
        rows = [f"\\text{{{answer.title}}} &: {answer.latex}" for answer in self.answers.values() if answer.latex]
        return "$\\displaystyle \\begin{aligned}" + " \\\\ ".join(rows) + "\\end{aligned}$"


def _short(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{k}: {_short(v)}" for k, v in value.items()) + "}"
    return str(value)
