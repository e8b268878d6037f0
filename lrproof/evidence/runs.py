"""A float64 run of a rule on a quadratic, and how far exact arithmetic may be from it: two error models.

Both compare with a formula that is evaluated in balls at the very floats of the run, λ, η, x0 and H being exact numbers
from then on. Write u = 2**-53, ρ = max |1 - ηλ|, T for the steps, N for ‖H‖_F.

*Mode*: x ← x - η∇f(x), predicted mode by mode. For a diagonal H the computed step is x (1 - ηλ(1 + a)(1 + b))(1 + c)
with a, b, c at most u, so every factor is within ε = u|1 - ηλ| + (2u + u²)(1 + u) ηλ of 1 - ηλ, and the product of T of
them within (|1 - ηλ| + ε)^T - |1 - ηλ|^T of (1 - ηλ)^T. For H = QΛQᵀ let V be the orthogonal matrix next to Q, and
E = ‖H - VΛVᵀ‖. The computed step is (I + D)(x - η(I + D')(H + F)x) with |D|, |D'| ≤ u, |F| ≤ γ_n |H|, and ‖ |H| ‖ ≤ N.
So it is M + E_t with M = I - ηVΛVᵀ and ‖E_t‖ ≤ ε = uρ + (1 + u) η (E + ((1 + u)(1 + γ_n) - 1) N); M is symmetric, so
‖∏(M + E_t) - M^T‖ ≤ (ρ + ε)^T - ρ^T: a bound on every coordinate of Vᵀx_T. E is at most 4 n u L, or as measured if that
is more. Underflow adds at most (1 + n η) √n 2**-1074 a step, which later steps multiply by at most max(1, ρ + ε).

*Sums*: predicted from the history. Let g_k = H x_k, exactly, for the simulated x_k, and let x̃ be what the rule makes
of x_0 and the given sequence g_0, g_1, ... in exact arithmetic. A formula that holds for every gradient sequence holds
for (x̃, g). The simulator puts fl(H x_k) through the same operations in float64; running error analysis, carried
through the rule's own body (:mod:`.rounding`), bounds |x_k - x̃_k| ≤ e_k for every k. So x_T lies within e_T of the
formula at g and x_k ± e_k. No count by hand is needed, for Adam no more than for momentum, and no error feeds back
through H.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final

import numpy as np
from flint import arb, arb_mat, fmpq

from lrproof.claim import Simulated
from lrproof.evaluate import balls, evaluate
from lrproof.evidence.rounding import UNIT, Running, gamma, product
from lrproof.kernel.terms import Expr, Fn
from lrproof.problem import Quadratic
from lrproof.rule import GRADIENT, Rule
from lrproof.simulate import simulate
from lrproof.undefined import Undefined

PRECISION: Final = 160
"""Bits of the balls: far finer than any allowance, so that it is the allowance that decides."""
_TINIEST: Final = arb((1, -1074))


def exact(q: Fraction | float) -> Any:
    """A number as a ball, of radius 0 if it is a float."""
    q = Fraction(q)
    return arb(fmpq(q.numerator, q.denominator))


def wider(ball: Any, by: Any) -> Any:
    """The ball, enlarged by the upper end of ``by``."""
    return ball + arb(0, by.upper()) if by.upper().is_finite() else arb("nan")


def floats(x: Any) -> list[Any]:
    """A float64 array as exact balls (inf and nan as they are)."""
    return [arb(float(v)) for v in x]


class Run:
    """One run: the simulator's last parameter, and its allowances; ``predicted`` gives the enclosure of the formula."""

    coordinate: str = "coordinate"

    def __init__(self, request: Simulated, problem: Quadratic, start: Any, hyper: Mapping[str, Any]) -> None:
        self.request, self.problem, self.start, self.hyper = request, problem, start, dict(hyper)
        self.turn = None if problem.rotation is None else _orthogonal(problem.rotation)
        self.last: Any = None
        self.got: list[Any] = []  # the coordinates that are predicted
        self.allowance: list[Any] = []  # and how far each may be from its prediction

    @property
    def finite(self) -> bool:
        return bool(np.isfinite(self.last).all())

    def modes(self, x: Any) -> list[Any]:
        """The coordinates of ``x`` along the eigenvectors of H."""
        column = arb_mat(len(x), 1, floats(x))
        return floats(x) if self.turn is None else list((self.turn.transpose() * column).entries())

    def reach(self) -> list[Any]:
        """For each mode, how far it may be from exact arithmetic."""
        return self.allowance

    def predicted(self, i: int, hyper: Mapping[str, Fraction]) -> Any:
        """What the formula says of coordinate i, were the hyper-parameters these; the allowance included."""
        return wider(self._formula(i, hyper), self.allowance[i])

    def _formula(self, i: int, hyper: Mapping[str, Fraction]) -> Any:
        raise NotImplementedError

    def _evaluate(self, values: Mapping[str, Any], sequences: Mapping[str, Callable[[int], Any]]) -> Any:
        low, high = (exact(float(end)) for end in (self.problem.eigenvalues.min(), self.problem.eigenvalues.max()))
        known = {"mu": low, "L": high, "steps": self.request.steps, **values}
        variables = {s: known[kind] for s, kind in self.request.reads.items() if isinstance(s, Expr)}
        functions = {s: sequences[kind] for s, kind in self.request.reads.items() if isinstance(s, Fn)}
        return evaluate(self.request.predicts, variables, functions, balls(PRECISION))


