"""Adam sees the axes: a rotation of the problem changes the length of its steps."""

from adam import beta1, beta2, eps, eta

from lrproof import (
    adam,
    between,
    by,
    claim,
    conj,
    enclosed,
    eq,
    near_miss,
    not_tried,
    rational,
    real,
    row,
    sqrt,
)

PREFIX = "adam"
PLACE = (4, 44)  # in the report: Part 4, after what Adam does not see

x = real("x")
SYMBOLS = {x: "a coordinate before the first step"}
hyper = {"eta": eta, "beta1": beta1, "beta2": beta2, "eps": eps}


def step(gradient):
    """The first step of a coordinate that has this gradient."""
    traced = adam.trace(gradient=lambda z: gradient, state={"x": x, "m": 0, "v": 0}, t=rational(1), **hyper)
    return traced.next["x"] - x


def length(one, two):
    """The length of the first step for the gradient (one, two)."""
    return sqrt(step(one) ** 2 + step(two) ** 2)


tilt, diagonal = sqrt(rational("1/2")), sqrt(rational(2))
straight = eta / (1 + eps)
turned = diagonal * eta / (1 + diagonal * eps)


def lengths(straight=straight, turned=turned):
    """The length for the gradient (1, 0), and for the same turned by 45°."""
    return eq(length(1, 0), straight) & eq(length(tilt, tilt), turned)


def near(least=eta * (1 - eps), turned_least=eta * (diagonal - 2 * eps)):
    """Both lengths for small ε: almost η, and almost √2 η."""
    return between(least, straight, eta) & between(turned_least, turned, diagonal * eta)


@claim(
    conj(lengths(), straight < turned, near()),
    near_misses=(
        near_miss(conj(lengths(turned=straight), straight < turned, near()), "a step that turns with the gradient"),
        near_miss(conj(lengths(turned=2 * eta / (1 + diagonal * eps)), straight < turned, near()), "2 for √2"),
        near_miss(conj(lengths(straight=eta), straight < turned, near()), "exactly η"),
        near_miss(conj(lengths(), straight < turned, near(least=eta)), "at least η"),
        near_miss(conj(lengths(), turned < straight, near()), "shorter off the axes"),
    ),
    tried=(
        enclosed(lengths(), {eta: ("0.001", 1), eps: ("1e-8", "0.1"), beta1: ("0.9",), beta2: ("0.999",), x: (0, 3)}),
        not_tried("simulate", "the runs check positions by a formula that knows one coordinate at a time"),
    ),
    cheat_sheet=(row("Adam's first step for the gradient (1, 0)", straight), row("The same, turned by 45°", turned)),
)
def rotation():
    """Adam's first step is about η long for a gradient along an axis, and about √2 η after a rotation by 45°."""
    half = yield (0 < tilt) & eq(tilt**2, rational("1/2")), by.arithmetic()
    two = yield conj(0 < diagonal, eq(diagonal**2, 2), eq(tilt * diagonal, 1)), by.arithmetic(half)
    taken = []
    for gradient, size in ((rational(1), 1), (rational(0), 0), (tilt, tilt)):
        square = (beta2 * 0 + (1 - beta2) * gradient**2) / (1 - beta2**1)
        root = yield (0 <= square) & eq(sqrt(square), size), by.arithmetic(half)
        one = yield eq(step(gradient), -(eta * gradient) / (size + eps)), by.algebra(root, half)
        taken.append(one)
    one = yield eq(length(1, 0), straight), by.arithmetic(*taken[:2])
    other = yield eq(step(tilt) ** 2 + step(tilt) ** 2, turned**2), by.algebra(taken[2], two, half)
    other = yield eq(length(tilt, tilt), turned), by.arithmetic(other, two)
    order = yield straight < turned, by.arithmetic(two)
    bounds = yield near(), by.arithmetic(two)
    yield conj(lengths(), straight < turned, near()), by.logic(one, other, order, bounds)
