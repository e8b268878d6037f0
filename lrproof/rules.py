"""The tutorial's update rules, each once and as the tutorial writes it.

``x`` is the parameter θ; ``v``, ``m`` are 0 before the first step. The index of a state is the number of steps taken.
"""

from __future__ import annotations

from typing import Any

from lrproof.rule import rule, sqrt


@rule
def gradient_descent(x: Any, /, grad: Any, *, eta: Any) -> Any:
    """Gradient descent: a step against the gradient.  [Tutorial 11, Part 1]"""
    return x - eta * grad(x)


@rule
def heavy_ball(x: Any, v: Any, /, grad: Any, *, eta: Any, beta: Any) -> Any:
    """Momentum: the velocity sums up past gradients, with weights that fade by beta.  [Tutorial 11, Part 3]"""
    v = beta * v + grad(x)
    return x - eta * v, v


@rule
def ema_momentum(x: Any, v: Any, /, grad: Any, *, eta: Any, beta: Any) -> Any:
    """Momentum by an exponential moving average of gradients, with weights that sum to 1.

    [Tutorial 11, Part 3 calls its own v such an average; the average itself is m of Part 4, Adam.]
    """
    v = beta * v + (1 - beta) * grad(x)
    return x - eta * v, v


@rule
def nesterov(x: Any, v: Any, /, grad: Any, *, eta: Any, beta: Any) -> Any:
    """Nesterov momentum: the gradient is taken where the velocity is about to carry us.  [Tutorial 11, Part 3]"""
    v = beta * v + grad(x - eta * beta * v)
    return x - eta * v, v


@rule
def adam(x: Any, m: Any, v: Any, /, grad: Any, *, eta: Any, beta1: Any, beta2: Any, eps: Any, t: Any) -> Any:
    """Adam: averages of the gradient and of its square, bias-corrected; eps outside the root.

    [Tutorial 11, Part 4; Kingma and Ba 2015, Algorithm 1]
    """
    g = grad(x)
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return x - eta / (sqrt(v_hat) + eps) * m_hat, m, v