class ModeRun(Run):
    """Gradient descent, predicted mode by mode."""

    coordinate = "mode"

    def __init__(self, request: Simulated, problem: Quadratic, start: Any, hyper: Mapping[str, Any]) -> None:
        super().__init__(request, problem, start, hyper)
        self.last = simulate(request.rule, problem.curvatures, start, request.steps, **hyper)
        self.first, self.got = self.modes(start), self.modes(self.last)
        u, n = exact(UNIT), len(start)
        eta = abs(exact(hyper[step_size(request.rule)]))
        spectrum = floats(problem.eigenvalues)
        factors = [abs(1 - exact(hyper[step_size(request.rule)]) * value) for value in spectrum]
        if self.turn is None:
            for factor, value, x0 in zip(factors, spectrum, self.first, strict=True):
                eps = u * factor + (2 * u + u**2) * (1 + u) * eta * abs(value)
                self.allowance.append(self._drift(factor, eps, abs(x0)) + self._underflow(factor + eps, eta, 1))
            return
        rho = largest(factors)
        full = arb_mat(n, n, floats(problem.matrix.flat))
        whole = arb_mat(n, n, [spectrum[i] if i == j else arb(0) for i in range(n) for j in range(n)])
        apart = norm((full - self.turn * whole * self.turn.transpose()).entries())
        # The bound 4 n u L is the same on every machine; a factorisation that is worse would be noticed, and allowed.
        apart = largest([apart, 4 * n * u * largest([abs(v) for v in spectrum])])
        eps = u * rho + (1 + u) * eta * (apart + ((1 + u) * (1 + exact(gamma(n))) - 1) * norm(full.entries()))
        bound = self._drift(rho, eps, norm(floats(start))) + self._underflow(rho + eps, eta, n)
        self.allowance = [bound] * n

    def _drift(self, factor: Any, eps: Any, start: Any) -> Any:
        return ((factor + eps) ** self.request.steps - factor**self.request.steps) * start

    def _underflow(self, factor: Any, eta: Any, n: int) -> Any:
        steps = self.request.steps
        return steps * (1 + n * eta) * arb(n).sqrt() * _TINIEST * largest([arb(1), factor]) ** steps

    def _formula(self, i: int, hyper: Mapping[str, Fraction]) -> Any:
        value = exact(float(self.problem.eigenvalues[i]))
        return self._evaluate({"curvature": value, "start": self.first[i], **hyper}, {})


