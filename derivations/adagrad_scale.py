"""AdaGrad does not ask for the scale of the gradients, nor for that of one coordinate."""

from adagrad import eta, t
from adagrad_coordinates import G, basis, coordinates, e, each, i, inside, n
from adagrad_potential import theta
from descent import g, x, y

from lrproof import (
    Fn,
    adagrad,
    at,
    by,
    claim,
    eq,
    followed,
    forall,
    implies,
    inner,
    ne,
    near_miss,
    not_tried,
    oracle,
    rational,
    recurrence,
    sequence,
    sqrt,
    suppose,
    torch_adagrad,
    total,
    vector_field,
    vectors,
)

PREFIX = "ada"
PLACE = (4, 9)  # in the report: Part 4, ninth

# two runs from one start, without ε: at every point the gradients of the second are c(i) times those of the first
H, h, path, c = Fn("H", ("int", "int"), "real"), vector_field("h"), vectors("z"), sequence("c")
SYMBOLS = {
    eta: "the learning rate before it is adapted", n: "the number of parameters", e: "an orthonormal basis",
    g: "the gradient of the first run", h: "the gradient of the second", c: "the scale of a coordinate",
    theta: "the parameters of the first run", path: "the parameters of the second",
    G: "the accumulated squares of the first", H: "the accumulated squares of the second",
}  # fmt: skip


def run(squares, path, gradient, eps=0):
    """The start and the formulas of a run of AdaGrad, coordinate by coordinate."""
    moves, adds = recurrence(
        adagrad, {"x": lambda k: inner(path(k), e(i)), "G": lambda k: squares(k, i)},
        gradient=lambda z: inner(gradient(path(t)), e(i)), step=t + 1, eta=eta, eps=eps,
    )  # fmt: skip
    return each(eq(squares(0, i), 0)), each(adds), each(moves)


first, second = run(G, theta, g), run(H, path, h)
scaled = each(forall(x, eq(inner(h(x), e(i)), c(i) * inner(g(x), e(i)))))
positive, begun = each(0 < c(i)), each(ne(inner(g(theta(0)), e(i)), 0))
together = eq(theta(0), path(0))
points = (basis, positive, scaled, together, begun)


def stated(power=2, share=1):
    """The runs are the same, and the sums of squares differ by a power of the scale."""
    alike = eq(path(t), theta(t)) if share == 1 else eq(path(t), share * theta(t))
    return forall(t, alike & each(eq(H(t, i), c(i) ** power * G(t, i))))


tenth = {"eta": rational("1/10"), "eps": 0}


def twenty(x):
    """Where a run on x²/2, or on 500x², is after 20 steps from 1 with η = 1/10."""
    return abs(x - rational("0.376576014")) < rational("1e-9")


def slide(size, eps):
    """A run on a loss of one parameter whose gradient is ``size`` everywhere."""
    return lambda k: -size * total(1 / sqrt(size**2 * i + eps), i, 1, k)


def example(size, eps=0):
    """Gradients of 1, and of ``size``."""
    return {n: 1, e: lambda k: rational(1), c: lambda k: rational(size), eta: 1, g: lambda z: rational(1),
            h: lambda z: rational(size), G: lambda k, i: k, H: lambda k, i: size**2 * k,
            theta: slide(1, eps), path: slide(size, eps)}  # fmt: skip


