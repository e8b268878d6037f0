"""A third error model: rules with a velocity, predicted mode by mode.

*Linear*: any rule that is linear in its state and its gradient, which it takes at its own parameter: heavy ball, say.
Let x̃ be, as for *Sums* (:mod:`.runs`), what the rule makes of x_0 and the exact gradients g_k = H x_k of the simulated
x_k; running error analysis gives |x_k - x̃_k| ≤ e_k. Write x_k = x̃_k + d_k with |d_k| ≤ e_k, and H = VΛVᵀ + E. Along the
i-th eigenvector the sequence x̃ is then the exact run of the rule on the curvature λ_i with gradients that are off by
λ_i (Vᵀd_k)_i + (VᵀE x_k)_i. The rule being linear, what a gradient that is off by 1 at one step does to the parameter
j + 1 steps later is one number h_j: the exact run from 0 with that gradient alone. So x_T is within

    ‖e_T‖ + Σ_k |h_(T-1-k)| (|λ_i| ‖e_k‖ + ‖E‖ ‖x_k‖)

of the exact run, in every mode i. (T u alone would not do: the matrix of a step is not normal, and its powers grow
before they shrink; the h_j are these powers.)
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import numpy as np
from flint import arb, arb_mat, ctx

from lrproof.claim import Simulated
from lrproof.evidence.rounding import UNIT
from lrproof.evidence.runs import SumsRun, exact, floats, largest, norm
from lrproof.kernel.normal import polynomial
from lrproof.kernel.terms import Expr
from lrproof.problem import Quadratic
from lrproof.rule import GRADIENT, Rule

_BITS_A_STEP: Final = 4


class LinearRun(SumsRun):
    """A linear rule with any number of state variables, predicted from the curvature and the start of a mode."""

    coordinate = "mode"

    def __init__(self, request: Simulated, problem: Quadratic, start: Any, hyper: Mapping[str, Any]) -> None:
        super().__init__(request, problem, start, hyper)
        self.first, self.got = self.modes(start), self.modes(self.last)
        spectrum, n = floats(problem.eigenvalues), len(start)
        apart = arb(0)
        if self.turn is not None:
            full = arb_mat(n, n, floats(problem.matrix.flat))
            whole = arb_mat(n, n, [spectrum[i] if i == j else arb(0) for i in range(n) for j in range(n)])
            apart = norm((full - self.turn * whole * self.turn.transpose()).entries())
            # As in ModeRun: the bound 4 n u L is the same on every machine, and outweighs what is measured.
            apart = largest([apart, 4 * n * exact(UNIT) * largest([abs(v) for v in spectrum])])
        if not np.isfinite(self.errors).all():
            self.allowance = [arb("inf")] * n
            return
        if self.turn is None:
            self.allowance = [self._drift(spectrum[i], floats(self.errors[:, i]), arb(0), []) for i in range(n)]
            return
        errors = [norm(floats(row)) for row in self.errors]
        sizes = [norm(floats(row)) for row in self.history]
        self.allowance = [self._drift(value, errors, apart, sizes) for value in spectrum]

    def _drift(self, curvature: Any, errors: list[Any], apart: Any, sizes: list[Any]) -> Any:
        total, steps = errors[-1], self.request.steps
        for j, answer in enumerate(self._answers(curvature)):
            k = steps - 1 - j
            off = abs(curvature) * errors[k] + (apart * sizes[k] if sizes else 0)
            total = total + answer * off
        return total

    def _answers(self, curvature: Any) -> list[Any]:
        """h_0, ..., h_(T-1): the parameter after j + 1 steps from 0 when only the first gradient is off, by 1.

        Balls that are stepped one by one grow by a factor at every step, even where their centres shrink. So many
        more bits are taken that this does not matter; radii that matter all the same only widen the allowance.
        """
        rule, given = self.request.rule, {name: exact(float(value)) for name, value in self.hyper.items()}
        found = []
        with ctx.workprec(ctx.prec + _BITS_A_STEP * self.request.steps):
            state = tuple(arb(0) for _ in rule.state)
            for step in range(self.request.steps):
                off = 1 if step == 0 else 0
                new = rule(*state, lambda x, off=off: curvature * x + off, **given)
                state = new if isinstance(new, tuple) else (new,)
                found.append(state[0])
        return [abs(h).upper() for h in found]

    def reach(self) -> list[Any]:
        return self.allowance

    def _formula(self, i: int, hyper: Mapping[str, Fraction]) -> Any:
        value = exact(float(self.problem.eigenvalues[i]))
        return self._evaluate({"curvature": value, "start": self.first[i], **hyper}, {})


def linear(rule: Rule) -> bool:
    """Whether a step is linear in the state and in one gradient, taken at the parameter, and does not depend on t."""
    traced = rule.trace()
    x = traced.state[rule.state[0]]
    moving = {*traced.state.values(), GRADIENT(x)}
    return traced.looks == (x,) and not rule.uses_t and all(_of_degree_one(e, moving) for e in traced.next.values())


def _of_degree_one(e: Expr, moving: set[Expr]) -> bool:
    """Every monomial of ``e`` has exactly one factor that moves, and nothing that moves is inside another atom."""
    for monomial in polynomial(e):
        degree = sum(power for atom, power in monomial if atom in moving)
        hidden = any(set(atom.walk()) & moving for atom, _ in monomial if atom not in moving)
        if degree != 1 or hidden:
            return False
    return True
