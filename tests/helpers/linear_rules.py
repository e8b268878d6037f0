"""Update rules that are not the tutorial's: what a user may bring. Each is linear on a quadratic."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lrproof.rule import Rule, rule


@rule
def extragradient(x: Any, /, grad: Any, *, eta: Any) -> Any:
    """Two gradients a step: the matrix is a quadratic in x = ηλ."""
    return x - eta * grad(x - eta * grad(x))


@rule
def negative_momentum(x: Any, x_old: Any, /, grad: Any, *, eta: Any, beta: Any) -> Any:
    return x - eta * grad(x) - beta * (x - x_old), x


@rule
def damped(x: Any, v: Any, /, grad: Any, *, eta: Any, beta: Any, c: Any) -> Any:
    """Heavy ball whose velocity loses c of itself."""
    v = beta * v + grad(x) - c * v
    return x - eta * v, v


@rule
def weight_decay(x: Any, v: Any, /, grad: Any, *, eta: Any, beta: Any, wd: Any) -> Any:
    """Not a function of ηλ alone."""
    v = beta * v + grad(x) + wd * x
    return x - eta * v, v


@rule
def pid(x: Any, total: Any, old: Any, /, grad: Any, *, eta: Any, ki: Any, kd: Any) -> Any:
    """Proportional, integral and differential part: three states, a cubic."""
    g = grad(x)
    total = total + g
    return x - eta * (g + ki * total + kd * (g - old)), total, g


@rule
def filtered_pid(x: Any, v: Any, d: Any, old: Any, /, grad: Any, *, eta: Any, beta: Any, kd: Any) -> Any:
    """Four states; its polynomial has small factors."""
    g = grad(x)
    v = beta * v + g
    d = beta * d + (1 - beta) * (g - old)
    return x - eta * (v + kd * d), v, d, g


@rule
def two_velocities(x: Any, v: Any, w: Any, x_old: Any, /, grad: Any, *, eta: Any, beta: Any) -> Any:
    """Four states, of which one is only remembered."""
    v = beta * v + grad(x)
    w = beta * w + v
    return x - eta * w, v, w, x


@rule
def without_eta(x: Any, v: Any, /, grad: Any, *, beta: Any) -> Any:
    v = beta * v + grad(x)
    return x - v / 10, v


@rule
def blind(x: Any, /, grad: Any, *, eta: Any) -> Any:
    """Never looks at the gradient, and shrinks."""
    return x / 2


@rule
def explosive(x: Any, /, grad: Any, *, eta: Any) -> Any:
    """Never looks at the gradient, and grows."""
    return 2 * x


@rule
def ascent(x: Any, /, grad: Any, *, eta: Any) -> Any:
    """Stable for negative steps."""
    return x + eta * grad(x)


USERS: tuple[Rule, ...] = (
    extragradient, negative_momentum, damped, weight_decay, pid, filtered_pid, two_velocities, without_eta, blind,
    explosive, ascent,
)  # fmt: skip


@rule
def affine(x: Any, /, grad: Any, *, eta: Any) -> Any:
    return x - eta * grad(x) + 1


@rule
def squared(x: Any, v: Any, /, grad: Any, *, eta: Any) -> Any:
    g = grad(x)
    return x - eta * g, v + g * g


@rule
def signed(x: Any, /, grad: Any, *, eta: Any) -> Any:
    return x - eta * abs(grad(x))


@rule
def normalised(x: Any, /, grad: Any, *, eta: Any) -> Any:
    g = grad(x)
    return x - eta * g / (g + 1)


@rule
def timed(x: Any, /, grad: Any, *, eta: Any, t: Any) -> Any:
    return x - eta / t * grad(x)


REFUSED = {
    affine: "a part that does not depend on the state",
    squared: r"the next v has the term grad\(x\) \* grad\(x\)",
    signed: r"the next x has the term abs\(grad\(x\)\)",
    normalised: r"the next x has the term .* / \(grad\(x\) \+ 1\)",
    timed: "it uses t, the number of the step",
}


def random_rule(c: list[Fraction]) -> Rule:
    """Two states; the gradient is taken at a mixture of them, and enters both."""

    @rule
    def drawn(x: Any, v: Any, /, grad: Any, *, eta: Any, beta: Any) -> Any:
        g = grad(x + c[0] * beta * v)
        new = beta * v + c[1] * g + c[2] * (1 - beta) * x * 0
        return x - eta * ((1 - c[3] * beta) * g + c[3] * new), new

    return drawn


def exact_radius(rule_: Rule, curvature: Fraction, hyper: dict[str, Fraction]) -> Any:
    """A ball around the spectral radius, from running the rule itself on unit states: no trace, no conditions."""
    from flint import arb, fmpq, fmpq_mat

    n = len(rule_.state)
    columns = []
    for k in range(n):
        unit = [Fraction(int(j == k)) for j in range(n)]
        new = rule_(*unit, lambda z: curvature * z, **hyper)
        columns.append(new if isinstance(new, tuple) else (new,))
    exact = [
        fmpq(Fraction(columns[j][i]).numerator, Fraction(columns[j][i]).denominator) for i in range(n) for j in range(n)
    ]
    largest = arb(0)
    for root, _ in fmpq_mat(n, n, exact).charpoly().complex_roots():
        largest = largest.max(abs(root))
    return largest
