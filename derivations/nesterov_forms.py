"""Nesterov's momentum in its usual forms: which sequences they compute, and when these are the same."""

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    forall,
    holds,
    implies,
    natural,
    near_miss,
    nesterov,
    not_tried,
    oracle,
    origin,
    rational,
    real,
    recurrence,
    rule,
    sequence,
    suppose,
    torch_nesterov,
    vector_field,
    vectors,
)

PREFIX = "nag"
PLACE = (3, 24)  # in the report: Part 3, twenty-fourth

t, eta, beta, g = natural("t"), real("eta"), real("beta"), vector_field("g")
theta, v, p, b, x, s = (vectors(name) for name in ("theta", "v", "p", "b", "x", "s"))


@rule
def sutskever(x, s, /, grad, *, eta, beta):
    """Nesterov's momentum with a velocity that contains the step size.  [Sutskever and others 2013, equation 3]"""
    s = beta * s - eta * grad(x + beta * s)
    return x + s, s


def runs(step):
    """The three rules with this step size."""
    hyper = {"gradient": g, "step": t + 1, "eta": step, "beta": beta}
    return (
        recurrence(nesterov, {"x": theta, "v": v}, **hyper),
        recurrence(torch_nesterov, {"x": p, "v": b}, **hyper),
        recurrence(sutskever, {"x": x, "s": s}, **hyper),
    )


tutorial, torch, own = runs(eta)
ahead = theta(t) - eta * beta * v(t)
begins = conj(eq(p(0), theta(0) - eta * beta * v(0)), eq(b(0), v(0)), eq(x(0), theta(0)), eq(s(0), -(eta * v(0))))
y = theta(t + 1) + beta * (theta(t + 1) - theta(t))
two_steps = forall(t, eq(theta(t + 2), y - eta * g(y)))
from_rest = implies(eq(v(0), origin), eq(theta(1), theta(0) - eta * g(theta(0))))
looks_ahead = forall(t, eq(p(t), ahead) & eq(b(t), v(t)))
names = {"eta": "lr", "beta": "momentum"}  # of torch's parameters, for which the look-ahead point is the parameter
scaled = forall(t, eq(x(t), theta(t)) & eq(s(t), -(eta * v(t))))