@claim(
    stated(),
    given=(*points, *first, *second),
    uses=(coordinates,),
    examples=(example(3),),
    near_misses=(
        near_miss(stated(power=1), "c for c²"),
        near_miss(stated(share=2), "twice as far"),
        near_miss(stated(), "with ε", given=(*points, *run(G, theta, g, 1), *run(H, path, h, 1)),
                  examples=(example(3, 1),)),
        near_miss(stated(), "the scale may be negative", given=(basis, *points[2:], *first, *second),
                  examples=(example(-1),)),
    ),
    tried=(
        followed(adagrad, lambda x: x, start=1, steps=20, hyper=tenth, ends=twenty),
        followed(adagrad, lambda x: 1000 * x, start=1, steps=20, hyper=tenth, ends=twenty),
        not_tried("derive", "the claim is of every loss: there is no closed form to find"),
        oracle("torch.optim.Adagrad", torch_adagrad, {"eta": "lr", "eps": "eps"}),
    ),
)  # fmt: skip
def scale_invariance():
    """Without ε AdaGrad takes the same steps when the gradients of each coordinate are scaled by a positive number."""
    here = yield suppose(inside)
    slope, other = inner(g(theta(t)), e(i)), inner(h(path(t)), e(i))
    scale = yield 0 < c(i), by.given(at(positive, i, given=(here,)))
    none = yield eq(G(0, i), 0), by.given(at(first[0], i, given=(here,)))
    begins = yield ne(inner(g(theta(0)), e(i)), 0), by.given(at(begun, i, given=(here,)))
    adds = yield first[1].args[0].args[1], by.given(at(first[1], i, given=(here,)))
    base = yield 0 < G(1, i), by.arithmetic(at(adds, 0), none, begins)
    now = yield suppose(0 < G(t + 1, i))
    then = yield 0 < G(t + 1 + 1, i), by.arithmetic(at(adds, t + 1), now)
    solid = yield forall(t, 0 < G(t + 1, i)), by.induction(base, then)
    under = G(t, i) + slope**2 + 0
    fine = yield (0 < under) & (0 < sqrt(under)), by.arithmetic(at(solid, t), at(adds, t))
    one = yield implies(inside, fine.formula), by.discharge(here, fine)
    one = yield forall(t, one.formula), by.generalize(one)
    yield forall(i, one.formula), by.generalize(one)

    squared = each(eq(H(t, i), c(i) ** 2 * G(t, i)))
    nought = yield eq(H(0, i), 0), by.given(at(second[0], i, given=(here,)))
    gathers = yield second[1].args[0].args[1], by.given(at(second[1], i, given=(here,)))
    there = yield (
        eq(inner(h(path(0)), e(i)), c(i) * inner(g(path(0)), e(i))),
        by.given(at(scaled, i, path(0), given=(here,))),
    )
    one = yield eq(inner(g(theta(0)), e(i)), inner(g(path(0)), e(i))), by.algebra(together)
    one = yield ne(inner(h(path(0)), e(i)), 0), by.arithmetic(there, one, begins, scale)
    base = yield 0 < H(1, i), by.arithmetic(at(gathers, 0), nought, one)
    now = yield suppose(0 < H(t + 1, i))
    then = yield 0 < H(t + 1 + 1, i), by.arithmetic(at(gathers, t + 1), now)
    solid = yield forall(t, 0 < H(t + 1, i)), by.induction(base, then)
    over = H(t, i) + other**2 + 0
    one = yield (0 < over) & (0 < sqrt(over)), by.arithmetic(at(solid, t), at(gathers, t))
    one = yield implies(inside, one.formula), by.discharge(here, one)
    one = yield forall(t, one.formula), by.generalize(one)
    yield forall(i, one.formula), by.generalize(one)

    one = yield eq(H(0, i), c(i) ** 2 * G(0, i)), by.algebra(none, nought)
    one = yield implies(inside, one.formula), by.discharge(here, one)
    one = yield each(one.formula.args[1]), by.generalize(one)
    two = yield eq(path(0), theta(0)), by.algebra(together)
    base = yield two.formula & one.formula, by.logic(two, one)
    now = yield suppose(eq(path(t), theta(t)) & squared)
    alike = yield eq(path(t), theta(t)), by.logic(now)
    sums = yield squared, by.logic(now)
    sums = yield eq(H(t, i), c(i) ** 2 * G(t, i)), by.cite(at(sums, i, given=(here,)))
    there = yield (
        eq(inner(h(path(t)), e(i)), c(i) * inner(g(path(t)), e(i))),
        by.given(at(scaled, i, path(t), given=(here,))),
    )
    moved = yield eq(inner(g(path(t)), e(i)), slope), by.algebra(alike)
    there = yield eq(other, c(i) * slope), by.arithmetic(there, moved)
    whole = yield eq(over, c(i) ** 2 * under), by.algebra(sums, there)
    root = yield eq(sqrt(over), c(i) * sqrt(under)), by.arithmetic(whole, scale, fine)
    moves = yield first[2].args[0].args[1], by.given(at(first[2], i, given=(here,)))
    follows = yield second[2].args[0].args[1], by.given(at(second[2], i, given=(here,)))
    along = yield eq(inner(path(t), e(i)), inner(theta(t), e(i))), by.algebra(alike)
    one = yield (
        eq(inner(path(t + 1), e(i)), inner(path(t), e(i)) - eta / (c(i) * sqrt(under)) * (c(i) * slope)),
        by.algebra(at(follows, t), root, there, scale, fine),
    )
    two = yield (
        eq(inner(theta(t + 1), e(i)), inner(theta(t), e(i)) - eta / sqrt(under) * slope),
        by.given(at(moves, t)),
    )
    same = yield (
        eq(eta / (c(i) * sqrt(under)) * (c(i) * slope), eta / sqrt(under) * slope),
        by.algebra(scale, fine),
    )
    one = yield eq(inner(path(t + 1), e(i)), inner(theta(t + 1), e(i))), by.arithmetic(one, two, same, along)
    one = yield implies(inside, one.formula), by.discharge(here, one)
    one = yield each(one.formula.args[1]), by.generalize(one)
    two = yield (
        implies(one.formula, eq(path(t + 1), theta(t + 1))),
        by.cite(at(coordinates, {x: path(t + 1), y: theta(t + 1)})),
    )
    arrived = yield eq(path(t + 1), theta(t + 1)), by.logic(one, two)
    one = yield (
        eq(H(t + 1, i), c(i) ** 2 * G(t + 1, i)),
        by.algebra(at(gathers, t), at(adds, t), sums, there),
    )
    one = yield implies(inside, one.formula), by.discharge(here, one)
    one = yield each(one.formula.args[1]), by.generalize(one)
    then = yield arrived.formula & one.formula, by.logic(arrived, one)
    yield stated(), by.induction(base, then)
