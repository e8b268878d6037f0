"""Run a rule on a quadratic f(x) = xᵀHx/2 in float64, compiled: the experiment that a claim is tried against.

The compiled kernel does what the rule's body does, operation for operation, so its rounding errors are those of the
textbook function. What diverges comes back as it is, inf or nan.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from lrproof.rule import Rule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

_WORK: Final = 2**26  # multiplications in one call of a kernel, so that Ctrl-C is heard and tables stay small
_ROWS: Final = 4096  # steps whose coefficients are kept at once


def simulate(
    rule: Rule,
    curvatures: ArrayLike,
    x0: ArrayLike,
    steps: int,
    *,
    history: bool = False,
    init: Mapping[str, ArrayLike] | None = None,
    **hyper: ArrayLike | Callable[[int], ArrayLike],
) -> Floats:
    """The parameter after ``steps`` steps of ``rule`` from ``x0``, shape (n,).

    ``curvatures``: the eigenvalues (n,) of a diagonal H, or H itself (n, n), symmetric up to rounding. The minimiser
    is 0 and the gradient H x. With ``history`` all iterates, (steps + 1, n), the first row x0. State variables other
    than the parameter start at 0 or as ``init`` says, each (n,). A hyper-parameter is a number, an array (n,) with a
    value per coordinate, or a function of t that gives either, called once for each t = 1, ..., steps, in this order.

    Raises ValueError for a wrong shape or range, TypeError for a wrong type and for hyper-parameters that are missing
    or that the rule has not. Nothing that is passed in is changed.
    """
    import numpy as np

    from lrproof.compile import kernels

    if not isinstance(rule, Rule):
        raise TypeError(f"simulate: the first argument is an update rule, not {rule!r}; decorate the function by @rule")
    curvature = _curvatures(curvatures)
    n = curvature.shape[0]
    state = np.zeros((len(rule.state), n))
    state[0] = _numbers("x0", x0, (n,))
    if init is not None and not isinstance(init, Mapping):
        raise TypeError(f"simulate: init is a mapping from state variables to arrays, not {init!r}")
    for name, start in (init or {}).items():
        if name not in rule.state[1:]:
            others = ", ".join(rule.state[1:]) or "none"
            hint = "; the parameter starts at x0" if name == rule.state[0] else ""
            raise ValueError(f"simulate: init names {name!r}, but the other state of {rule.name} is: {others}{hint}")
        state[rule.state.index(name)] = _numbers(f"init[{name!r}]", start, (n,))
    steps = _steps(steps)
    given = _Hyper(rule, hyper, n)
    iterates = np.empty((steps + 1 if history else 0, n))
    iterates[:1] = state[0]
    if steps == 0:
        return iterates if history else state[0].copy()

    with np.errstate(all="ignore"):
        first = given.at(1)
        lanes = frozenset(name for name, value in first.items() if isinstance(value, np.ndarray))
        module = kernels(rule, lanes=lanes, varying=frozenset(given.schedules))
        kernel = module.diagonal if curvature.ndim == 1 else module.dense
        singles, wide = module.fixed(*first.values())
        numbers, by_lane = np.array(singles, dtype=np.float64), np.array(wide, dtype=np.float64).reshape(-1, n)
        row = module.at(np.float64(1), *first.values())
        chunk = max(1, min(steps, _WORK // (curvature.size * (1 + len(row[1]))), _ROWS if any(row) else steps))
        schedules, tables = np.empty((chunk, len(row[0]))), np.empty((chunk, len(row[1]), n))
        for done in range(0, steps, chunk):
            count = min(chunk, steps - done)
            for k in range(count if any(row) else 0):
                if done + k:  # the row of t = 1 is there
                    row = module.at(np.float64(done + k + 1), *given.at(done + k + 1).values())
                schedules[k] = row[0]
                for j, values in enumerate(row[1]):
                    tables[k, j] = values
            kept = iterates[done + 1 : done + 1 + count]
            kernel(curvature, state, numbers, by_lane, schedules, tables, count, kept)
    return iterates if history else state[0].copy()


class _Hyper:
    """The hyper-parameters, checked: each an np.float64 or an (n,) array, at any step."""

    def __init__(self, rule: Rule, given: Mapping[str, Any], n: int) -> None:
        import numpy as np

        has = f"{rule.name} has {', '.join(rule.hyper) or 'none'}"
        if "t" in given and rule.uses_t:
            raise TypeError(f"simulate: t is counted here, 1, 2, ...; {has}")
        if unknown := [name for name in given if name not in rule.hyper]:
            raise TypeError(f"simulate: no hyper-parameter {', '.join(unknown)}; {has}")
        if missing := [name for name in rule.hyper if name not in given]:
            raise TypeError(f"simulate: the hyper-parameter {', '.join(missing)} is missing; {has}")
        self.n = n
        self.schedules = {name: value for name, value in given.items() if callable(value)}
        self.values = {name: np.float64(0) if name in self.schedules else self._value(name, given[name])
                       for name in rule.hyper}  # fmt: skip
        self.shapes: dict[str, tuple[int, ...]] = {}

    def at(self, t: int) -> dict[str, np.float64 | Floats]:
        """All values at step t, in the rule's order. Functions of t are called."""
        for name, schedule in self.schedules.items():
            value = self.values[name] = self._value(f"{name}({t})", schedule(t))
            if self.shapes.setdefault(name, value.shape) != value.shape:
                raise ValueError(
                    f"simulate: {name}({t}) has shape {value.shape}, but before it was {self.shapes[name]}"
                )
        return self.values

    def _value(self, name: str, value: Any) -> np.float64 | Floats:
        array = _numbers(name, value)
        if array.shape not in ((), (self.n,)):
            raise ValueError(f"simulate: {name} is a number or an array of shape {(self.n,)}, not of {array.shape}")
        return array if array.ndim else array[()]


