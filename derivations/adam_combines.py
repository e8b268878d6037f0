"""In which sense Adam combines momentum and RMSprop, and in which it does not."""

from adam import beta1, beta2, eta, m, t, v
from adam_defined import eps

from lrproof import (
    adam,
    at,
    by,
    claim,
    conj,
    eq,
    fails,
    followed,
    forall,
    function,
    heavy_ball,
    near_miss,
    ne,
    positive,
    rational,
    recurrence,
    rmsprop,
    rule,
    sequence,
    sqrt,
    suppose,
    uncorrected_adam,
)

PREFIX = "adam"
PLACE = (4, 40)

g = function("g")
theta, phi, psi = sequence("theta"), sequence("phi"), sequence("psi")
G, w = sequence("G"), sequence("w")


@rule
def corrected_rmsprop(x, G, /, grad, *, eta, beta, eps, t):
    """RMSprop with bias correction, and with eps outside the root."""
    g = grad(x)
    G = beta * G + (1 - beta) * g**2
    return x - eta / (sqrt(G / (1 - beta**t)) + eps) * g, G
