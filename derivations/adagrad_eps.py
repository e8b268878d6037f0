"""AdaGrad: where ε stands, inside the root or outside."""

from adagrad import G, accumulates, accumulator, eps, eta, g, squares, starts, step, t, theta

from lrproof import (
    at,
    by,
    claim,
    enclosed,
    eq,
    forall,
    near_miss,
    nonnegative,
    oracle,
    rational,
    recurrence,
    row,
    sequence,
    simulated,
    sqrt,
    torch_adagrad,
    torch_rmsprop,
)

PREFIX = "ada"
PLACE = (4, 3)  # in the report: Part 4, third

# PyTorch's AdaGrad adds its ε to the root; the paths are of one gradient sequence, and that ε is √ε
path, s = sequence("y"), nonnegative("s")
outside, same = recurrence(
    torch_adagrad, {"x": path, "G": G}, gradient=lambda z: g(t + 1), step=t + 1, eta=eta, eps=sqrt(eps)
)
SYMBOLS = {
    eta: "the learning rate before it is adapted", eps: "the constant in the root", s: "an accumulated square",
    theta: "the parameter after t steps, ε in the root", path: "the parameter after t steps, √ε outside the root",
    G: "the accumulated squares", g: "the gradient of step t",
}  # fmt: skip
inner, outer = sqrt(s + eps), sqrt(s) + sqrt(eps)
lower, upper = forall(s, inner <= outer), forall(s, outer <= sqrt(rational(2)) * inner)
attained = eq(sqrt(rational(0)) + sqrt(eps), sqrt(0 + eps)) & eq(
    sqrt(eps) + sqrt(eps), sqrt(rational(2)) * sqrt(eps + eps)
)


def length(path):
    """How far step t + 1 goes."""
    return abs(path(t + 1) - path(t))


steps = forall(t, (length(path) <= length(theta)) & (length(theta) <= sqrt(rational(2)) * length(path)))
tiny, small = rational("1e-8"), rational("1e-6")
ratio = sqrt(small**2 + tiny) / (sqrt(small**2) + tiny)  # of two first steps with one ε and the gradient 10⁻⁶
apart = (rational("99.01") < ratio) & (ratio < rational("99.02"))


@claim(
    lower & upper & attained & steps & apart,
    given=(starts, accumulates, step, outside),
    uses=(accumulator,),
    near_misses=(
        near_miss(forall(s, outer <= inner) & upper & attained & steps & apart, "the other way round"),
        near_miss(lower & forall(s, outer <= rational("1.4") * inner) & attained & steps & apart, "1.4 for √2"),
        near_miss(lower & forall(s, sqrt(s) + eps <= sqrt(rational(2)) * inner) & attained & steps & apart,
                  "ε outside for √ε"),
        near_miss(
            lower & upper & attained & forall(t, eq(length(path), length(theta))) & apart, "no difference",
            examples=({eps: rational(16), g: lambda k: rational(3)},),
        ),
        near_miss(lower & upper & attained & steps & (ratio < 2), "one ε in both places: twice as far at most"),
    ),
    tried=(
        enclosed((inner <= outer) & (outer <= sqrt(rational(2)) * inner),
                 {s: ("1/100", "1/2", 3, 10**8), eps: ("1/100000000", "1/3", 2)}),
        simulated(
            torch_adagrad, path(t - 1) - eta / (sqrt(squares()) + eps) * g(t),
            reads={path: "iterate", g: "gradient of step", t: "steps", eta: "eta", eps: "eps"},
            hyper={"eta": rational("0.1"), "eps": rational("1e-4")}, control="eta", condition=10**4, steps=100,
        ),
        oracle("torch.optim.Adagrad", torch_adagrad, {"eta": "lr", "eps": "eps"}),
        oracle("torch.optim.RMSprop", torch_rmsprop, {"eta": "lr", "beta": "alpha", "eps": "eps"}),
    ),
    cheat_sheet=(row("ε in AdaGrad's root is about √ε outside of it", lower & upper),),
)  # fmt: skip
def eps_placement():
    """The constant ε in the root is worth √ε outside: the steps differ by √2 at most. One ε in both places differs."""

    one = yield inner <= outer, by.arithmetic()
    first = yield lower, by.generalize(one)
    double = yield (0 <= sqrt(rational(2))) & eq(sqrt(rational(2)) ** 2, 2), by.arithmetic()
    most = yield outer**2 <= (sqrt(rational(2)) * inner) ** 2, by.arithmetic(double)
    one = yield outer <= sqrt(rational(2)) * inner, by.arithmetic(most, double)
    second = yield upper, by.generalize(one)
    ends = yield attained, by.arithmetic(double)

    least = yield 0 <= G(t), by.cite(accumulator)
    under = G(t) + g(t + 1) ** 2 + eps
    one = yield (0 <= under - eps) & (0 < under) & (0 < sqrt(under)), by.arithmetic(least)
    fine = yield forall(t, (0 <= under - eps) & (0 < under) & (0 < sqrt(under))), by.generalize(one)
    added = sqrt(G(t) + g(t + 1) ** 2) + sqrt(eps)
    one = yield (0 <= G(t) + g(t + 1) ** 2) & (0 < added), by.arithmetic(least)
    yield forall(t, (0 <= G(t) + g(t + 1) ** 2) & (0 < added)), by.generalize(one)
    square = G(t) + g(t + 1) ** 2
    near = yield sqrt(square + eps) <= added, by.cite(at(first, square, given=(one,)))
    far = yield added <= sqrt(rational(2)) * sqrt(square + eps), by.cite(at(second, square, given=(one,)))
    solid = yield (0 < added) & (0 < sqrt(under)), by.arithmetic(one, at(fine, t))
    less = yield eta / added <= eta / sqrt(under), by.arithmetic(near, solid)
    more = yield eta / sqrt(under) <= sqrt(rational(2)) * (eta / added), by.arithmetic(far, solid, double)
    gradient = abs(g(t + 1))
    inside = yield eq(length(theta), eta / sqrt(under) * gradient), by.arithmetic(at(step, t), solid)
    beside = yield eq(length(path), eta / added * gradient), by.arithmetic(at(outside, t), solid)
    one = yield length(path) <= length(theta), by.arithmetic(inside, beside, less)
    two = yield length(theta) <= sqrt(rational(2)) * length(path), by.arithmetic(inside, beside, more)
    both = yield (
        (length(path) <= length(theta)) & (length(theta) <= sqrt(rational(2)) * length(path)),
        by.logic(one, two),
    )
    third = yield steps, by.generalize(both)
    low = yield rational("99.01") < ratio, by.numeric()
    high = yield ratio < rational("99.02"), by.numeric()
    yield lower & upper & attained & steps & apart, by.logic(first, second, ends, third, low, high)
