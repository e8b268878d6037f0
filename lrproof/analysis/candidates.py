"""What the analysis finds, as candidates for a claim's ``derived=``: nothing here is proved, and nothing is typed in.

SymPy's fields and elimination find the end of the stable interval, the rate and the best parameters from the rule
itself; the kernel must then prove them equal to terms of the claim.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lrproof.analysis.elimination import closed_form
from lrproof.analysis.family import Family, family, step_size
from lrproof.analysis.mode import Mode, mode
from lrproof.analysis.optimum import Optimum, optimum
from lrproof.analysis.ranges import declared
from lrproof.analysis.region import region
from lrproof.analysis.search import best
from lrproof.analysis.tied import times_low, value_at
from lrproof.analysis.written import factored
from lrproof.derive import NotFound, Translation
from lrproof.kernel.syntax import real
from lrproof.kernel.terms import Expr, substitute
from lrproof.rule import Rule

_RATIO = 100
"""κ at which the best parameters are first found in floating point."""


def _on_mode(rule: Rule) -> Family:
    """The characteristic polynomial of ``rule`` where the gradient is λx. Raises as :func:`lrproof.analyze` does."""
    name = step_size(rule)
    return family(mode(rule, declared(rule, name, {}, {})[0]), name)


def _named(found: Mode, terms: Mapping[str, Expr]) -> dict[Expr, Expr]:
    """The terms in place of the hyper-parameters of these names."""
    return {found.hyper[name]: value for name, value in terms.items()}


def coefficients(rule: Rule, product: Expr, **hyper: Expr) -> tuple[Expr, ...]:
    """The coefficients of zⁿ⁻¹, ..., 1 in the characteristic polynomial of ``rule``, where ηλ is ``product``.

    ``hyper``: terms for its other hyper-parameters.
    """
    found = _on_mode(rule)
    if found.kind != "product" or len(found.factors) != 1:
        raise NotFound(f"the polynomial of {rule.name} is not irreducible, or depends on more than ηλ")
    put = {found.variable: product, **_named(found.mode, hyper)}
    return tuple(substitute(c, put) for c in found.terms(found.factors[0]))


def discriminant(rule: Rule, product: Expr, **hyper: Expr) -> Expr:
    """b² - 4c of the characteristic polynomial z² + bz + c: its roots are complex where this is negative."""
    b, c = coefficients(rule, product, **hyper)
    return b**2 - 4 * c


def stable_end(rule: Rule, **hyper: Expr) -> Expr:
    """The largest stable ηλ; ``hyper``: terms for the other hyper-parameters.

    Raises NotFound where the stable steps are no single interval (0, end).
    """
    found = _on_mode(rule)
    stable = region(found)
    if found.kind != "product" or len(stable.upper) != 1 or stable.side:
        raise NotFound(f"the stable steps of {rule.name} are no interval from 0 to one end")
    return substitute(stable.upper[0], _named(found.mode, hyper))


def transfer(rule: Rule, state: str, cosine: Expr, sine: Expr, **hyper: Expr) -> tuple[Expr, Expr]:
    """How a state answers a gradient that turns on the unit circle, zᵗ with z = ``cosine`` + i ``sine``.

    Whatever the parameter does: the gradient is given, not taken. The state settles into H(z) zᵗ; here are the real
    part of H(z), and minus its imaginary part. Raises NotFound for a state that depends on others.
    """
    import sympy

    found = mode(rule, declared(rule, step_size(rule), {}, {})[0])
    place = rule.state.index(state)
    c, s = sympy.symbols("c s", real=True)
    names = {v: sympy.Symbol(f"h{k}", real=True) for k, v in enumerate(found.gens)}
    open_ = {names[found.curvature]: 0}

    def entry(value: Any) -> Any:
        return value.as_expr(*names.values()).subs(open_)

    if any(entry(found.matrix[place][k]) != 0 for k in range(found.size) if k != place):
        raise NotFound(f"{state} of {rule.name} depends on other states even where the gradient is given")
    pushed = sum(entry(e) for e in found.noise[place])
    answer = pushed / (c + sympy.I * s - entry(found.matrix[place][place]))
    numerator, denominator = sympy.fraction(sympy.together(answer))
    real_, imaginary = (numerator * sympy.conjugate(denominator)).expand().as_real_imag()
    size = sympy.expand((denominator * sympy.conjugate(denominator)).expand().subs(s**2, 1 - c**2))
    translation = Translation()
    back = {symbol: translation.symbol(v) for v, symbol in names.items()}
    back |= {c: translation.symbol(real("cosine")), s: translation.symbol(real("sine"))}
    put = {real("cosine"): cosine, real("sine"): sine, **_named(found, hyper)}
    parts = (sympy.factor(e / size).subs(back) for e in (real_, -imaginary))
    first, second = (substitute(translation.back(e), put) for e in parts)
    return first, second


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
        values = {
            self.found.family.mode.name(v): e for v, e in closed.values.items() if v != self.found.family.variable
        }
        return factored(closed.rate if name == "rate" else values[name], {root: closed.field.gens[0]})


def best_parameters(rule: Rule, step: str | None = None) -> Best:
    """The best parameters of ``rule`` for every μ < L; ``step``: what the step size is set to, such as "1/L".

    Raises NotFound where no closed form is found.
    """
    found, tied = _on_mode(rule), None if step is None else times_low(step)
    held = {} if tied is None else {found.variable: value_at(tied, _RATIO)}
    near = best(found, 1.0, float(_RATIO), held=held)
    closed = None if near is None or not near.events else closed_form(found, near, None, None, float(_RATIO), tied)
    if closed is None:
        raise NotFound(f"no closed form of the best parameters of {rule.name} for every κ is found")
    return Best(optimum(found, closed, None, None))
