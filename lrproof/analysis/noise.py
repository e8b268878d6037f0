"""The noise floor: the stationary variance of the parameter when every gradient has an additive error of variance σ².

The errors have mean 0 and are independent of each other and of the past. Then the covariance S of the state settles at
the solution of the discrete Lyapunov equation S = M S Mᵀ + σ² B Bᵀ, which is one linear system (Mandt, Hoffman and Blei
2017 for gradient descent; Gitman, Lang, Zhang and Xiao 2019 for momentum). That the solution is one, and the only one
where the rule is stable, is proved; that the covariances converge to it is the theory of linear systems.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any, Final

from lrproof import by
from lrproof.analysis.family import Family
from lrproof.analysis.mode import Mode
from lrproof.analysis.samples import points
from lrproof.analysis.stated import Proof, stated
from lrproof.analysis.written import expanded, factored, fraction
from lrproof.claim import Claim
from lrproof.evaluate import evaluate
from lrproof.kernel.syntax import conj, eq, implies, positive, real
from lrproof.kernel.terms import Expr, term
from lrproof.line import at, suppose
from lrproof.undefined import Undefined
from lrproof.verdict import Record

MOST_SYMBOLS: Final = {3: 6, 4: 4}
"""By the number of state variables: for how many symbols the linear system is solved."""


@dataclass(frozen=True, eq=False)
class Floor:
    """``variance``: of the first state variable, the parameter."""

    variance: Expr
    claim: Claim
    combination: Claim


def too_large(mode: Mode) -> bool:
    """Whether the linear system is one whose symbolic solution takes minutes, and nobody could read."""
    used = {k for row in (*mode.matrix, *mode.noise) for c in row for p in (c.numer, c.denom) for m in p.monoms()
            for k, power in enumerate(m) if power}  # fmt: skip
    return len(used) > MOST_SYMBOLS.get(mode.size, len(used))


def noise_floor(family: Family, stable: tuple[Expr, ...]) -> Floor | None:
    """The stationary variance where ``stable`` holds; None where the equations have none."""
    from sympy.polys.matrices.exceptions import DMNonInvertibleMatrixError

    mode, n = family.mode, family.mode.size
    pairs = [(i, j) for i in range(n) for j in range(i, n)]
    place = {(i, j): k for k, (i, j) in enumerate(pairs)} | {(j, i): k for k, (i, j) in enumerate(pairs)}
    field, m, b = mode.field, mode.matrix, mode.noise
    rows = [[field(0)] * len(pairs) for _ in pairs]
    right = []
    for k, (i, j) in enumerate(pairs):
        rows[k][k] += field(1)
        for p in range(n):
            for q in range(n):
                rows[k][place[p, q]] -= m[i][p] * m[j][q]
        right.append(sum((b[i][e] * b[j][e] for e in range(len(b[i]))), field(0)))
    size = len(pairs)
    try:
        weights_in_field = _first_row(rows, field)
    except DMNonInvertibleMatrixError:
        return None
    solution = sum((c * r for c, r in zip(weights_in_field, right, strict=True)), field(0))
    sigma = positive("sigma")
    entry = [real(f"S{i + 1}{j + 1}") for i, j in pairs]
    variance = _scaled(factored(solution, mode.gens), sigma)
    rest = [
        _product([(m[i][p] * m[j][q], entry[place[p, q]]) for p in range(n) for q in range(n)], mode.gens)
        + expanded(right[k], mode.gens) * sigma**2
        for k, (i, j) in enumerate(pairs)
    ]
    equations = [eq(s, r) for s, r in zip(entry, rest, strict=True)]
    statement = implies(conj(*equations), eq(entry[0], variance))
    weights = [expanded(c, mode.gens) for c in weights_in_field]
    lemma = _combination(size)

    def proof() -> Proof:
        sup = yield suppose(conj(*equations))
        zeros: list[Any] = []
        for s, r in zip(entry, rest, strict=True):
            one = yield eq(s, r), by.logic(sup)
            zeros.append((yield eq(s - r, 0), by.arithmetic(one)))
        together: Expr = variance
        for w, s, r in zip(weights, entry, rest, strict=True):
            together = together + w * (s - r)
        put: dict[Any, Any] = {real("v"): variance}
        for k, (w, s, r) in enumerate(zip(weights, entry, rest, strict=True)):
            put |= {real(f"c{k}"): w, real(f"d{k}"): s - r}
        yield entry[0]
        yield "=", together, by.algebra(*stable)
        last = yield "=", variance, by.cite(at(lemma, put, given=tuple(zeros)))
        yield statement, by.discharge(sup, last)

    name = mode.rule.name
    title = f"The stationary variance of the parameter of {name} when every gradient has an error of variance σ²."
    claim = stated(f"{name}.noise", title, statement, proof, given=stable, uses=(lemma,), rule=mode.rule)
    return Floor(variance, claim, lemma)


def _first_row(rows: list[list[Any]], field: Any) -> list[Any]:
    """The first row of the inverse: the weights of the equations in the first unknown."""
    from sympy.polys.matrices import DomainMatrix

    common = field.ring.one
    for row in rows:
        for c in row:
            common = common.lcm(c.denom)
    whole = field(common)
    ring = field.ring.to_domain()
    size = len(rows)
    turned = [[(rows[j][i] * whole).numer / (rows[j][i] * whole).denom.LC for j in range(size)] for i in range(size)]
    unit = [[common if i == 0 else field.ring.zero] for i in range(size)]
    top, below = DomainMatrix(turned, (size, size), ring).solve_den(DomainMatrix(unit, (size, 1), ring))
    return [field(c) / field(below) for (c,) in top.to_list()]


def _scaled(value: Expr, sigma: Expr) -> Expr:
    if value == term(0):
        return value
    if value.head == "div":
        top = sigma**2 if value.args[0] == term(1) else value.args[0] * sigma**2
        return top / value.args[1]
    return value * sigma**2


def _product(parts: list[tuple[Any, Expr]], names: Any) -> Expr:
    total: Expr | None = None
    for value, s in parts:
        if value == 0:
            continue
        part = s if value == 1 else expanded(value, names) * s
        total = part if total is None else total + part
    return term(0) if total is None else total


@functools.cache
def _combination(size: int) -> Claim:
    """v + Σ c_k d_k = v, where every d_k is 0."""
    v = real("v")
    c, d = ([real(f"{name}{k}") for k in range(size)] for name in "cd")
    total: Expr = v
    for x, y in zip(c, d, strict=True):
        total = total + x * y
    given = tuple(eq(y, 0) for y in d)

    def proof() -> Proof:
        yield eq(total, v), by.arithmetic()

    return stated("zeros-add-nothing", "Multiples of 0 add nothing.", eq(total, v), proof, given=given)


def checked_exactly(family: Family, floor: Floor, seed: int = 0) -> Record:
    """The variance against the Lyapunov equation solved in fractions at random points."""
    mode = family.mode
    sigma = next(v for v in floor.variance.free if v not in mode.gens) if floor.variance.free - set(mode.gens) else None
    variables = tuple(mode.gens)
    tried, wrong = 0, ""
    dice = Random(f"noise {seed}")
    for point in points([v for v in variables if v != family.step], 12, seed):
        if family.step is not None:
            point[family.step] = Fraction(dice.randint(1, 30), 17)  # an identity, also where the rule is not stable
        solved = _solved(mode, point)
        if solved is None:
            continue
        try:
            value = evaluate(floor.variance, {**point, **({sigma: Fraction(1)} if sigma is not None else {})})
        except Undefined:
            continue
        tried += 1
        if value != solved and not wrong:
            wrong = "at " + ", ".join(f"{v} = {q}" for v, q in point.items()) + f" it is {solved}, not {value}"
    wrong = wrong or ("" if tried else "no point was tried")
    what = f"the Lyapunov equation solved in fractions at {tried} points gives the same variance"
    return Record("refute", what, not wrong, seed=seed, reason=wrong)


def _solved(mode: Mode, point: dict[Expr, Fraction]) -> Fraction | None:
    """The parameter's stationary variance for σ = 1 at exact values; None if the equation is singular there."""

    def at(entry: Any) -> Any:
        parts: list[Any] = []
        for p in (entry.numer, entry.denom):
            total = Fraction(0)
            for monomial, c in p.terms():
                value = fraction(c)
                for v, k in zip(mode.gens, monomial, strict=True):
                    value *= point[v] ** k
                total += value
            parts.append(total)
        return parts[0] / parts[1]

    n = mode.size
    m = [[at(c) for c in row] for row in mode.matrix]
    b = [[at(c) for c in row] for row in mode.noise]
    rows = []
    for i in range(n):
        for j in range(n):
            row = [Fraction((p, q) == (i, j)) - m[i][p] * m[j][q] for p in range(n) for q in range(n)]
            rows.append([*row, sum((x * y for x, y in zip(b[i], b[j], strict=True)), Fraction(0))])
    size = n * n
    for k in range(size):
        pivot = next((r for r in range(k, size) if rows[r][k]), None)
        if pivot is None:
            return None
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for r in range(size):
            if r != k and rows[r][k]:
                factor = rows[r][k] / rows[k][k]
                rows[r] = [x - factor * y for x, y in zip(rows[r], rows[k], strict=True)]
    return Fraction(rows[0][size] / rows[0][0])
