"""Adam at the edge of stability: with a frozen preconditioner, and a cycle of two points."""

from heavy_ball_stability import L as most
from heavy_ball_stability import beta as weight
from heavy_ball_stability import eta as size
from heavy_ball_stability import lam, stability
from heavy_ball_stability import mu as fewest
from heavy_ball_stability import theta as place
from heavy_ball_stability import v as speed

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    forall,
    iff,
    implies,
    inner,
    natural,
    ne,
    near_miss,
    not_tried,
    positive,
    rational,
    real,
    recurrence,
    row,
    sequence,
    suppose,
    tends,
    uncorrected_adam,
    vector,
    vector_field,
    vectors,
)

PREFIX = "adam"
PLACE = (4, 35)

t = natural("t")
eta, beta1 = positive("eta"), real("beta1", "[0, 1)")
# H is the Hessian, P the preconditioner, which is frozen: it stands where Adam has the diagonal of √v + ε
H, P, e, w = vector_field("H"), vector_field("P"), vector("e"), vector("w")
theta, m = vectors("theta"), vectors("m")
SYMBOLS = {
    H: "the Hessian", P: "the preconditioner, frozen: where Adam has the diagonal matrix of √v + ε", e: "an eigenvector",
    lam: "the eigenvalue of P⁻¹H for e", theta: "the parameters after t steps", m: "the average of t gradients",
    eta: "the learning rate", beta1: "the weight of the past in m",
}  # fmt: skip
symmetric = forall(w, eq(inner(e, H(w)), inner(H(e), w)) & eq(inner(e, P(w)), inner(P(e), w)))
eigen = forall(w, eq(inner(H(e), w), lam * inner(P(e), w)))
averages = forall(t, eq(inner(w, m(t + 1)), beta1 * inner(w, m(t)) + (1 - beta1) * inner(w, H(theta(t)))))
moves = forall(t, forall(w, eq(inner(w, P(theta(t + 1) - theta(t))), -(eta * inner(w, m(t + 1))))))