class SumsRun(Run):
    """Any rule that looks at its own parameter, predicted from the history of gradients and parameters."""

    def __init__(self, request: Simulated, problem: Quadratic, start: Any, hyper: Mapping[str, Any]) -> None:
        super().__init__(request, problem, start, hyper)
        self.history = simulate(request.rule, problem.curvatures, start, request.steps, history=True, **hyper)
        self.last = self.history[-1]
        self.got = floats(self.last)
        with np.errstate(all="ignore"):
            self.errors = np.array(list(self._errors()))
        self.allowance = floats(self.errors[-1])
        self.gradient = lru_cache(maxsize=None)(self._gradient)

    def _errors(self) -> Any:
        """Bounds on |x_k - x̃_k|, each (n,), for k = 0, ..., T."""
        rule = self.request.rule
        given = {name: Running(value) for name, value in self.hyper.items()}
        state = [Running(np.zeros(len(self.start))) for _ in rule.state]
        state[0] = Running(self.start)
        yield np.zeros(len(self.start))
        for t in range(1, self.request.steps + 1):
            gradient = product(self.problem.curvatures, self.history[t - 1])
            with_t: dict[str, Any] = {**given, "t": t} if rule.uses_t else {**given}
            try:
                new = rule(*state, lambda _, seen=gradient: seen, **with_t)
            except TypeError as error:
                raise ValueError(f"simulated: no rounding model for an operation of {rule.name}: {error}") from error
            state = [Running.of(part) for part in (new if isinstance(new, tuple) else (new,))]
            state[0] = Running(self.history[t], state[0].error)  # the simulator's own x_t is within the error, too
            yield state[0].error

    def reach(self) -> list[Any]:
        return self.allowance if self.turn is None else [norm(self.allowance)] * len(self.allowance)

    def _gradient(self, k: int, i: int) -> Any:
        """H x_k at coordinate i, up to the precision of the balls."""
        if not 0 <= k < self.request.steps:
            raise Undefined(f"there is no gradient after {k} of {self.request.steps} steps")
        x, h = self.history[k], self.problem.curvatures
        if h.ndim == 1:
            return exact(float(h[i])) * exact(float(x[i]))
        return sum((exact(float(a)) * exact(float(b)) for a, b in zip(h[i], x, strict=True)), arb(0))

    def _iterate(self, k: int, i: int) -> Any:
        if not 0 <= k < self.request.steps:  # what is predicted cannot be read
            raise Undefined(f"there is no parameter after {k} of {self.request.steps} steps to predict from")
        return wider(exact(float(self.history[k, i])), arb(float(self.errors[k, i])))

    def _formula(self, i: int, hyper: Mapping[str, Fraction]) -> Any:
        start = exact(float(self.start[i]))
        sequences = {"iterate": lambda k: self._iterate(k, i), "gradient": lambda k: self.gradient(k, i),
                     "gradient of step": lambda k: self.gradient(k - 1, i)}  # fmt: skip
        return self._evaluate({"start": start, **hyper}, sequences)


def step_size(rule: Rule) -> str:
    """The hyper-parameter η of a rule x ← x - η∇f(x). Raises ValueError for any other rule."""
    traced = rule.trace()
    x = traced.state[rule.state[0]]
    for name, eta in traced.hyper.items():
        if len(rule.state) == 1 and traced.next[rule.state[0]] == x - eta * GRADIENT(x):
            return name
    raise ValueError(
        f"simulated: the error models of a prediction by curvature are those of x - eta*grad(x) and of rules with a "
        f"velocity that are linear in their state and in the gradient at their own parameter; {rule.name} is another "
        "rule; predict from the gradients and iterates instead"
    )


def norm(values: Any) -> Any:
    """The 2-norm (of a matrix's entries: the Frobenius norm)."""
    squares = sum((v * v for v in values), arb(0))  # not v**2, which Arb answers with nan for a ball centred at 0
    return squares.sqrt() if squares > 0 else arb(0, squares.abs_upper().sqrt().upper())


def largest(values: list[Any]) -> Any:
    """The maximum."""
    result = values[0]
    for v in values[1:]:
        result = result.max(v)
    return result


def _orthogonal(rotation: Any) -> Any:
    """Balls around the orthogonal matrix V nearest to Q, by V ← V(3I - VᵀV)/2, which converges quadratically.

    For any matrix W with orthogonal polar factor V, ‖W - V‖ ≤ ‖WᵀW - I‖: singular values have |s - 1| ≤ |s² - 1|.
    """
    n = rotation.shape[0]
    unit = arb_mat(n, n, [int(i == j) for i in range(n) for j in range(n)])
    w = arb_mat(n, n, floats(rotation.flat))
    for _ in range(4):
        w = (w * (3 * unit - w.transpose() * w) * arb(0.5)).mid()
    off = norm((w.transpose() * w - unit).entries())
    return arb_mat(n, n, [wider(entry, off) for entry in w.entries()])
