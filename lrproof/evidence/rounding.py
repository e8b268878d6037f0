"""How far rounding can carry a float64 run from exact arithmetic, and figures rounded so that they stay true.

IEEE double, rounded to nearest, nothing contracted: fl(a ∘ b) = (a ∘ b)(1 + d) + e with |d| ≤ u = 2**-53, where e ≠ 0
only when a product or quotient underflows, |e| ≤ 2**-1075. A dot product of n terms, in any order and with or without
fused operations, errs by at most γ_n |a|ᵀ|b| with γ_n = n u / (1 - n u) (Higham, Accuracy and Stability, 3.1).
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any, Final

import numpy as np

UNIT: Final = Fraction(1, 2**53)
_U: Final = 2.0**-53
_SLACK: Final = 1 + 2.0**-44  # outweighs the roundings, fewer than 100 and all of one sign, in computing a bound itself
_TINY: Final = 2.0**-1064  # outweighs the underflows in a value and in computing its bound
_POW: Final = 8  # pow of the C library: within 4 units in the last place, so 8 u; glibc, musl, Apple and UCRT say 1


def gamma(n: int) -> Fraction:
    """γ_n, which bounds the relative error of n roundings in a row."""
    return n * UNIT / (1 - n * UNIT)


class Running:
    """A float64 array that carries a bound on its error: Wilkinson's running error analysis.

    Three numbers are meant: the one of exact arithmetic, that of the simulator, and ``value``, which is computed here.
    ``error`` bounds the distance of each of the latter two from the first. A rule that is run on such numbers gives
    the rounding bound of its own operations, in their order, however many there are. (The simulator's number need not
    be ``value``: a matrix product may be summed in another order there.)
    """

    __array_ufunc__ = None  # NumPy then leaves the operators to this class

    def __init__(self, value: Any, error: Any = 0.0) -> None:
        self.value = np.asarray(value, dtype=np.float64)
        self.error = np.asarray(error, dtype=np.float64)

    @staticmethod
    def of(value: Any) -> Running:
        """``value``: one of these, or an exact literal of the rule's body, which is rounded once."""
        if isinstance(value, Running):
            return value
        near = float(value)
        return Running(near, 0.0 if Fraction(near) == value else abs(near) * _U * _SLACK)

    @staticmethod
    def _rounded(value: Any, error: Any, units: int = 1) -> Running:
        # The simulator's result is within 2 error of value, before its own rounding: hence |value| + 2 error.
        return Running(value, (error + units * _U * (abs(value) + 2 * error)) * _SLACK + _TINY)

    def __add__(self, other: Any) -> Running:
        b = Running.of(other)
        return self._rounded(self.value + b.value, self.error + b.error)

    def __mul__(self, other: Any) -> Running:
        b = Running.of(other)
        error = abs(self.value) * b.error + abs(b.value) * self.error + 3 * self.error * b.error
        return self._rounded(self.value * b.value, error)

    def __truediv__(self, other: Any) -> Running:
        # |a'/b' - a/b| ≤ (|a' - a| + |a/b| |b' - b|) / |b'|, and |b'| is at least |value| - 2 error.
        b = Running.of(other)
        least = abs(b.value) - 2 * b.error
        safe = np.where(least > 0, least, np.nan)
        return self._rounded(
            self.value / b.value, (self.error + (abs(self.value) + self.error) / safe * b.error) / safe
        )

    def __pow__(self, k: int) -> Running:
        # Repeated multiplication for a literal exponent, pow of the C library for one that depends on t: the worse.
        if k < 0:
            return 1 / self ** (-k)
        if k == 0:
            return Running(np.ones_like(self.value))
        error = k * (abs(self.value) + 2 * self.error) ** (k - 1) * self.error
        return self._rounded(self.value**k, error * (1 + k * 2.0**-48), max(_POW, k))

    def sqrt(self) -> Running:
        """|√a' - √a| ≤ |a' - a| / √a, and ≤ √|a' - a| whatever a is."""
        least = np.maximum(self.value - self.error, 0.0)
        error = np.where(least > 0, self.error / np.sqrt(np.where(least > 0, least, 1.0)), np.sqrt(self.error))
        return self._rounded(np.sqrt(np.maximum(self.value, 0.0)), error)

    def cos(self) -> Running:
        """|cos a' - cos a| ≤ |a' - a|, and the C library's own error is taken to be that of its pow."""
        return self._rounded(np.cos(self.value), self.error, _POW)

    def __neg__(self) -> Running:
        return Running(-self.value, self.error)

    def __abs__(self) -> Running:
        return Running(abs(self.value), self.error)

    def __sub__(self, other: Any) -> Running:
        return self + -Running.of(other)

    def __rsub__(self, other: Any) -> Running:
        return Running.of(other) + -self

    def __rtruediv__(self, other: Any) -> Running:
        return Running.of(other) / self

    __radd__ = __add__
    __rmul__ = __mul__


def product(curvatures: Any, x: Any) -> Running:
    """The gradient λ x or H x of an exact ``x``, with the bound on the error of computing it."""
    n = curvatures.shape[0] if curvatures.ndim == 2 else 1
    if curvatures.ndim == 2:
        value, size = curvatures @ x, abs(curvatures) @ abs(x)
    else:
        value = curvatures * x
        size = abs(value)
    return Running(value, float(gamma(n + 1)) * size * _SLACK + n * _TINY)  # n + 1: size is rounded, too


def outward(figure: Any, *, up: bool = True) -> str:
    """The upper (or lower) end of a ball ≥ 0 in two digits, rounded away from it: "1.4e-9"."""
    end = figure.upper() if up else figure.lower()
    if not end.is_finite():
        return "inf"
    mantissa, exponent = (int(part) for part in end.man_exp())
    if mantissa <= 0:
        return "0"
    exact = Fraction(mantissa) * Fraction(2) ** exponent
    ten = math.floor((exact.numerator.bit_length() - exact.denominator.bit_length()) * math.log10(2)) + 1
    while exact < Fraction(10) ** ten:
        ten -= 1
    digits = exact / Fraction(10) ** (ten - 1)
    two = -(-digits.numerator // digits.denominator) if up else digits.numerator // digits.denominator
    if two == 100:
        two, ten = 10, ten + 1
    return f"{two // 10}.{two % 10}e{ten}"
