"""The two statements of a best parameter: attained on the spectrum, and unbeatable at its two ends.

*Attained*: with these parameters every eigenvalue of every mode in [μ, L] has size ≤ r. *Unbeatable*: whatever the
parameters, if all eigenvalues at μ and at L have size ≤ ρ, then r ≤ ρ. Together: r is the least possible rate (Polyak
1964 for heavy ball; Lessard, Recht and Packard 2016, section 2.2, for Nesterov's method on quadratics).

With symbolic ends both are first proved as inequalities in s (or κ) and x, and then taken to μ, L and η.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any

from lrproof import by
from lrproof.analysis.elimination import Closed
from lrproof.analysis.family import Family
from lrproof.analysis.schur import conditions, instance, lemma, not_negative, within
from lrproof.analysis.stated import Proof, stated
from lrproof.analysis.written import factored
from lrproof.claim import Claim
from lrproof.kernel.syntax import conj, domain_fact, eq, forall, implies, positive, real, sqrt
from lrproof.kernel.terms import Expr, Fn, substitute, term
from lrproof.line import at, suppose


@dataclass(frozen=True, eq=False)
class Statements:
    """The two statements of a closed form, and the lemmas in s and x on which they rest."""

    family: Family
    closed: Closed
    low: Expr
    high: Expr
    values: Mapping[Expr, Expr]
    rate: Expr
    in_s: Closed | None
    """The closed form for every κ, which the lemmas in s are about; None: everything is proved of the numbers."""
    root: Expr | None
    """s (or κ) in μ and L, or a number."""
    ascending: bool = True
    """Whether the step size is positive."""

    @property
    def name(self) -> str:
        return self.family.mode.rule.name

    @property
    def given(self) -> tuple[Expr, ...]:
        return (self.low < self.high,) if self.closed.symbolic else ()

    def factors(self, curvature: Expr, values: Mapping[Expr, Expr]) -> list[list[Expr]]:
        """The coefficients on the mode ``curvature``, with these values of the parameters."""
        family = self.family
        put = {**{v: v for v in family.params}, **values, family.mode.curvature: curvature}
        steps = family.steps
        whole = {family.variable: substitute(steps, put)} if family.kind == "product" else {}
        return [[substitute(c, {**put, **whole}) for c in family.terms(f)] for f in family.factors]

    def claims(self) -> tuple[Claim, Claim, tuple[Claim, ...]]:
        lemmas: tuple[Claim, ...] = ()
        if self.in_s is not None:
            lemmas = (self._attained_in_s(), self._unbeatable_in_s())
        return self._attained(lemmas), self._unbeatable(lemmas), lemmas

    # --- in s and x
    @property
    def _in_s(self) -> Closed:
        assert self.in_s is not None
        return self.in_s

    @property
    def s(self) -> Expr:
        return real("kappa" if self._in_s.square is None else "s")

    @property
    def _root(self) -> Expr:
        assert self.root is not None
        return self.root

    def _beyond(self, s: Expr) -> Expr:
        """What κ > 1 says of s."""
        square = self._in_s.square
        if square is None:
            return s > 1
        at_one = sum(square.values())
        root = Fraction(isqrt(max(at_one.numerator, 0)), isqrt(at_one.denominator)) if at_one >= 0 else Fraction(0)
        return s > term(root) if root * root == at_one else (s > 0) & (s * s > term(at_one))

    def _of(self, value: Any) -> Expr:
        return factored(value, {self.s: self._in_s.field.gens[0]})

    def _ends_in_s(self) -> tuple[Expr, Expr]:
        """The least and the greatest x on the spectrum; a step size may be negative."""
        value = self._in_s.values[self.family.variable]
        ends = self._of(value), self._of(self._in_s.kappa * value)
        return ends if self.ascending else (ends[1], ends[0])

    def _symbols(self) -> dict[Expr, Expr]:
        """Plain variables for the parameters, of which only their equations are known."""
        return {v: real(f"{v.data[0]}_best") for v in self._in_s.values if v != self.family.variable}

    def _judged(self, values: Mapping[Expr, Expr], size: Expr) -> Expr:
        parts: list[Any] = []
        for f in self.family.factors:
            a = [substitute(c, dict(values)) for c in self.family.terms(f)]
            parts.append(not_negative(conditions(a, size)))
        return conj(*parts)

    def _attained_in_s(self) -> Claim:
        s, x, r = self.s, self.family.variable, real("r")
        best = self._symbols()
        statement = (r > 0) & self._judged({x: x, **best}, r)
        first, last = self._ends_in_s()
        given = (
            self._beyond(s),
            first <= x, x <= last,
            *(eq(best[v], self._of(self._in_s.values[v])) for v in best),
            eq(r, self._of(self._in_s.rate)),
        )  # fmt: skip

        def proof() -> Proof:
            yield statement, by.arithmetic(*given)

        title = f"The best parameters of {self.name}, in s: every mode has at most the rate r."
        return stated(f"{self.name}.attained-in-s", title, statement, proof, given=given, rule=self.family.mode.rule)

    def _unbeatable_in_s(self) -> Claim:
        s, x, y, r, rho = self.s, self.family.variable, real("y"), real("r"), positive("rho")
        params = {v: v for v in self._in_s.values if v != x}
        set_ = (eq(x, self._of(self._in_s.values[x])),) if self._in_s.tied else ()
        given = (
            self._beyond(s), *set_, eq(y, self._of(self._in_s.kappa) * x), eq(r, self._of(self._in_s.rate)),
            self._judged({x: x, **params}, rho), self._judged({x: y, **params}, rho),
        )  # fmt: skip

        def proof() -> Proof:
            yield r <= rho, by.arithmetic(*given)

        title = f"No parameters of {self.name} have a rate below r at both ends, in s."
        return stated(f"{self.name}.unbeatable-in-s", title, r <= rho, proof, given=given, rule=self.family.mode.rule)

    def _allowed_in_s(self) -> Claim | None:
        """The best parameters lie in their ranges, in s; None if no range says anything."""
        best = self._symbols()
        facts = [substitute(fact, {v: best[v]}) for v in best if (fact := domain_fact(v)) is not None]
        if not facts:
            return None
        statement = conj(*facts)
        given = (self._beyond(self.s), *(eq(best[v], self._of(self._in_s.values[v])) for v in best))

        def proof() -> Proof:
            yield statement, by.arithmetic(*given)

        title = f"The best parameters of {self.name} lie in their ranges, in s."
        return stated(f"{self.name}.allowed-in-s", title, statement, proof, given=given, rule=self.family.mode.rule)

    # --- in μ, L and η
    def allowed(self) -> tuple[Claim, ...]:
        """The best parameters lie in the ranges over which they are the best; nothing if no range says anything."""
        facts = {v: substitute(f, {v: e}) for v, e in self.values.items() if (f := domain_fact(v)) is not None}
        if not facts:
            return ()
        statement = conj(*facts.values())
        general = self._allowed_in_s() if self.in_s is not None else None

        def proof() -> Proof:
            known: list[Any] = []
            if general is not None:
                lines = yield from self._known()
                put: dict[Expr | Fn, Any] = {self.s: self._root}
                put |= {symbol: self.values[v] for v, symbol in self._symbols().items()}
                inner = conj(*(f for v, f in facts.items() if v != self.family.step))
                known.append((yield inner, by.cite(at(general, put, given=tuple(lines)))))
            yield statement, by.arithmetic(*known)

        title = f"The best parameters of {self.name} lie in their ranges."
        uses = () if general is None else (general,)
        last = stated(
            f"{self.name}.allowed", title, statement, proof, given=self.given, uses=uses, rule=self.family.mode.rule
        )
        return (*uses, last)

    def _attained(self, lemmas: tuple[Claim, ...]) -> Claim:
        family, lam, rate = self.family, self.family.mode.curvature, self.rate
        factors = self.factors(lam, self.values)
        judged = conj(*(not_negative(conditions(a, rate)) for a in factors))
        inside = conj(*(within(a, rate) for a in factors))
        spectrum = (self.low <= lam) & (lam <= self.high)
        statement = forall(lam, implies(spectrum, inside))

        def proof() -> Proof:
            if lemmas:
                lines = yield from self._known()
                sup = yield suppose(spectrum)
                x, step = family.variable, family.step
                assert step is not None
                s, root = self.s, self._root
                eta = self.values[step]
                bounds = (self.low, self.high) if self.ascending else (self.high, self.low)
                sign = yield 0 < eta if self.ascending else eta < 0, by.arithmetic()
                sides: list[Any] = []
                for end, below, wanted in zip(bounds, (True, False), self._ends_in_s(), strict=True):
                    here, there = eta * end, eta * lam
                    near = yield here <= there if below else there <= here, by.arithmetic(sup, sign)
                    wanted = substitute(wanted, {s: root})
                    same = yield eq(here, wanted), by.algebra(*lines)
                    sides.append((yield wanted <= there if below else there <= wanted, by.arithmetic(near, same)))
                put: dict[Expr | Fn, Any] = {s: root, x: eta * lam, real("r"): rate}
                put |= {symbol: self.values[v] for v, symbol in self._symbols().items()}
                got = yield (
                    (rate > 0) & judged,
                    by.cite(at(lemmas[0], put, given=(*lines, *sides))),
                )
                size = yield rate > 0, by.logic(got)
                met = yield judged, by.logic(got)
            else:
                size = yield rate > 0, by.arithmetic()
                every = yield forall(lam, implies(spectrum, judged)), by.arithmetic()
                sup = yield suppose(spectrum)
                met = yield judged, by.arithmetic(at(every, lam), sup)
            parts: list[Any] = []
            for a in factors:
                parts.append((yield within(a, rate), by.logic(instance(a, rate, True, (size,)), met)))
            both = yield inside, by.logic(*parts)
            then = yield implies(spectrum, inside), by.discharge(sup, both)
            yield statement, by.generalize(then)

        title = f"With the best parameters of {self.name} every mode of the spectrum has at most the rate r."
        uses = (*lemmas[:1], *self._lemmas())
        return stated(
            f"{self.name}.attained", title, statement, proof, given=self.given, uses=uses, rule=family.mode.rule
        )

    def _lemmas(self) -> tuple[Claim, ...]:
        return tuple(dict.fromkeys(lemma(len(f), True) for f in self.family.factors))

    def _known(self) -> Proof:
        """Lines: where s lies, and that the terms in μ and L are what they are in s."""
        root = self._root
        lines: list[Any] = []
        if self._in_s.square is not None:
            for end in (self.low, self.high, *(root.args if root.head == "sqrt" else ())):
                if root.head != "num":
                    lines.append((yield sqrt(end) > 0, by.arithmetic()))
            if self.root is not None and self.root.head == "div" and self._in_s.square is not None:
                lines.append((yield sqrt(self.low) < sqrt(self.high), by.arithmetic(*lines)))
        lines.append((yield substitute(self._beyond(self.s), {self.s: root}), by.arithmetic(*lines)))
        for v, value in self._in_s.values.items():
            if v != self.family.variable:
                wanted = substitute(self._of(value), {self.s: root})
                lines.append((yield eq(self.values[v], wanted), by.algebra(*lines)))
        lines.append((yield eq(self.rate, substitute(self._of(self._in_s.rate), {self.s: root})), by.algebra(*lines)))
        return lines

    def _unbeatable(self, lemmas: tuple[Claim, ...]) -> Claim:
        family, rho = self.family, positive("rho")
        step = self.values[family.step] if self.closed.tied and family.step is not None else family.step
        tied = {family.step: step} if self.closed.tied and family.step is not None and step is not None else {}
        ends = [self.factors(end, tied) for end in (self.low, self.high)]
        inside = [conj(*(within(a, rho) for a in factors)) for factors in ends]
        judged = [conj(*(not_negative(conditions(a, rho)) for a in factors)) for factors in ends]
        statement = implies(inside[0] & inside[1], self.rate <= rho)

        def proof() -> Proof:
            lines: list[Any] = []
            if lemmas:
                lines = yield from self._known()
            sup = yield suppose(inside[0] & inside[1])
            met: list[Any] = []
            for factors, wanted, here in zip(ends, judged, inside, strict=True):
                mine = yield here, by.logic(sup)
                parts: list[Any] = []
                for a in factors:
                    part = not_negative(conditions(a, rho))
                    parts.append((yield part, by.logic(instance(a, rho, True), mine)))
                met.append((yield wanted, by.logic(*parts)))
            if lemmas:
                x, s, root = family.variable, self.s, self._root
                assert step is not None
                first, second = step * self.low, step * self.high
                kappa = substitute(self._of(self._in_s.kappa), {s: root})
                if tied:
                    wanted = substitute(self._of(self._in_s.values[x]), {s: root})
                    lines.append((yield eq(first, wanted), by.algebra(*lines)))
                link = yield eq(second, kappa * first), by.algebra(*lines)
                put: dict[Expr | Fn, Any] = {s: root, x: first, real("y"): second, real("r"): self.rate}
                got = yield self.rate <= rho, by.cite(at(lemmas[1], put, given=(*lines, link, *met)))
            else:
                got = yield self.rate <= rho, by.arithmetic(*met)
            yield statement, by.discharge(sup, got)

        title = f"No parameters of {self.name} have a rate below r at both ends of the spectrum."
        uses = (*lemmas[1:], *self._lemmas())
        return stated(
            f"{self.name}.unbeatable", title, statement, proof, given=self.given, uses=uses, rule=family.mode.rule
        )
