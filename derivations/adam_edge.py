"""Adam at the edge of stability: 38/η, with a frozen preconditioner and β₁ = 0.9."""

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
    ema_momentum,
    eq,
    forall,
    iff,
    implies,
    inner,
    natural,
    ne,
    near_miss,
    positive,
    rational,
    real,
    row,
    simulated,
    sqrt,
    tends,
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
    H: "the Hessian", P: "the preconditioner, frozen: for Adam's diagonal matrix of √v + ε", e: "an eigenvector",
    lam: "the eigenvalue of P⁻¹H for e", theta: "the parameters after t steps", m: "the average of t gradients",
    eta: "the learning rate", beta1: "the weight of the past in m",
}  # fmt: skip
# the step solves P(θ(t + 1) − θ(t)) = −η m(t + 1)
symmetric = forall(w, eq(inner(e, H(w)), inner(H(e), w)) & eq(inner(e, P(w)), inner(P(e), w)))
eigen = forall(w, eq(inner(H(e), w), lam * inner(P(e), w)))
averages = forall(t, forall(w, eq(inner(w, m(t + 1)), beta1 * inner(w, m(t)) + (1 - beta1) * inner(w, H(theta(t))))))
moves = forall(t, forall(w, eq(inner(w, P(theta(t + 1))), inner(w, P(theta(t))) - eta * inner(w, m(t + 1)))))
along = inner(P(e), theta(t))
goes = tends(along, t, 0)
limit = 2 * (1 + beta1) / ((1 - beta1) * eta)
inside = (0 < lam) & (lam < limit)
starts, off = eq(inner(e, m(0)), 0), ne(inner(P(e), theta(0)), 0)
of_defaults = implies(eq(beta1, rational("9/10")), eq(limit, 38 / eta))


x0, step = real("x0"), (1 - beta1) * eta
trace = 1 + beta1 - step * lam
disc = sqrt(trace**2 - 4 * beta1)
large, small = (trace + disc) / 2, (trace - disc) / 2
half = rational("1/2")
plane = {H: lambda z: z, P: lambda z: z, e: 1, lam: 1}
double = {
    **plane,
    eta: rational("1/3"),
    beta1: rational("1/4"),
    theta: lambda k: (1 + k / 2) * half**k,
    m: lambda k: rational("3/2") * k * half**k,
}
edge = {
    **plane,
    eta: 6,
    beta1: half,
    theta: lambda k: 3 * (-1) ** k - 2 * (-half) ** k,
    m: lambda k: (-half) ** k - (-1) ** k,
}
still = {
    **plane,
    eta: 1,
    beta1: rational("4/5"),
    theta: lambda k: 0 * k,
    m: lambda k: 0 * k,
    lam: 18,
    H: lambda z: 18 * z,
}


def with_(inside=inside, starts=starts & off, last=of_defaults):
    """The claim, or what differs from it in one place."""
    return conj(implies(inside, goes), implies(starts, iff(goes, inside)), last)


@claim(
    conj(implies(inside, goes), implies(starts & off, iff(goes, inside)), of_defaults),
    given=(symmetric, eigen, averages, moves),
    uses=(stability,),
    examples=(double, edge),
    near_misses=(
        near_miss(with_((0 < lam) & (lam <= limit)), "≤ for < at the edge"),
        near_miss(with_((0 <= lam) & (lam < 2 * limit)), "twice as far"),
        near_miss(with_((0 < lam) & (lam < limit / 40)), "a smaller range"),
        near_miss(with_(starts=starts), "from the minimum too", examples=(still,)),
        near_miss(with_(last=implies(eq(beta1, rational("4/5")), eq(limit, 38 / eta))), "β₁ = 0.8",
                  examples=(still,)),
    ),
    tried=(
        simulated(  # P = 1, at 0.99 and 1.01 of the edge too; all roots are real
            ema_momentum,
            ((1 - step * lam - small) * large**t - (1 - step * lam - large) * small**t) / disc * x0,
            reads={lam: "curvature", x0: "start", t: "steps", eta: "eta", beta1: "beta", fewest: "mu", most: "L"},
            hyper={"eta": rational("0.24") / rational("0.75") / most, "beta": rational("0.25")},
            control="eta", condition=100, steps=1000,
            inside={"eta": rational("0.99") * rational("2.5") / rational("0.75") / most},
            outside={"eta": rational("1.01") * rational("2.5") / rational("0.75") / most},
        ),
    ),
    cheat_sheet=(row("Adam, preconditioner P frozen: stable for λ(P⁻¹H) below", limit),),
)  # fmt: skip
def stability_38():
    """With its preconditioner P frozen, Adam is stable exactly where 0 < λ(P⁻¹H) < 2(1 + β₁)/((1 − β₁)η), or 38/η."""
    z, n = (lambda k: inner(P(e), theta(k))), (lambda k: inner(e, m(k)) / (1 - beta1))
    one = yield eq(inner(e, P(theta(t))), z(t)), by.arithmetic(at(symmetric, theta(t)))
    two = yield eq(inner(e, P(theta(t + 1))), z(t + 1)), by.arithmetic(at(symmetric, theta(t + 1)))
    three = yield eq(inner(e, H(theta(t))), lam * z(t)), by.arithmetic(at(symmetric, theta(t)), at(eigen, theta(t)))
    speed_ = yield eq(n(t + 1), beta1 * n(t) + lam * z(t)), by.arithmetic(at(averages, t, e), three)
    moved = yield eq(z(t + 1), z(t) - step * n(t + 1)), by.arithmetic(at(moves, t, e), one, two)
    moved = yield eq(z(t + 1), z(t) - step * (beta1 * n(t) + lam * z(t))), by.arithmetic(moved, speed_)
    speeds = yield forall(t, speed_.formula), by.generalize(speed_)
    steps = yield forall(t, moved.formula), by.generalize(moved)
    put = {size: step, weight: beta1, lam: lam, place: z, speed: n, fewest: rational(1), most: rational(1)}
    known = at(stability, put, given=(steps, speeds))
    stable = (abs(beta1) < 1) & (0 < step * lam) & (step * lam < 2 * (1 + beta1))
    rest = eq(n(0), 0) & off
    one = yield implies(stable, goes), by.cite(known)
    two = yield implies(rest, iff(goes, stable)), by.cite(known)
    scale = yield 0 < step, by.arithmetic()
    low = yield iff(0 < lam, 0 < step * lam), by.arithmetic(scale)
    high = yield iff(lam < limit, step * lam < 2 * (1 + beta1)), by.arithmetic(scale)
    sure = yield abs(beta1) < 1, by.arithmetic()
    same = yield iff(inside, stable), by.logic(low, high, sure)
    first = yield implies(inside, goes), by.logic(same, one)
    zero = yield implies(starts, eq(n(0), 0)), by.arithmetic()
    second = yield implies(starts & off, iff(goes, inside)), by.logic(same, two, zero)
    third = yield of_defaults, by.arithmetic()
    yield (
        conj(implies(inside, goes), implies(starts & off, iff(goes, inside)), of_defaults),
        by.logic(first, second, third),
    )
