"""In which sense Adam combines momentum and RMSprop, and in which it does not."""

from adam import beta, e, eps, eta, t, u
from adam_defined import average_of_squares
from adam_without_momentum import G, g, hyper, phi, plain, theta, v

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
    near_miss,
    not_tried,
    oracle,
    rational,
    recurrence,
    rmsprop,
    sequence,
    sqrt,
    suppose,
    torch_rmsprop,
    uncorrected_adam,
)

PREFIX = "adam"
PLACE = (4, 42)  # in the report: Part 4, after what Adam is without momentum

rho, chi = sequence("rho"), sequence("chi")
n, G_rho, G_chi = sequence("n"), sequence("G_rho", latex=r"G^{\rho}"), sequence("G_chi", latex=r"G^{\chi}")
SYMBOLS = {
    theta: "Adam with β₁ = 0", phi: "the same without bias correction", rho: "RMSprop with ε outside the root",
    chi: "RMSprop as the text has it", g: "the gradient, any function",
}  # fmt: skip
uncorrected = recurrence(uncorrected_adam, {"m": n, "v": G, "x": phi}, **hyper, beta1=0, beta2=beta)
torch = recurrence(torch_rmsprop, {"G": G_rho, "x": rho}, **hyper, beta=beta)
tutorial = recurrence(rmsprop, {"G": G_chi, "x": chi}, **hyper, beta=beta)
pairs = (v, theta), (G, phi), (G_rho, rho), (G_chi, chi)
starts = *(eq(a(0), 0) for a, _ in pairs), *(eq(x(0), theta(0)) for _, x in pairs[1:])
size = abs(g(theta(0)))


def first(x, divisor):
    """The first step of the run x."""
    return eq(x(1) - x(0), -(eta * g(theta(0))) / divisor)


def taken(ours, bare, theirs):
    """The first steps of Adam without momentum, of the same without bias correction, and of RMSprop."""
    return conj(first(theta, ours), first(phi, bare), first(chi, theirs))


long, shorter = size + eps, sqrt(1 - beta) * size + eps
divisors = long, shorter, sqrt((1 - beta) * size**2 + eps)
steps = taken(*divisors)
same = forall(t, eq(phi(t), rho(t)))


@claim(
    same & steps,
    given=(*starts, *plain, *uncorrected, *torch, *tutorial),
    printed=fails("Part 4", r"\text{Combines momentum + RMSprop}", forall(t, eq(theta(t), chi(t)))),
    uses=(average_of_squares,),
    near_misses=(
        near_miss(forall(t, eq(theta(t), rho(t))) & steps, "with bias correction, too"),
        near_miss(forall(t, eq(phi(t), chi(t))) & steps, "with ε inside the root, too"),
        near_miss(same & taken(long, (1 - beta) * size + eps, divisors[2]), "without the root of 1 − β"),
        near_miss(same & taken(shorter, *divisors[1:]), "Adam's first step as without bias correction"),
        near_miss(same & taken(long, shorter, shorter), "RMSprop's first step with ε outside the root"),
    ),
    tried=(
        *(
            followed(
                method, lambda z: z, start=1, steps=1,
                hyper={"eta": rational("0.001"), "eps": rational("1e-8")} | weights,
                ends=lambda x, last=last: abs(x - rational(last)) < rational("1e-9"),
            )
            for method, weights, last in (
                (adam, {"beta1": 0, "beta2": rational("0.999")}, "0.99900000001"),
                (uncorrected_adam, {"beta1": 0, "beta2": rational("0.999")}, "0.9683772334"),
                (rmsprop, {"beta": rational("0.999")}, "0.9683773815"),
            )
        ),
        not_tried("derive", "nothing is solved for: the gradient is any function"),
        oracle("torch.optim.Adam", adam, {"eta": "lr", "beta1": "beta1", "beta2": "beta2", "eps": "eps"}),
        oracle("torch.optim.RMSprop", torch_rmsprop, {"eta": "lr", "beta": "alpha", "eps": "eps"}),
    ),
)  # fmt: skip
def combines():
    """Without momentum it is Adam without bias correction that is RMSprop, and RMSprop with its ε outside the root."""
    less = yield beta ** (t + 1) <= beta, by.arithmetic()
    known = []
    for a, x in pairs:
        never = yield forall(t, 0 <= a(t)), by.logic(at(average_of_squares, {e: a, u: lambda n, x=x: g(x(n - 1))}))
        top = beta * a(t) + (1 - beta) * g(x(t)) ** 2
        under = {v: top / (1 - beta ** (t + 1)), G_chi: top + eps}.get(a, top)
        some = yield 0 <= top, by.arithmetic(at(never, t))
        safe = yield (0 <= under) & (0 < (sqrt(under) if a is G_chi else sqrt(under) + eps)), by.arithmetic(some, less)
        yield forall(t, safe.formula), by.generalize(safe), "no step divides by 0"
        known.append(safe)

    alike = eq(phi(t), rho(t)) & eq(G(t), G_rho(t))
    base = yield eq(phi(0), rho(0)) & eq(G(0), G_rho(0)), by.arithmetic(*starts)
    now = yield suppose(alike)
    here = yield eq(phi(t), rho(t)), by.logic(now)
    past = yield eq(G(t), G_rho(t)), by.logic(now)
    slope = yield eq(g(phi(t)), g(rho(t))), by.equal_arguments(here)
    moves = at(uncorrected[2], t), at(torch[1], t)
    one = yield eq(phi(t + 1), rho(t + 1)), by.algebra(*moves, here, past, slope, *known[1:3])
    two = yield eq(G(t + 1), G_rho(t + 1)), by.algebra(at(uncorrected[1], t), at(torch[0], t), past, slope)
    then = yield one.formula & two.formula, by.logic(one, two)
    every = yield forall(t, alike), by.induction(base, then)
    one = yield eq(phi(t), rho(t)), by.logic(at(every, t))
    equal = yield same, by.generalize(one)

    firsts = []
    for (a, x), move, divisor in zip((pairs[0], pairs[1], pairs[3]), (plain[2], uncorrected[2], tutorial[1]), divisors,
                                     strict=True):  # fmt: skip
        slope = yield eq(g(x(0)), g(theta(0))), by.equal_arguments(*starts)
        top = beta * a(0) + (1 - beta) * g(x(0)) ** 2
        square = yield eq(top, (1 - beta) * size**2), by.arithmetic(slope, *starts)
        under = {v: sqrt(top / (1 - beta ** (rational(0) + 1))) + eps, G_chi: sqrt(top + eps)}.get(a, sqrt(top) + eps)
        root = yield eq(under, divisor) & (0 < divisor), by.arithmetic(square)
        one = yield first(x, divisor), by.algebra(at(move, 0), root, slope)
        firsts.append(one)
    yield same & steps, by.logic(equal, *firsts)
