"""RMSprop with a constant rate on a parabola: beyond ηa = 2√ε two points take the minimum's place."""

from rmsprop import G, beta, eps, eta, t, theta
from rmsprop_cycle_jacobian import c, level
from rmsprop_escape import away, edge, escapes, keeps_away, large_step, leaves, misses, n, s
from rmsprop_quadratic import a, collects, converges, defined, goes, moves, nearer, settles, starts

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    followed,
    forall,
    implies,
    ne,
    near_miss,
    rational,
    rmsprop,
    row,
    sqrt,
    suppose,
)

PREFIX = "rms"
PLACE = (4, 20)  # in the report: Part 4, twentieth

SYMBOLS = {
    a: "the curvature", eta: "the learning rate before it is adapted", beta: "the weight of the past in G",
    eps: "the constant in the root", theta: "the parameter after t steps", G: "the average of t squared gradients",
    s: "a bound on G",
}  # fmt: skip
stable = implies(eta * a < 2 * sqrt(eps), conj(nearer, goes, settles))
unstable = implies(large_step, implies(ne(theta(n), 0) & (s < edge), leaves) & implies(misses, ~goes))
begins = eq(theta(0), c) & eq(G(0), level)


def there(k, sign=-1):
    """After k steps: at ±c, with G as it was."""
    return eq(theta(k), rational(sign) ** k * c) & eq(G(k), level)


def cycle(sign=-1):
    """From c it goes to and fro."""
    return implies(large_step & begins, forall(t, there(t, sign)))


# numbers whose roots are rational: on the cycle of 1 and −1; with a step that is too long; and on the minimum
swings = {a: 1, eta: rational("5/2"), eps: rational("9/16"), beta: rational("1/2")}
longer = {**swings, eta: rational("11/4"), beta: 0}
rests = {**swings, theta: lambda k: 0 * k, G: lambda k: rational("1/2") ** k}
usual = {"eta": rational("0.01"), "beta": rational("0.9"), "eps": rational("1e-8")}


@claim(
    conj(stable, unstable, cycle()),
    given=(starts, collects, moves),
    uses=(converges, escapes, keeps_away),
    near_misses=(
        near_miss(conj(stable, unstable, cycle(1)), "that it stays at c", examples=(swings,)),
        near_miss(conj(stable, implies(large_step, unstable.args[1].args[0] & ~goes), cycle()),
                  "of runs on the minimum, too", examples=(rests,)),
        near_miss(conj(implies(eta * a < 4 * sqrt(eps), nearer), unstable, cycle()), "4√ε for 2√ε",
                  examples=(longer,)),
    ),
    tried=(
        followed(  # the amplitude at a = 1 is 0.00499899989998
            rmsprop, lambda z: z, start=rational("0.004"), steps=500, hyper=usual,
            ends=lambda x: (rational("0.0049989998") < abs(x)) & (abs(x) < rational("0.0049989999")),
        ),
        followed(  # ηa = 1.9√ε
            rmsprop, lambda z: rational("0.019") * z, start=1, steps=300, hyper=usual,
            ends=lambda x: abs(x) < rational("1e-6"),
        ),
    ),
    cheat_sheet=(row("RMSprop can swing between ±c with c =", c),),
)  # fmt: skip
def two_cycle():
    """RMSprop's minimum is stable for ηa < 2√ε and unstable beyond, where ±√(η²/4 − ε/a²) is a cycle of two points."""
    yield from defined()
    slow = yield suppose(eta * a < 2 * sqrt(eps))
    one = yield eta * a <= 2 * sqrt(eps), by.arithmetic(slow)
    two = yield implies(eta * a <= 2 * sqrt(eps), conj(nearer, goes, settles)), by.cite(converges)
    one = yield conj(nearer, goes, settles), by.logic(one, two)
    first = yield stable, by.discharge(slow, one)
    fast = yield suppose(large_step)
    one = yield implies(ne(theta(n), 0) & (s < edge), leaves), by.cite(at(escapes, given=(fast,)))

    both = yield away, by.cite(at(keeps_away, given=(fast,)))
    two = yield implies(misses, ~goes), by.logic(both)
    both = yield one.formula & two.formula, by.logic(one, two)
    second = yield unstable, by.discharge(fast, both)

    begin = yield suppose(large_step & begins)
    k = eta * a / 2
    inside = yield 0 < eta**2 / 4 - eps / a**2, by.arithmetic(begin)
    far = yield eq(c**2, eta**2 / 4 - eps / a**2), by.arithmetic(inside)
    turn = rational(-1)
    base = yield eq((turn**0) ** 2, 1), by.arithmetic()
    now = yield suppose(eq((turn**t) ** 2, 1))
    then = yield eq((turn ** (t + 1)) ** 2, 1), by.algebra(now)
    signs = yield forall(t, eq((turn**t) ** 2, 1)), by.induction(base, then)
    base = yield there(0), by.arithmetic(begin)
    now = yield suppose(there(t))
    here = yield eq(theta(t), turn**t * c), by.logic(now)
    old = yield eq(G(t), level), by.logic(now)
    square = yield eq((a * theta(t)) ** 2, a**2 * c**2 * (turn**t) ** 2), by.algebra(here)
    square = yield eq((a * theta(t)) ** 2, level), by.algebra(square, at(signs, t), far)
    one = yield eq(G(t + 1), level), by.algebra(at(collects, t), old, square)
    inner = beta * G(t) + (1 - beta) * (a * theta(t)) ** 2 + eps
    under = yield eq(inner, k**2), by.algebra(old, square)
    root = yield eq(sqrt(inner), k), by.arithmetic(under)
    moved = yield eq(theta(t + 1), theta(t) - eta / k * (a * theta(t))), by.algebra(at(moves, t), root)
    moved = yield eq(theta(t + 1), -theta(t)), by.algebra(moved)
    two = yield eq(theta(t + 1), turn ** (t + 1) * c), by.algebra(moved, here)
    then = yield there(t + 1), by.logic(one, two)
    every = yield forall(t, there(t)), by.induction(base, then)
    third = yield cycle(), by.discharge(begin, every)
    yield conj(stable, unstable, cycle()), by.logic(first, second, third)
