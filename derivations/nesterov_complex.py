"""Nesterov's momentum with complex roots: where they are complex, and how fast they shrink."""

from nesterov_stability import beta, eta, factor, lam, p, q
from second_order import root, u, w

from lrproof import (
    by,
    claim,
    derive,
    derived,
    eq,
    exists,
    forall,
    iff,
    implies,
    ne,
    near_miss,
    nesterov,
    rational,
    real,
    sqrt,
    suppose,
)
from lrproof.analysis.candidates import discriminant

PREFIX = "nag"
PLACE = (3, 26)  # in the report: Part 3, twenty-sixth

here = root(p, q) & ne(w, 0)


def at_(u, w):
    """u + iw is a root, and not real."""
    return eq(u**2 - w**2 - p * u + q, 0) & eq(w * (2 * u - p), 0) & ne(w, 0)


turns = exists(w, at_(p / 2, w))
inside = (0 < factor) & (factor < 4 * beta / (1 + beta) ** 2)
size = forall(u, forall(w, implies(here, eq(u**2 + w**2, q))))


k = real("k")


def numbers(step, weight):
    """Numbers for η and β, where λ = 1."""
    return {eta: rational(step), beta: rational(weight), lam: rational(1)}


@claim(
    iff(turns, inside) & size,
    examples=(numbers("2/5", "1/3"), numbers("5/9", "1/2")),
    near_misses=(
        near_miss(iff(turns, (0 < factor) & (factor < beta / (1 + beta) ** 2)) & size, "1 for 4"),
        near_miss(iff(turns, (0 < factor) & (factor < 2 * beta / (1 + beta))) & size, "2β/(1 + β)"),
        near_miss(
            iff(turns, inside) & forall(w, implies(at_(p / 2, w), eq((p / 2) ** 2 + w**2, beta))), "√β, as heavy ball"
        ),
        near_miss(
            iff(turns, inside) & forall(w, implies(at_(p / 2, w), eq((p / 2) ** 2 + w**2, q**2))), "q in size, not √q"
        ),
    ),
    derived=(
        derived(
            "the value of 1 − ηλ at which the roots meet",
            lambda: derive.roots(discriminant(nesterov, 1 - k, beta=beta), k)[1],
            4 * beta / (1 + beta) ** 2,
        ),
    ),
)  # fmt: skip
def complex_rate():
    """Nesterov's roots are complex exactly for 0 < 1 − ηλ < 4β/(1 + β)²; then both are √(β(1 − ηλ)) in size."""
    ratio = yield eq(4 * beta / (1 + beta) ** 2 * (1 + beta) ** 2, 4 * beta), by.algebra()
    ends = yield iff(p**2 < 4 * q, inside), by.arithmetic(ratio)
    found = yield suppose(turns)
    spot = yield suppose(at_(p / 2, w))
    one = yield inside, by.arithmetic(spot, ends)
    one = yield inside, by.choose(found, spot, one)
    there = yield implies(turns, inside), by.discharge(found, one)
    between_ = yield suppose(inside)
    height = sqrt(4 * q - p**2) / 2
    up = yield 0 < 4 * q - p**2, by.logic(between_, ends)
    one = yield at_(p / 2, height), by.arithmetic(up)
    one = yield turns, by.witness(height, given=(one,))
    back = yield implies(inside, turns), by.discharge(between_, one)
    first = yield iff(turns, inside), by.logic(there, back)
    second = yield size, by.arithmetic()
    yield iff(turns, inside) & size, by.logic(first, second)
