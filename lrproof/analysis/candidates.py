"""What the analysis finds, as candidates for a claim's ``derived=``: nothing here is proved, and nothing is typed in.

SymPy's fields and elimination find the end of the stable interval, the rate and the best parameters from the rule
itself; the kernel must then prove them equal to terms of the claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lrproof.analysis.elimination import closed_form
from lrproof.analysis.family import Family, family, step_size
from lrproof.analysis.mode import mode
from lrproof.analysis.optimum import Optimum, optimum
from lrproof.analysis.ranges import declared
from lrproof.analysis.region import region
from lrproof.analysis.search import best
from lrproof.analysis.stability import over
from lrproof.analysis.tied import times_low, value_at
from lrproof.analysis.written import factored
from lrproof.derive import NotFound
from lrproof.kernel.terms import Expr, substitute
from lrproof.rule import Rule

_RATIO = 100
"""κ at which the best parameters are first found in floating point."""


def on_mode(rule: Rule, ranges: Mapping[str, str] | None = None) -> Family:
    """The characteristic polynomial of ``rule`` where the gradient is λx. Raises as :func:`lrproof.analyze` does."""
    name = step_size(rule)
    return family(mode(rule, declared(rule, name, ranges or {}, {})[0]), name)


def coefficients(rule: Rule, product: Expr) -> tuple[Expr, ...]:
    """The coefficients of zⁿ⁻¹, ..., 1 in the characteristic polynomial of ``rule``, where ηλ is ``product``."""
    found = on_mode(rule)
    if found.kind != "product" or len(found.factors) != 1:
        raise NotFound(f"the polynomial of {rule.name} is not irreducible, or depends on more than ηλ")
    return tuple(substitute(c, {found.variable: product}) for c in found.terms(found.factors[0]))


def stable_end(rule: Rule, curvature: Expr | None = None) -> Expr:
    """The largest stable η where the curvature is ``curvature``, or the largest stable ηλ.

    Raises NotFound where the stable steps are no single interval (0, end).
    """
    found = on_mode(rule)
    stable = region(found)
    if found.kind != "product" or len(stable.upper) != 1 or stable.side:
        raise NotFound(f"the stable steps of {rule.name} are no interval from 0 to one end")
    return stable.upper[0] if curvature is None else over(stable.upper[0], curvature)


@dataclass(frozen=True, eq=False)
class Best:
    """Best parameters for curvatures in [μ, L], and their rate."""

    found: Optimum

    def parameter(self, name: str) -> Expr:
        """A parameter, by its name in the rule, as a term in ``positive("mu")`` and ``positive("L")``."""
        return next(e for v, e in self.found.values.items() if self.found.family.mode.name(v) == name)

    def in_root(self, name: str, root: Expr) -> Expr:
        """A parameter but the step size, or the "rate", as a rational function of ``root``.

        ``root``: the term for the one square root that κ = L/μ enters by (such as √κ), or for κ where there is none.
        """
        closed = self.found.closed
        values = {self.found.family.mode.name(v): e for v, e in closed.values.items() if v != self.found.family.variable}
        return factored(closed.rate if name == "rate" else values[name], {root: closed.field.gens[0]})


def best_parameters(rule: Rule, step: str | None = None) -> Best:
    """The best parameters of ``rule`` for every μ < L; ``step``: what the step size is set to, such as "1/L".

    Raises NotFound where no closed form is found.
    """
    found, tied = on_mode(rule), None if step is None else times_low(step)
    held = {} if tied is None else {found.variable: value_at(tied, _RATIO)}
    near = best(found, 1.0, float(_RATIO), held=held)
    closed = None if near is None or not near.events else closed_form(found, near, None, None, float(_RATIO), tied)
    if closed is None:
        raise NotFound(f"no closed form of the best parameters of {rule.name} for every κ is found")
    return Best(optimum(found, closed, None, None))