@claim(
    two_steps & from_rest & looks_ahead & scaled,
    given=(*tutorial, *torch, *own, begins),
    printed=holds(
        "Part 3",
        r"v_{t+1} = \beta v_t + \nabla_\theta\mathcal{L}(\theta_t - \eta\beta v_t), \quad "
        r"\theta_{t+1} = \theta_t - \eta v_{t+1}",
    ),
    near_misses=(
        near_miss(two_steps & from_rest & forall(t, eq(p(t), theta(t)) & eq(b(t), v(t))) & scaled, "p is θ"),
        near_miss(
            forall(t, eq(theta(t + 2), y - eta * g(theta(t + 1)))) & from_rest & looks_ahead & scaled,
            "the gradient of heavy ball",
        ),
        near_miss(
            two_steps & from_rest & looks_ahead & forall(t, eq(x(t), theta(t)) & eq(s(t), eta * v(t))), "+ for −"
        ),
        near_miss(
            two_steps & from_rest & looks_ahead & forall(t, eq(x(t), ahead) & eq(s(t), -(eta * v(t)))),
            "Sutskever's parameter looks ahead too",
        ),
        near_miss(two_steps & eq(theta(1), theta(0) - eta * g(theta(0))) & looks_ahead & scaled, "not from rest"),
    ),
    tried=(
        oracle("torch.optim.SGD(nesterov=True)", torch_nesterov, names),
        oracle("torch.optim.SGD(nesterov=True)", nesterov, names, observes=lambda x, v, eta, beta: x - eta * beta * v),
        oracle("torch.optim.SGD(nesterov=True)", sutskever, names, observes=lambda x, s, eta, beta: x + beta * s),
        not_tried("derive", "the gradients are any function's: SymPy has no closed form of such a recurrence"),
    ),
)
def equivalences():
    """The text's rule is θ⁺ = y − ηg(y), y = θ + β(θ − θ₋); PyTorch's parameter is its look-ahead point, not its θ."""
    move, speed = tutorial
    point = theta(t + 1) - eta * beta * v(t + 1)
    past = yield eq(y, point), by.algebra(at(move, t), at(speed, t))
    same = yield eq(g(y), g(point)), by.equal_arguments(past)
    one = yield eq(theta(t + 2), point - eta * g(point)), by.algebra(at(move, t + 1))
    back = yield eq(theta(t), theta(t + 1) + eta * v(t + 1)), by.algebra(at(move, t), at(speed, t))
    one = yield eq(theta(t + 2), y - eta * g(y)), by.algebra(one, same, back)
    first = yield two_steps, by.generalize(one)
    rest = yield suppose(eq(v(0), origin))
    past = yield eq(theta(0) - eta * beta * v(0), theta(0)), by.algebra(rest)
    same = yield eq(g(theta(0) - eta * beta * v(0)), g(theta(0))), by.equal_arguments(past)
    one = yield eq(theta(1), theta(0) - eta * g(theta(0))), by.algebra(at(move, 0), rest, same)
    second = yield from_rest, by.discharge(rest, one)

    start = yield begins, by.given(begins)
    base = yield eq(p(0), theta(0) - eta * beta * v(0)) & eq(b(0), v(0)), by.logic(start)
    now = yield suppose(eq(p(t), ahead) & eq(b(t), v(t)))
    here = yield eq(p(t), ahead), by.logic(now)
    fast = yield eq(b(t), v(t)), by.logic(now)
    same = yield eq(g(p(t)), g(ahead)), by.equal_arguments(here)
    one = yield eq(b(t + 1), v(t + 1)), by.algebra(at(torch[1], t), at(speed, t), same, fast)
    two = yield (
        eq(p(t + 1), theta(t + 1) - eta * beta * v(t + 1)),
        by.algebra(at(torch[0], t), at(move, t), at(speed, t), here, fast, same),
    )
    then = yield two.formula & one.formula, by.logic(one, two)
    third = yield looks_ahead, by.induction(base, then)

    base = yield eq(x(0), theta(0)) & eq(s(0), -(eta * v(0))), by.logic(start)
    now = yield suppose(eq(x(t), theta(t)) & eq(s(t), -(eta * v(t))))
    here = yield eq(x(t), theta(t)), by.logic(now)
    fast = yield eq(s(t), -(eta * v(t))), by.logic(now)
    place = yield eq(x(t) + beta * s(t), ahead), by.algebra(here, fast)
    same = yield eq(g(x(t) + beta * s(t)), g(ahead)), by.equal_arguments(place)
    one = yield eq(s(t + 1), -(eta * v(t + 1))), by.algebra(at(own[1], t), at(speed, t), same, fast)
    two = yield eq(x(t + 1), theta(t + 1)), by.algebra(at(own[0], t), at(move, t), here, fast, same)
    then = yield two.formula & one.formula, by.logic(one, two)
    fourth = yield scaled, by.induction(base, then)
    yield two_steps & from_rest & looks_ahead & scaled, by.logic(first, second, third, fourth)


rate = sequence("eta")
tutorial_t, torch_t, _ = runs(rate(t))
n = natural("n")
looking = eq(p(n), theta(n) - rate(n) * beta * v(n)) & eq(b(n), v(n))


def drift(gap):
    """After the step PyTorch's parameter is off the look-ahead point by ``gap``."""
    return eq(b(n + 1), v(n + 1)) & eq(p(n + 1), theta(n + 1) - rate(n + 1) * beta * v(n + 1) + gap)


gap = (rate(n + 1) - rate(n)) * beta * v(n + 1)


@claim(
    drift(gap),
    given=(*tutorial_t, *torch_t, looking),
    examples=({n: 0, beta: rational(2), rate: lambda k: 1 + k, g: lambda z: 3 * z},),
    near_misses=(
        near_miss(drift(0 * v(n)), "no gap"),
        near_miss(drift(-gap), "the sign of the gap"),
        near_miss(drift((rate(n + 1) - rate(n)) * v(n + 1)), "without β"),
        near_miss(drift((rate(n + 1) - rate(n)) * beta * v(n)), "the velocity before"),
    ),
)
def varying_step():
    """With a schedule PyTorch's parameter leaves the look-ahead point, by (ηₙ₊₁ − ηₙ)βvₙ₊₁ at every change of η."""
    now = yield looking, by.given(looking)
    here = yield looking.args[0], by.logic(now)
    fast = yield looking.args[1], by.logic(now)
    (move, speed), (torch_move, torch_speed) = tutorial_t, torch_t
    same = yield eq(g(p(n)), g(here.formula.args[1])), by.equal_arguments(here)
    one = yield eq(b(n + 1), v(n + 1)), by.algebra(at(torch_speed, n), at(speed, n), same, fast)
    two = yield drift(gap).args[1], by.algebra(at(torch_move, n), at(move, n), at(speed, n), here, fast, same)
    yield drift(gap), by.logic(one, two)
