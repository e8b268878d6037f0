"""The spectral radius at given numbers, enclosed by balls around the roots of the characteristic polynomial.

Nothing here knows of Schur, Cohn or Jury: it is held against their conditions, on both sides of every end.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Any

from lrproof.analysis.family import Family, at_point
from lrproof.analysis.region import Region
from lrproof.analysis.samples import points, stable_intervals, univariate
from lrproof.analysis.schur import conditions
from lrproof.kernel.terms import Expr
from lrproof.verdict import Record

_PRECISION = 128


def radius(coefficients: Sequence[Fraction]) -> Any:
    """A ball around the largest absolute value of a root of zⁿ + c[0] zⁿ⁻¹ + ... + c[n-1], for exact c."""
    from flint import arb, ctx, fmpq, fmpq_poly

    with ctx.workprec(_PRECISION):
        exact = [fmpq(c.numerator, c.denominator) for c in (Fraction(1), *coefficients)]
        roots: Any = fmpq_poly(exact[::-1]).complex_roots()  # each with its multiplicity
        largest = arb(0)
        for ball, _ in roots:
            largest = largest.max(abs(ball))
        return largest


def largest(family: Family, values: dict[Expr, Fraction]) -> Any:
    """A ball around the spectral radius of the mode at these exact values of the variable and the parameters."""
    from flint import arb

    found = arb(0)
    for factor in family.factors:
        found = found.max(radius([at_point(family, c, values) for c in factor]))
    return found


def compared(family: Family, region: Region, seed: int = 0, count: int = 12) -> Record:
    """The region held against enclosed eigenvalues at exact points in it, next to its ends, and out of it."""
    what = "eigenvalues enclosed by balls on both sides of the ends"
    wrong, tried, undecided = "", 0, 0
    for point in points(family.params, count, seed + 1):
        for value in _near(family, point):
            values = {family.variable: value, **point}
            try:
                rho = largest(family, values)
            except ZeroDivisionError:
                continue
            stable = True if rho < 1 else False if rho > 1 else None
            if stable is None:
                undecided += 1
                continue
            tried += 1
            if _holds(region.formula(family.variable), values) is not stable and not wrong:
                at = ", ".join(f"{v} = {q}" for v, q in values.items())
                wrong = f"at {at} the spectral radius is {rho.str(12)}"
    if not tried and not wrong:
        wrong = "no point was decided"
    return Record("enclose", f"{what}: {tried} points", not wrong, seed=seed, reason=wrong)


def not_beaten(
    family: Family,
    best: Mapping[Expr, float],
    rate: float,
    low: Fraction,
    high: Fraction,
    seed: int = 0,
    count: int = 40,
    held: Collection[Expr] = (),
) -> Record:
    """Parameters around the best ones, and at them: none may have enclosed eigenvalues of size < ``rate`` at both ends.

    ``best``: of ``variable`` (for x = ηλ, at ``low``) and the free parameters; those in ``held`` stay. The
    control: at the best ones a rate that is 1 % smaller is not reached.
    """
    dice = Random(f"around {seed}")

    def worst(values: dict[Expr, Fraction]) -> Any:
        ends = []
        for curvature in (low, high):
            at = dict(values)
            if family.kind == "product":
                at[family.variable] = values[family.variable] * curvature / low
            else:
                at[family.mode.curvature] = curvature
            ends.append(largest(family, at))
        return ends[0].max(ends[1])

    exact = {v: Fraction(x).limit_denominator(10**12) for v, x in best.items()}
    wrong, tried = "", 0
    if not worst(exact) > rate * 0.99:
        wrong = f"the control fails: at the best parameters a rate below {0.99 * rate:.9g} is reached"
    for _ in range(count):
        size = dice.choice((0.3, 0.03, 0.003))
        moved = {}
        for v, q in exact.items():
            if v in held:
                moved[v] = q
                continue
            near = q * Fraction(1 + dice.uniform(-size, size)) if q else Fraction(dice.uniform(0, size))
            moved[v] = _within(v, near)
        try:
            value = worst(moved)
        except ZeroDivisionError:
            continue
        tried += 1
        if value < rate - 1e-9 and not wrong:
            at = ", ".join(f"{v} = {float(q):.6g}" for v, q in moved.items())
            wrong = f"at {at} the rate is {value.str(9)}"
    what = f"eigenvalues enclosed by balls at {tried} other parameters: none is faster; a rate 1 % smaller is refuted"
    return Record("enclose", what, not wrong, seed=seed, reason=wrong)


def _within(v: Expr, q: Fraction) -> Fraction:
    d = v.data[1]
    q = q if d.low is None or q > d.low else d.low + (Fraction(1, 10**6) if d.low_strict else 0)
    return q if d.high is None or q < d.high else d.high - (Fraction(1, 10**6) if d.high_strict else 0)


def _near(family: Family, point: dict[Expr, Fraction]) -> list[Fraction]:
    conds = [family.field.one * c for f in family.factors for c in conditions(f)]
    found = stable_intervals([univariate(c.numer * c.denom, family.params, point) for c in conds])
    ends = [Fraction(e).limit_denominator(10**6) for pair in found for e in pair if abs(e) != float("inf")]
    step = Fraction(1, 1000)
    near = [e + side * step * max(Fraction(1), abs(e)) for e in ends for side in (-1, 1)]
    inner = [Fraction((a + b) / 2).limit_denominator(1000) for a, b in found if abs(a) + abs(b) < float("inf")]
    low = family.variable.data[1].low
    return [v for v in (*near, *inner, Fraction(3, 7), Fraction(17), Fraction(-2)) if low is None or v > low]


def _holds(formula: Expr, values: dict[Expr, Fraction]) -> bool | None:
    """The truth of "and" of comparisons, decided in balls; None where they do not decide."""
    from lrproof.evaluate import balls, evaluate

    if formula.head in ("true", "false"):
        return formula.head == "true"
    if formula.head == "and":
        parts = [_holds(a, values) for a in formula.args]
        return False if False in parts else None if None in parts else True
    left, right = (evaluate(a, values, numbers=balls(_PRECISION)) for a in formula.args)
    return True if left < right else False if right < left or left == right else None
