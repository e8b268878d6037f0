"""The tutorial's update rules and well-known neighbours, each once and as its source writes it.

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
def torch_nesterov(x: Any, v: Any, /, grad: Any, *, eta: Any, beta: Any) -> Any:
    """Nesterov momentum in the form of a look ahead from the stored iterate, as PyTorch's SGD computes it.

    [torch.optim.SGD, nesterov=True, dampening=0; Sutskever, Martens, Dahl and Hinton 2013]
    """
    g = grad(x)
    v = beta * v + g
    return x - eta * (g + beta * v), v


@rule
def quasi_hyperbolic(x: Any, v: Any, /, grad: Any, *, eta: Any, beta: Any, nu: Any) -> Any:
    """Quasi-hyperbolic momentum: a step along a mean, by nu, of the gradient and of its moving average.

    [Ma and Yarats 2019, equations 3 and 4]
    """
    g = grad(x)
    v = beta * v + (1 - beta) * g
    return x - eta * ((1 - nu) * g + nu * v), v


@rule
def triple_momentum(x: Any, x_old: Any, /, grad: Any, *, eta: Any, beta: Any, gamma: Any) -> Any:
    """Triple momentum's recurrence: x is ξ, x_old the ξ before, and the gradient is taken at (1 + γ)ξ - γξ_old.

    Its output (1 + δ)ξ - δξ_old has the rate of ξ. Before the first step x_old is x.
    [Van Scoy, Freeman and Lynch 2018, the recurrence with α = eta]
    """
    g = grad((1 + gamma) * x - gamma * x_old)
    return (1 + beta) * x - beta * x_old - eta * g, x


@rule
def adagrad(x: Any, G: Any, /, grad: Any, *, eta: Any, eps: Any) -> Any:
    """AdaGrad: steps shrink by the root of the sum of all squared gradients; eps inside the root.

    [Tutorial 11, Part 4; after Duchi, Hazan and Singer 2011]
    """
    g = grad(x)
    G = G + g**2
    return x - eta / sqrt(G + eps) * g, G


@rule
def torch_adagrad(x: Any, G: Any, /, grad: Any, *, eta: Any, eps: Any) -> Any:
    """AdaGrad with eps outside the root.  [torch.optim.Adagrad]"""
    g = grad(x)
    G = G + g**2
    return x - eta / (sqrt(G) + eps) * g, G


@rule
def rmsprop(x: Any, G: Any, /, grad: Any, *, eta: Any, beta: Any, eps: Any) -> Any:
    """RMSprop: steps shrink by the root of a moving average of squared gradients; eps inside the root.

    [Tutorial 11, Part 4; after Tieleman and Hinton 2012]
    """
    g = grad(x)
    G = beta * G + (1 - beta) * g**2
    return x - eta / sqrt(G + eps) * g, G


@rule
def torch_rmsprop(x: Any, G: Any, /, grad: Any, *, eta: Any, beta: Any, eps: Any) -> Any:
    """RMSprop with eps outside the root.  [torch.optim.RMSprop, which calls beta alpha]"""
    g = grad(x)
    G = beta * G + (1 - beta) * g**2
    return x - eta / (sqrt(G) + eps) * g, G


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


@rule
def uncorrected_adam(x: Any, m: Any, v: Any, /, grad: Any, *, eta: Any, beta1: Any, beta2: Any, eps: Any) -> Any:
    """Adam without its bias correction.  [Tutorial 11, Part 4, without "bias correction"]"""
    g = grad(x)
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    return x - eta / (sqrt(v) + eps) * m, m, v


@rule
def adam_l2(
    x: Any, m: Any, v: Any, /, grad: Any, *, eta: Any, beta1: Any, beta2: Any, eps: Any, decay: Any, t: Any
) -> Any:
    """Adam with coupled weight decay: the loss has the penalty decay · x²/2.  [torch.optim.Adam, weight_decay]"""
    g = grad(x) + decay * x
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return x - eta / (sqrt(v_hat) + eps) * m_hat, m, v


@rule
def adamw(
    x: Any, m: Any, v: Any, /, grad: Any, *, eta: Any, beta1: Any, beta2: Any, eps: Any, decay: Any, t: Any
) -> Any:
    """AdamW: Adam with decoupled weight decay, which does not pass through the averages.

    [Loshchilov and Hutter 2019, Algorithm 2, with eta in place of their product of schedule and step size]
    """
    g = grad(x)
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g**2
    m_hat = m / (1 - beta1**t)
    v_hat = v / (1 - beta2**t)
    return x - eta * decay * x - eta / (sqrt(v_hat) + eps) * m_hat, m, v
