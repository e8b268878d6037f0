"""The characteristic polynomial of a mode, in the variable that the stability interval is about.

Where λ and the step size η occur only as their product, everything is said of x = ηλ. Otherwise (a weight decay, say)
of η, with λ > 0 among the parameters; and of λ where there is no step size left to choose. The polynomial is split
into its irreducible factors: its roots are theirs, and small degrees are decided without any axiom.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, Literal

from lrproof.analysis.mode import Mode
from lrproof.analysis.written import expanded
from lrproof.kernel import syntax
from lrproof.kernel.terms import Expr
from lrproof.rule import Rule

STEPS: Final = ("eta", "lr", "learning_rate", "alpha", "step_size", "stepsize")
"""Names by which a step size is known, if none is named."""


@dataclass(frozen=True, eq=False)
class Family:
    """All modes of a rule: monic polynomials in z whose coefficients are rational in ``variable`` and ``params``."""

    mode: Mode
    kind: Literal["product", "step", "curvature"]
    """Whether ``variable`` is x = ηλ, η or λ."""
    variable: Expr
    params: tuple[Expr, ...]
    field: Any
    names: Mapping[Expr, Any]
    """``variable``, then ``params``, each with its element of ``field``."""
    whole: tuple[Any, ...]
    """The coefficients of the characteristic polynomial, of zⁿ⁻¹ first, in the field of the *mode*."""
    factors: tuple[tuple[Any, ...], ...]
    """The same for each of its different factors but z, in ``field``, the smallest degree first."""
    powers: tuple[int, ...]
    """How often each of these factors occurs."""
    step: Expr | None
    """The step size, where it is a variable."""

    def terms(self, coefficients: tuple[Any, ...]) -> list[Expr]:
        """Coefficients as terms."""
        return [expanded(c, self.names) for c in coefficients]

    @property
    def steps(self) -> Expr:
        """The value of ``variable`` in terms of η and λ."""
        if self.kind == "product":
            assert self.step is not None
            return self.step * self.mode.curvature
        return self.variable


def step_size(rule: Rule, name: str | None = None) -> str | None:
    """The name of the step size: ``name``, else the one that is known by its name. None: no rule has one so called."""
    return name or next((n for n in STEPS if n in rule.hyper), None)


def family(mode: Mode, step: str | None) -> Family:
    """The polynomials of ``mode``; ``step`` names the step size, if there is one."""
    from sympy import QQ
    from sympy.polys.fields import field
    from sympy.polys.matrices import DomainMatrix
    from sympy.polys.rings import ring

    matrix = DomainMatrix([list(r) for r in mode.matrix], (mode.size, mode.size), mode.field.to_domain())
    whole = tuple(mode.field.one * c for c in matrix.charpoly()[1:])
    eta = mode.hyper.get(step) if step is not None else None
    eta = eta if eta is not None and eta.head == "var" else None
    old = tuple(mode.gens)
    ring_z, z, *_ = ring(["z", *(f"k{k}" for k in range(len(old)))], QQ)
    common = mode.field.ring.one
    for c in whole:
        common = common.lcm(c.denom)

    def lifted(p: Any) -> Any:
        return ring_z.from_dict({(0, *m): c for m, c in p.terms()})

    n = mode.size
    polynomial = lifted(common) * z**n
    for k, c in enumerate(whole):
        cleared = c * mode.field(common)  # its denominator is a number
        polynomial += lifted(cleared.numer) * z ** (n - 1 - k) / cleared.denom.LC
    split = []
    for factor, power in polynomial.factor_list()[1]:
        degree = factor.degree(z)
        if degree == 0 or factor == z:
            continue
        parts: dict[int, dict[Any, Any]] = {}
        for m, c in factor.terms():
            parts.setdefault(m[0], {})[m[1:]] = c
        lead = mode.field(mode.field.ring.from_dict(parts[degree]))
        rest = (mode.field.ring.from_dict(parts.get(degree - 1 - k, {})) for k in range(degree))
        split.append((tuple(mode.field(p) / lead for p in rest), power))
    split.sort(key=lambda item: len(item[0]))
    found = [f for f, _ in split]
    places = {v: k for k, v in enumerate(old)}
    lam = places[mode.curvature]
    monomials = {m for f in found for c in f for p in (c.numer, c.denom) for m in p.monoms()}
    used = {old[k] for m in monomials for k, power in enumerate(m) if power}
    product = eta is not None and all(m[lam] == m[places[eta]] for m in monomials)
    others = tuple(v for v in old if v in used and v not in (mode.curvature, eta))
    kind: Literal["product", "step", "curvature"]
    if eta is not None and product:
        kind, params = "product", others
        variable = syntax.real("x")
    elif eta is not None and eta in used:
        kind, variable, params = "step", eta, (*((mode.curvature,) if mode.curvature in used else ()), *others)
    else:
        kind, variable, params = "curvature", mode.curvature, others
    small, *small_gens = field([f"k{k}" for k in range(len(params) + 1)], QQ)
    source = eta if kind == "product" and eta is not None else variable
    positions = [places[v] for v in (source, *params)]

    def moved(c: Any) -> Any:
        over = (
            small.ring.from_dict({tuple(m[k] for k in positions): q for m, q in p.terms()}) for p in (c.numer, c.denom)
        )
        top, bottom = over
        return small(top) / small(bottom)

    return Family(
        mode, kind, variable, params, small, dict(zip((variable, *params), small_gens, strict=True)), whole,
        tuple(tuple(moved(c) for c in f) for f in found), tuple(power for _, power in split), eta,
    )  # fmt: skip


def at_point(family: Family, coefficient: Any, values: Mapping[Expr, Fraction]) -> Fraction:
    """The value of a coefficient where ``variable`` and all ``params`` have exact values.

    Raises ZeroDivisionError where it has none.
    """
    from sympy import QQ

    point = [QQ(values[v].numerator, values[v].denominator) for v in family.names]
    top, bottom = (
        p.evaluate(list(zip(p.ring.gens, point, strict=True))) for p in (coefficient.numer, coefficient.denom)
    )
    top, bottom = (Fraction(int(q.numerator), int(q.denominator)) for q in (top, bottom))
    return top / bottom
