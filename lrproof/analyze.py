"""Analyse an update rule: its stability region, rate, best parameters, noise floor and transient, each with a verdict.

:mod:`lrproof.analysis` proposes the answers and states them as claims; here they go through the engines: an exact
search for a counterexample, near misses that must be refuted, the kernel's proof, balls around the eigenvalues. An
answer that is not proved says so, and why.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from contextlib import nullcontext
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lrproof.analysis.answers import Analysis, Answer, Judgement
from lrproof.claim import Claim
from lrproof.kernel.terms import Expr
from lrproof.kernel.theorem import Theorem
from lrproof.rule import Rule
from lrproof.verdict import Record

if TYPE_CHECKING:
    from lrproof.evidence.prove import Proof

RESOURCES: Final = 8_000_000
"""What z3 may use for one proof, in its own unit: then the proof is given up, and the answer says so."""
EACH: Final = 1_500_000
"""What z3 may use of that for one question."""
TRIES: Final = 40
"""Instances of an exact search."""
_THEOREMS: Final[dict[Claim, Theorem]] = {}
"""The lemmas' theorems, proved once a process."""
Exact = int | str | Fraction


def analyze(
    rule: Rule, *, mu: Exact | None = None, L: Exact | None = None, fixed: Mapping[str, Exact] | None = None,
    ranges: Mapping[str, str] | None = None, step: str | None = None, eps: Exact = "1e-6", seed: int = 0,
    replay: bool = True,
) -> Analysis:  # fmt: skip
    """The analysis of ``rule`` on quadratics whose curvatures (eigenvalues) lie in [mu, L], 0 < mu < L.

    Without ``mu`` and ``L`` they stay symbols. Numbers are exact: ints, Fractions, or text such as "0.9" or "1/3".
    ``fixed``: values of hyper-parameters; the step size may also be set in terms of mu and L, such as "1/L".
    ``ranges``: where others live, such as ``{"beta": "[0,1)"}``. ``step``: which one is the step size (else eta, lr,
    learning_rate, alpha or step_size, if the rule has it). ``eps``: by which factor the distance is to shrink in the
    ``iterations`` that are counted. ``replay``: whether all proofs are run again in a fresh process, as a verification
    does; without it they are checked once, here.

    Raises :class:`lrproof.analysis.mode.NotLinear` with the reason for a rule that has no iteration matrix;
    ValueError and TypeError for what cannot be meant.
    """
    from lrproof.analysis.family import family, step_size
    from lrproof.analysis.mode import mode
    from lrproof.analysis.ranges import declared
    from lrproof.analysis.tied import at_ends, is_tied, times_low

    low, high = _exact("mu", mu), _exact("L", L)
    if (low is None) != (high is None) or (low is not None and high is not None and not 0 < low < high):
        said = ", ".join(f"{n} = {v}" for n, v in (("mu", low), ("L", high)) if v is not None)
        raise ValueError(f"mu and L are given both or neither, with 0 < mu < L, not {said}")
    share = _exact("eps", eps)
    if share is None or not 0 < share < 1:
        raise ValueError(f"eps lies between 0 and 1, not {eps}")
    name = step_size(rule, step)
    given, tied = dict(fixed or {}), None
    if is_tied(text := given.get(name or "")):
        assert isinstance(text, str)
        tied = times_low(text)
        if low is not None:
            given[str(name)], tied = at_ends(text, low, high, Fraction), None
    values = {n: _exact(n, value, n == name) or Fraction(0) for n, value in given.items() if tied is None or n != name}
    if step is not None and step not in rule.hyper:
        raise ValueError(f"{rule.name} has no hyper-parameter {step!r}; it has {', '.join(rule.hyper) or 'none'}")
    hyper, shown = declared(rule, name, ranges or {}, values)
    family_ = family(mode(rule, hyper), name)
    if tied is not None and family_.kind != "product":
        raise ValueError(f"{name} = {text} needs numbers for mu and L: {rule.name} depends on more than {name} λ")
    from lrproof.analysis.answering import answers

    engines = Engines(seed)
    found, numbers = answers(engines, family_, low, high, share, tied)
    if replay:
        found = engines.replayed(found)
    told = {n: str(v) for n, v in values.items()}
    if tied is not None:
        shown, told = {n: r for n, r in shown.items() if n != name}, {**told, str(name): str(text)}
    return Analysis(rule, shown, told, found, numbers)


def _exact(name: str, value: Exact | None, is_step: bool = False) -> Fraction | None:
    if value is None:
        return None
    if isinstance(value, (float, bool)) or not isinstance(value, (int, str, Fraction)):
        raise TypeError(f"{name} = {value!r} is not exact: write it as text, {name}='{value}'")
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError) as error:
        or_so = ", or in terms of mu and L, such as 1/L" if is_step else ""
        raise ValueError(f"{name} is a number such as 0.9 or 1/3{or_so}, not {value!r}") from error


