"""Random ill-conditioned quadratics f(x) = xᵀHx/2, with H = Q diag(λ) Qᵀ, minimal at 0.

The smallest and the largest eigenvalue are exactly what was asked for, so that a theorem about the condition number
speaks of this problem and not of one nearby; what lies between them, and the rotation Q, is drawn from the seed.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Real = int | float | Fraction


@dataclass(frozen=True, eq=False)
class Quadratic:
    """A quadratic by its spectrum. The arrays are copied and cannot be written to.

    Raises ValueError when the eigenvalues are not finite (n,) with n ≥ 1, or the rotation is not (n, n).
    """

    eigenvalues: Floats
    """λ, shape (n,)."""
    rotation: Floats | None = None
    """Q, shape (n, n), whose columns are the eigenvectors; None: H is diagonal."""

    def __post_init__(self) -> None:
        import numpy as np

        values = np.array(self.eigenvalues, dtype=np.float64)
        if values.ndim != 1 or not values.size or not np.isfinite(values).all():
            raise ValueError(f"eigenvalues: n ≥ 1 finite numbers, shape (n,), are expected, not shape {values.shape}")
        values.setflags(write=False)
        object.__setattr__(self, "eigenvalues", values)
        if self.rotation is not None:
            q = np.array(self.rotation, dtype=np.float64)
            if q.shape != (values.size, values.size):
                raise ValueError(f"rotation: shape {(values.size, values.size)} is expected, not {q.shape}")
            q.setflags(write=False)
            object.__setattr__(self, "rotation", q)

    @property
    def condition(self) -> Fraction:
        """The largest eigenvalue over the smallest, exactly. Raises ValueError unless all are positive."""
        low, high = (Fraction(float(end)) for end in (self.eigenvalues.min(), self.eigenvalues.max()))
        if low <= 0:
            raise ValueError(f"a condition number needs positive eigenvalues; the smallest is {float(low)!r}")
        return high / low

    @cached_property
    def matrix(self) -> Floats:
        """H, shape (n, n), exactly symmetric; its eigenvalues are those asked for up to rounding. Read-only."""
        import numpy as np

        if self.rotation is None:
            full = np.diag(self.eigenvalues)
        else:
            full = (self.rotation * self.eigenvalues) @ self.rotation.T
            full = (full + full.T) / 2
        full.setflags(write=False)
        return full

    @property
    def curvatures(self) -> Floats:
        """What :func:`lrproof.simulate.simulate` takes: (n,) for a diagonal H, else H itself, (n, n)."""
        return self.eigenvalues if self.rotation is None else self.matrix


def random_quadratic(
    n: int,
    condition: Real,
    *,
    seed: int,
    spectrum: Literal["log", "clustered"] = "log",
    smallest: Real = 1,
    rotated: bool = True,
) -> Quadratic:
    """A quadratic in ``n`` variables whose eigenvalues run from ``smallest`` exactly to its exact ``condition``-fold.

    They ascend. ``spectrum``: "log" spaces the inner ones evenly in the logarithm, each moved by up to a quarter of
    the spacing; "clustered" puts them within 10 % of the two ends, half to each. ``rotated``: Q is uniform (Haar), by
    QR of a Gaussian matrix with the signs of R's diagonal moved into Q (Mezzadri 2007); else H is diagonal.

    Raises ValueError for n < 1, condition < 1, n = 1 with condition ≠ 1, smallest ≤ 0, an end that no float64 holds
    exactly, an unknown spectrum; TypeError for an ``n`` or ``seed`` that is no int.
    """
    for name, whole in (("n", n), ("seed", seed)):
        if isinstance(whole, bool) or not isinstance(whole, int):
            raise TypeError(f"random_quadratic: {name} is an int, not {whole!r}")
    if n < 1:
        raise ValueError(f"random_quadratic: n ≥ 1 variables are expected, not {n}")
    if seed < 0:
        raise ValueError(f"random_quadratic: a seed ≥ 0 is expected, not {seed}")
    if spectrum not in ("log", "clustered"):
        raise ValueError(f"random_quadratic: spectrum is 'log' or 'clustered', not {spectrum!r}")
    low, ratio = _exact("smallest", smallest), _exact("condition", condition)
    if low <= 0:
        raise ValueError(f"random_quadratic: smallest > 0 is expected, not {smallest!r}")
    if ratio < 1 or (n == 1 and ratio != 1):
        wanted = "condition ≥ 1" if n > 1 else "with n = 1, condition = 1"
        raise ValueError(f"random_quadratic: {wanted} is expected, not {condition!r}")
    first, last = _float("smallest", low), _float("smallest · condition", low * ratio)

    import numpy as np

    rng = np.random.default_rng(seed)
    drawn = rng.uniform(0.0, 1.0, max(n - 2, 0))
    if spectrum == "log":
        place = (np.arange(1, n - 1) + (drawn - 0.5) / 2) / (n - 1)
        inner = first * (last / first) ** place
    else:
        below = (n - 1) // 2
        inner = np.concatenate([first * (1 + 0.1 * drawn[:below]), last * (1 - 0.1 * drawn[below:])])
    ends = [first, last] if n > 1 else [first]
    values = np.sort(np.concatenate([ends, np.clip(inner, first, last)]))
    if not rotated:
        return Quadratic(values)
    q, r = np.linalg.qr(rng.standard_normal((n, n)))
    return Quadratic(values, q * np.where(np.diag(r) < 0, -1.0, 1.0))


def _exact(name: str, value: Real) -> Fraction:
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"random_quadratic: {name} is a finite number, not {value!r}")
    return Fraction(value)


def _float(name: str, value: Fraction) -> float:
    try:
        nearest = float(value)
    except OverflowError:
        nearest = math.inf
    if not math.isfinite(nearest) or Fraction(nearest) != value:
        raise ValueError(f"random_quadratic: {name} = {value} is not exactly a float64; choose one that is")
    return nearest
