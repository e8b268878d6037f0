"""When all roots of a real polynomial lie in a disc: conditions on its coefficients, without any root.

The map z = R (w + 1)/(w - 1) takes the disc |z| < R to the left half plane, where Hurwitz's minors decide, in the short
form of Liénard and Chipart (for degree 2 these are Jury's conditions). Sources: Schur 1917, Cohn 1922; Jury 1964,
*Theory and Application of the z-Transform Method*, chapter 3; Gantmacher 1959, chapter XV.

In the reals, "all roots" reads: for all u and w, if u + iw is a root, then u² + w² < R². The equivalence is proved by
the kernel up to degree 3; for degree 4, where a real factorisation would be needed, it is an axiom with its name.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any, Final

from lrproof import by
from lrproof.analysis.stated import Proof, stated
from lrproof.claim import Claim
from lrproof.kernel.syntax import conj, derivative_is, eq, exists, forall, iff, implies, positive, real, sqrt
from lrproof.kernel.terms import Expr, Fn, term
from lrproof.line import At, at, suppose

AXIOM: Final = "Schur-Cohn, degree 4"
REFERENCE: Final = "Schur 1917; Cohn 1922; Jury 1964, chapter 3; the minors after Liénard and Chipart 1914"
U, W, R = real("u"), real("w"), positive("R")


def conditions(a: Sequence[Any], radius: Any = None) -> list[Any]:
    """What is positive exactly when zⁿ + a[0] zⁿ⁻¹ + ... + a[n-1] has all roots in |z| < radius (1 if none is given).

    n is 1, 2, 3 or 4. ``a`` may be terms, rational functions or numbers: only +, -, * are used.
    """
    n = len(a)
    if not 1 <= n <= 4:
        raise ValueError(f"degrees 1 to 4 are decided, not {n}")

    def up(x: Any, k: int) -> Any:
        for _ in range(k if radius is not None else 0):
            x = x * radius
        return x

    p = 1 if radius is None else up(radius, n - 1)
    c = [up(x, n - 1 - k) for k, x in enumerate(a)]
    if n == 1:
        return [p + c[0], p - c[0]]
    if n == 2:
        return [p + c[0] + c[1], p - c[0] + c[1], p - c[1]]
    if n == 3:
        q, s, t = c
        square, cross = (1, s) if radius is None else (p * p, p * s)
        return [p + q + s + t, p - q + s - t, 3 * p + q - s - 3 * t, square - t * t - cross + q * t]
    q, s, t, v = c
    b4, b0 = p + q + s + t + v, p - q + s - t + v
    b3, b1, b2 = 4 * p + 2 * q - 2 * t - 4 * v, 4 * p - 2 * q + 2 * t - 4 * v, 6 * p - 2 * s + 6 * v
    return [b4, b0, b3, b1, b1 * b2 * b3 - b0 * b3 * b3 - b4 * b1 * b1]


def root(a: Sequence[Expr], u: Expr = U, w: Expr = W) -> Expr:
    """u + iw is a root of zⁿ + a[0] zⁿ⁻¹ + ... + a[n-1]: real and imaginary part are 0."""
    parts = _powers(u, w)[1 : len(a) + 1]
    re, im = parts[-1]
    for c, (x, y) in zip(a[:-1], reversed(parts[:-1]), strict=True):
        re, im = re + c * x, im + c * y
    return eq(re + a[-1], 0) & eq(im, 0)


def _powers(u: Expr, w: Expr) -> list[tuple[Expr, Expr]]:
    return [
        (term(1), term(0)),
        (u, w),
        (u**2 - w**2, 2 * u * w),
        (u**3 - 3 * u * w**2, 3 * u**2 * w - w**3),
        (u**4 - 6 * u**2 * w**2 + w**4, 4 * u**3 * w - 4 * u * w**3),
    ]


def inside(a: Sequence[Expr], radius: Expr | None = None) -> Expr:
    """Every root has absolute value < radius (1 if none is given)."""
    size = term(1) if radius is None else radius**2
    return forall(U, forall(W, implies(root(a), U**2 + W**2 < size)))


def within(a: Sequence[Expr], radius: Expr) -> Expr:
    """Every root has absolute value ≤ radius."""
    return forall(U, forall(W, implies(root(a), U**2 + W**2 <= radius**2)))


def positive_all(parts: Sequence[Expr]) -> Expr:
    """Each of them is greater than 0."""
    return conj(*(part > 0 for part in parts))


def not_negative(parts: Sequence[Expr]) -> Expr:
    """Each of them is at least 0."""
    return conj(*(part >= 0 for part in parts))


def coefficients(n: int) -> list[Expr]:
    """Symbols for the coefficients of a polynomial of degree n, that of zⁿ⁻¹ first."""
    return [real(f"a{k}") for k in reversed(range(n))]


def instance(a: Sequence[Expr], radius: Expr, closed: bool = False, given: tuple[Any, ...] = ()) -> At:
    """The lemma for these coefficients and this radius; ``given``: lines from which radius > 0 follows."""
    values: dict[Expr | Fn, Any] = dict(zip(coefficients(len(a)), a, strict=True))
    return at(lemma(len(a), closed), {**values, R: radius}, given=given)


def lemma(n: int, closed: bool = False) -> Claim:
    """All roots in the disc of radius R ⇔ the conditions; ``closed``: |z| ≤ R and ≥ 0, for n = 1 and 2.

    The same claim for the same arguments, however they are given.
    """
    return _lemma(n, closed)


@functools.cache
def _lemma(n: int, closed: bool) -> Claim:
    a = coefficients(n)
    if closed and n > 2:
        raise ValueError(f"in the closed disc degrees 1 and 2 are decided, not {n}")
    roots = within(a, R) if closed else inside(a, R)
    judged = (not_negative if closed else positive_all)(conditions(a, R))
    statement = iff(roots, judged)
    name = f"{'within' if closed else 'inside'}-degree-{n}"
    title = f"All roots of a polynomial of degree {n} have absolute value {'at most' if closed else 'below'} R exactly "
    title += "when its coefficients satisfy these inequalities."
    if n == 4:

        def by_name() -> Proof:
            yield statement, by.axiom(AXIOM, REFERENCE)

        return stated(name, title, statement, by_name)
    of_roots: Callable[..., Proof] = {1: _linear, 2: _quadratic, 3: _cubic}[n]

    def proof() -> Proof:
        h = yield suppose(roots)
        c = yield from of_roots(a, h, judged)
        one = yield implies(roots, judged), by.discharge(h, c)
        k = yield suppose(judged)
        r = yield roots, by.arithmetic(k)
        two = yield implies(judged, roots), by.discharge(k, r)
        yield statement, by.logic(one, two)

    return stated(name, title, statement, proof, uses=(lemma(2), _signs()) if n == 3 else ())


def _linear(a: list[Expr], h: Any, judged: Expr) -> Proof:
    itself = yield root(a, -a[0], term(0)), by.arithmetic()
    return (yield judged, by.arithmetic(at(h, -a[0], 0, given=(itself,))))


def _quadratic(a: list[Expr], h: Any, judged: Expr) -> Proof:
    """Both roots, real or complex, are named by square roots."""
    d = a[0] ** 2 - 4 * a[1]
    parts = []
    for case, roots in (
        (0 <= d, [((-a[0] + sqrt(d)) / 2, term(0)), ((-a[0] - sqrt(d)) / 2, term(0))]),
        (d < 0, [(-a[0] / 2, sqrt(-d) / 2)]),
    ):
        s = yield suppose(case)
        found = []
        for u, w in roots:
            itself = yield root(a, u, w), by.arithmetic(s)
            found.append(at(h, u, w, given=(itself,)))
        then = yield judged, by.arithmetic(s, *found)
        parts.append((yield implies(case, judged), by.discharge(s, then)))
    return (yield judged, by.arithmetic(*parts))


def _at(a: Sequence[Expr], z: Expr) -> Expr:
    return z**3 + a[0] * z**2 + a[1] * z + a[2]


@functools.cache
def _sum() -> Claim:
    parts = tuple(real(f"p{k}") for k in range(4))
    statement = 0 <= parts[0] + parts[1] + parts[2] + parts[3]

    def proof() -> Proof:
        yield statement, by.arithmetic()

    given = tuple(0 <= part for part in parts)
    return stated("sum-of-four", "A sum of what is not negative is not negative.", statement, proof, given=given)


@functools.cache
def _signs() -> Claim:
    a, high = coefficients(3), real("B")
    given = eq(high, 1 + abs(a[0]) + abs(a[1]) + abs(a[2]))

    def proof() -> Proof:
        one = yield 1 <= high, by.arithmetic(given)
        sides = []
        for sign in (-1, 1):
            monomials = [sign * a[0] * high**2, a[1] * high, sign * a[2]]
            parts = [m + abs(c) * high**2 for m, c in zip(monomials, a, strict=True)]
            facts = []
            for part in parts:
                facts.append((yield 0 <= part, by.arithmetic(one)))
            facts.append((yield 0 <= high**2, by.arithmetic()))
            together = parts[0] + parts[1] + parts[2] + high**2
            values: dict[Expr | Fn, Any] = {real(f"p{k}"): part for k, part in enumerate((*parts, high**2))}
            whole = yield 0 <= together, by.cite(at(_sum(), values, given=tuple(facts)))
            side = sign * _at(a, sign * high)
            same = yield eq(side, together), by.algebra(given)
            sides.append((yield 0 <= side, by.arithmetic(same, whole)))
        yield (_at(a, -high) <= 0) & (0 <= _at(a, high)), by.arithmetic(*sides)

    title = "A cubic changes its sign between -B and B, where B is 1 and the sizes of its coefficients."
    statement = (_at(a, -high) <= 0) & (0 <= _at(a, high))
    return stated("signs-of-a-cubic", title, statement, proof, given=(given,), uses=(_sum(),))


def _cubic(a: list[Expr], h: Any, judged: Expr) -> Proof:
    """A real root r exists between the values where the sign differs; what is left is a quadratic."""
    x, p, r = real("x"), real("p"), real("r")
    b, c = a[0] + r, a[1] + r * (a[0] + r)
    high = 1 + abs(a[0]) + abs(a[1]) + abs(a[2])
    slopes = yield forall(p, derivative_is(3 * p**2 + 2 * a[0] * p + a[1], _at(a, x), x, p)), by.derivative()
    ends = yield (_at(a, -high) <= 0) & (0 <= _at(a, high)), by.cite(at(_signs(), {real("B"): high}))
    some = yield (
        exists(p, ((-high <= p) & (p <= high)) & eq(_at(a, p), 0)),
        by.intermediate_value(slopes, ends, between=(-high, high)),
    )
    s = yield suppose(((-high <= r) & (r <= high)) & eq(_at(a, r), 0))
    zero = yield eq(_at(a, r), 0), by.logic(s)
    itself = yield root(a, r, term(0)), by.arithmetic(zero)
    first = yield r**2 < R**2, by.arithmetic(at(h, r, 0, given=(itself,)))
    q = yield suppose(root([b, c]))
    of_cubic = yield root(a), by.arithmetic(q, zero)
    smaller = yield U**2 + W**2 < R**2, by.arithmetic(at(h, U, W, given=(of_cubic,)))
    one = yield implies(root([b, c]), U**2 + W**2 < R**2), by.discharge(q, smaller)
    two = yield forall(W, implies(root([b, c]), U**2 + W**2 < R**2)), by.generalize(one)
    three = yield inside([b, c], R), by.generalize(two)
    a1, a0 = coefficients(2)
    rest = yield positive_all(conditions([b, c], R)), by.logic(three, at(lemma(2), {a1: b, a0: c}))
    then = yield judged, by.arithmetic(first, rest, zero)
    return (yield judged, by.choose(some, s, then))