class Engines:
    """Runs the engines on what the analysis states; the lemmas are proved once a process."""

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self.theorems = dict(_THEOREMS)
        self.proofs: dict[Claim, Proof] = {}
        """Those that were made here."""

    def __call__(self, *claims: Claim, checked: tuple[Record, ...] = ()) -> Judgement:
        """The verdict on all of ``claims``: one that is refuted refutes, one that is not proved is the reason."""
        records, axioms, reason = list(checked), set[str](), ""
        for claim in claims:
            found = self._refute(claim)
            records += found
            wrong = next((r for r in found if not r.passed), None)
            if wrong is not None:
                return Judgement("REFUTED", (), f"{claim.title} {wrong.reason}", tuple(records))
            if reason:
                continue
            record, theorem = self._prove(claim)
            records.append(record)
            if theorem is None:
                reason = record.reason
            else:
                axioms |= theorem.axioms
        failed = next((r for r in checked if not r.passed), None)
        if failed is not None:
            return Judgement("UNKNOWN", (), f"{failed.what}: {failed.reason}", tuple(records))
        if reason:
            return Judgement("SUPPORTED" if checked else "UNKNOWN", (), reason, tuple(records))
        return Judgement("PROVED GIVEN" if axioms else "PROVED", tuple(sorted(axioms)), "", tuple(records))

    def _refute(self, claim: Claim) -> list[Record]:
        """Exact search for a counterexample, where the statement can be decided; near misses must be refuted."""
        from lrproof.evidence import controls, refute

        found: list[Record] = []
        if not claim.given and not any(node.head in ("forall", "exists") for f in claim.stated for node in f.walk()):
            found = [r for r in refute.search(claim, self.seed, TRIES) if r.passed or r.reason.startswith("false")]
        for item in controls.near_misses(claim, self.seed, TRIES // 2):
            if item["verdict"] == "REFUTED":
                said = f"a near miss ({item['differs']}) is refuted: {item['witness']}"
                found.append(Record("controls", said, True, seed=self.seed))
        return found

    def _prove(self, claim: Claim) -> tuple[Record, Theorem | None]:
        from lrproof.evidence.prove import ProofError, prove
        from lrproof.kernel import smt

        if claim in self.theorems:
            return Record("prove", f"{claim.title} (proved before)", True), self.theorems[claim]
        try:
            with nullcontext() if _lemma(claim) else smt.budget(RESOURCES, EACH):
                proof = prove(claim, self.theorems, explain=False)
        except ProofError as error:
            return Record("prove", claim.title, False, reason=_plain(str(error))), None
        self.theorems[claim] = proof.theorem
        self.proofs[claim] = proof
        steps = sum(map(len, proof.steps))
        return Record(
            "prove", f"{claim.title} ({len(proof.lines)} lines, {steps} steps of the kernel)", True
        ), proof.theorem

    def replayed(self, answers: Mapping[str, Answer]) -> dict[str, Answer]:
        """The answers after all proofs were run again in one interpreter that knows only the kernel.

        An answer that rests on a proof that does not hold there is UNKNOWN.
        """
        from lrproof.replays import Written, proves, replayed

        written = {claim: Written.of(proof) for claim, proof in self.proofs.items()}
        results = replayed(list(written.values())) if written else []
        good = {c: proves(c, proof, r) for (c, proof), r in zip(written.items(), results, strict=True)}
        _THEOREMS.update({c: self.theorems[c] for c, right in good.items() if right and _lemma(c)})
        right = {c.title: holds for c, holds in good.items()}

        def again(record: Record) -> Record:
            title = record.what.partition(" (")[0]
            if record.engine != "prove" or not record.passed or title not in right:
                return record
            if right[title]:
                return replace(record, what=f"{record.what}, replayed in a fresh process")
            return replace(record, passed=False, reason="replayed in a fresh process, the proof gives something else")

        told = {}
        for name, answer in answers.items():
            records = tuple(map(again, answer.records))
            lost = [r for r, old in zip(records, answer.records, strict=True) if old.passed and not r.passed]
            if lost and answer.verdict in ("PROVED", "PROVED GIVEN"):
                answer = replace(answer, verdict="UNKNOWN", reason=lost[0].reason)
            told[name] = replace(answer, records=records)
        return told


def _lemma(claim: Claim) -> bool:
    """Whether the claim speaks of no rule: it is always the same, and known to be proved."""
    return claim.id.count(".") == 1


def _plain(why: str) -> str:
    """A prover's message without its place in our own files, and not longer than a line or two."""
    text = why.partition(": ")[2] if why.split(":", 1)[0].endswith(".py") else why
    return text if len(text) <= 300 else text[:297] + "..."


def find_rule(target: str) -> Rule:
    """The rule that ``target`` names: one of :mod:`lrproof.rules`, or ``path/to/file.py:function``.

    Raises ValueError for an unknown name, :class:`lrproof.discover.DiscoveryError` for a file that cannot be read.
    """
    from lrproof import rules
    from lrproof.discover import load

    path, _, name = (target, ":", "") if target.endswith(".py") else target.rpartition(":")
    known, where = rules, "lrproof.rules"
    if path.endswith(".py"):
        if not Path(path).is_file():
            raise ValueError(f"{path}: no such file")
        known, where = load(Path(path)), path
    else:
        name = target
    found = getattr(known, name, None)
    if isinstance(found, Rule):
        return found
    names = sorted(n for n, value in vars(known).items() if isinstance(value, Rule))
    there = f"there is {', '.join(names) or 'no @rule in it'}"
    if where == path and not name:
        raise ValueError(f"name the rule of the file, such as {path}:{names[0] if names else 'function'}; {there}")
    if where == path and found is not None:
        raise ValueError(f"{name!r} in {path} is no rule: decorate the function by @rule; {there}")
    near = difflib.get_close_matches(name, names, n=3)
    hint = f"perhaps {' or '.join(near)}" if near else there
    raise ValueError(f"no rule {name!r} in {where}; {hint}. A rule of your own is named path/to/file.py:function")


__all__ = ["Analysis", "Engines", "Expr", "analyze", "find_rule"]