def _curvatures(given: ArrayLike) -> Floats:
    import numpy as np

    array = np.ascontiguousarray(_numbers("curvatures", given))
    n = array.shape[0] if array.ndim else 0
    if np.ndim(given) == 0 or n == 0 or array.shape not in ((n,), (n, n)):
        raise ValueError(f"simulate: curvatures are (n,) or (n, n), n ≥ 1, not of shape {np.shape(given)}")
    if not np.isfinite(array).all():
        raise ValueError("simulate: every curvature is a finite number; there is a nan or an inf")
    if array.ndim == 2:
        apart, allowed = np.abs(array - array.T), 4 * n * np.finfo(float).eps * np.abs(array).max()
        if apart.max() > allowed:
            i, j = (int(k) for k in np.unravel_index(apart.argmax(), apart.shape))
            raise ValueError(
                f"simulate: the curvature matrix is symmetric; [{i}, {j}] is {float(array[i, j])!r} and [{j}, {i}] is "
                f"{float(array[j, i])!r}. Use (H + H.T) / 2."
            )
    return array


def _numbers(name: str, given: Any, shape: tuple[int, ...] | None = None) -> Floats:
    """A float64 copy of ``given``; real numbers only."""
    import numpy as np

    try:
        array = np.asarray(given)
        if array.dtype.kind == "O":  # Fractions, say; NumPy itself would make a nan of None
            array = np.array([float(v) for v in array.flat]).reshape(array.shape)
        elif array.dtype.kind not in "biuf":
            raise TypeError
        array = np.array(array, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise TypeError(f"simulate: {name} needs real numbers, not {given!r}") from None
    if shape is not None and array.shape != shape:
        raise ValueError(f"simulate: {name} has shape {array.shape}; {shape} is expected, as the curvatures have it")
    return array


def _steps(given: Any) -> int:
    import operator

    try:
        steps = operator.index(given)
    except TypeError:
        steps = None
    if steps is None or isinstance(given, bool):
        raise TypeError(f"simulate: steps is an int, not {given!r}")
    if steps < 0:
        raise ValueError(f"simulate: steps ≥ 0 is expected, not {steps}")
    return steps
