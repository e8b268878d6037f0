"""Nesterov's momentum with complex roots: where they are complex, and how fast they shrink."""

from nesterov_stability import beta, eta, factor, lam, p, q
from second_order import p as trace
from second_order import q as product
from second_order_complex import complex_roots, has_complex, size_at_half
from second_order_complex import size as sized

from lrproof import (
    at,
    by,
    claim,
    derive,
    derived,
    eq,
    iff,
    near_miss,
    nesterov,
    rational,
    real,
)
from lrproof.analysis.candidates import discriminant

PREFIX = "nag"
PLACE = (3, 26)  # in the report: Part 3, twenty-sixth

turns, size = has_complex(p, q), sized(p, q, q)
inside = (0 < factor) & (factor < 4 * beta / (1 + beta) ** 2)
k = real("k")


def numbers(step, weight):
    """Numbers for η and β, where λ = 1."""
    return {eta: rational(step), beta: rational(weight), lam: rational(1)}


@claim(
    iff(turns, inside) & size,
    uses=(complex_roots,),
    examples=(numbers("2/5", "1/3"), numbers("5/9", "1/2")),
    near_misses=(
        near_miss(iff(turns, (0 < factor) & (factor < beta / (1 + beta) ** 2)) & size, "1 for 4"),
        near_miss(iff(turns, (0 < factor) & (factor < 2 * beta / (1 + beta))) & size, "2β/(1 + β)"),
        near_miss(
            iff(turns, inside) & size_at_half(p, q, beta), "√β, as heavy ball"
        ),
        near_miss(
            iff(turns, inside) & size_at_half(p, q, q**2), "q in size, not √q"
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
    both = yield iff(turns, p**2 < 4 * q) & size, by.cite(at(complex_roots, {trace: p, product: q}))
    yield iff(turns, inside) & size, by.logic(both, ends)
