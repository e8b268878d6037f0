"""Adam's first step on a gradient of the size of ε, and on none without ε."""

from adam import beta2, eta, g, m_starts, t, v_starts, v_step
from adam_constant_gradient import any_runs, first_step, step
from adam_defined import eps, safe, square, well_defined

from lrproof import adam, at, by, claim, eq, followed, forall, iff, ne, near_miss, not_tried, rational, row, sqrt

PREFIX = "adam"
PLACE = (4, 36)  # in the report: Part 4, before the linearisation

SYMBOLS = {eta: "the learning rate", eps: "the constant beside the root", g: "the gradient of step t"}
divisor = sqrt(square(0)) + eps


def halves(share=eta / 2, size=eps):
    """When the first step has which length."""
    return iff(eq(abs(step), share), eq(abs(g(1)), size))


@claim(
    halves(),
    given=(m_starts, v_starts, ne(g(1), 0), (0 < eps) | (0 < beta2), *any_runs),
    uses=(first_step, well_defined),
    near_misses=(
        near_miss(halves(size=2 * eps), "2ε for ε"),
        near_miss(halves(share=eta), "a whole step"),
        near_miss(halves(size=eps**2), "ε inside the root"),
    ),
    tried=(
        followed(
            adam, lambda z: rational("1e-8"), start=0, steps=1,
            hyper={"eta": 1, "beta1": rational("0.9"), "beta2": rational("0.999"), "eps": rational("1e-8")},
            ends=lambda x: (rational("-0.500000000001") < x) & (x < rational("-0.499999999999")),
        ),
    ),
    cheat_sheet=(row("Adam's first step is η/2 exactly where", halves().args[1]),),
)  # fmt: skip
def half_step():
    """Adam's first step has the length η/2 exactly where the gradient's size is ε."""
    some = yield safe(), by.cite(at(well_defined, t))
    some = yield (0 <= square(t)) & ne(sqrt(square(t)) + eps, 0), by.arithmetic(some)
    yield forall(t, some.formula), by.generalize(some), "no step divides by 0"
    whole = yield first_step.statement, by.cite(first_step)
    change = -(eta * g(1)) / (abs(g(1)) + eps)
    taken = yield eq(step, change), by.logic(whole)
    room = yield (0 < abs(g(1))) & (0 < abs(g(1)) + eps), by.arithmetic()
    size = yield eq(abs(step), eta * abs(g(1)) / (abs(g(1)) + eps)), by.arithmetic(taken, room)
    yield halves(), by.arithmetic(size, room)


nothing = iff(eq(divisor, 0), eq(eps, 0) & eq(g(1), 0))


@claim(
    nothing,
    given=(v_starts, v_step),
    near_misses=(
        near_miss(iff(eq(divisor, 0), eq(eps, 0)), "whatever the gradient"),
        near_miss(iff(eq(divisor, 0), eq(g(1), 0)), "whatever ε"),
        near_miss(
            nothing,
            "v not started at 0",
            given=(v_step, 0 <= v_starts.args[0]),
            examples=({eps: 0, beta2: rational("1/2")},),
        ),
    ),
    tried=(not_tried("follow", "a run without a first step ends nowhere"),),
)
def no_step():
    """Adam's first step would be 0/0 exactly where ε = 0 and the gradient is 0: it divides by 0 nowhere else."""
    root = yield eq(sqrt(square(0)), abs(g(1))), by.arithmetic(v_starts)
    one = yield eq(divisor, abs(g(1)) + eps), by.arithmetic(root)
    yield nothing, by.arithmetic(one)
