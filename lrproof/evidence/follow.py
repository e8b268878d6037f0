"""The engine "follow": one run of an update rule on a loss of one variable, in balls that enclose it.

The loss need not be quadratic: its derivative is a term. Each step is computed by ball arithmetic from the traced rule,
with as many bits as it takes for the last ball to decide what is said of it, so rounding cannot hide anything. What is
said of the end must be false of the start, else the run would show nothing.
"""

from __future__ import annotations

from typing import Any, Final

from flint import arb, ctx

from lrproof.claim import FOLLOWED, Followed
from lrproof.evaluate import EXACT, balls, evaluate
from lrproof.kernel.terms import Expr, substitute
from lrproof.undefined import Undefined
from lrproof.verdict import Record

MOST_BITS: Final = 2**16


def check(request: Followed) -> Record:
    """The record of the run. Raises ValueError for a formula that is no combination of < and ≤."""
    what = f"{request.steps} steps of {request.rule.name} on f′(x) = {request.gradient} from {request.start}, "
    what += ", ".join(f"{name} = {value}" for name, value in request.hyper.items()) + f": {request.ends}"
    bits, unsettled = 128, ""
    while bits <= MOST_BITS:
        with ctx.workprec(bits):
            try:
                end = _run(request, bits)
            except Undefined as error:  # a ball that has grown may hold a divisor of 0 that the run does not meet
                unsettled = f"the run stops: {error}"
            else:
                verdict = holds(request.ends, end, bits)
                if verdict is not None:
                    return _record(request, what, end, bits, verdict)
                unsettled = f"undecided: x is in {end.str(10)}"
        bits *= 2
    return Record("follow", what, False, reason=f"{unsettled}, with {MOST_BITS} bits")


def _record(request: Followed, what: str, end: Any, bits: int, verdict: bool) -> Record:
    shown = arb(end.mid()).str(10, radius=False)
    if not verdict:
        return Record("follow", what, False, measured=shown, reason=f"false: x is {end.str(20)} at the end")
    if holds(request.ends, arb(_exact(request.start)), bits) is not False:
        return Record("follow", what, False, measured=shown, reason=f"it is true of the start {request.start} already")
    return Record("follow", f"{what}; it is false of the start", True, measured=shown)


def _exact(e: Expr) -> Any:
    from flint import fmpq

    value = evaluate(e, {}, numbers=EXACT)
    return fmpq(value.numerator, value.denominator)


def _run(request: Followed, bits: int) -> Any:
    """The ball of the parameter after the last step."""
    hyper: dict[str, Any] = dict(request.hyper)
    traced = request.rule.trace(gradient=lambda z: substitute(request.gradient, {FOLLOWED: z}), **hyper)
    numbers = balls(bits)
    values = {traced.state[name]: arb(0) for name in request.rule.state}
    first = traced.state[request.rule.state[0]]
    values[first] = arb(_exact(request.start))
    for k in range(1, request.steps + 1):
        clock = {} if traced.t is None else {traced.t: k}
        new = {name: evaluate(traced.next[name], values | clock, numbers=numbers) for name in request.rule.state}
        values = {traced.state[name]: value for name, value in new.items()}
        if not values[first].is_finite():
            break
    return values[first]


def holds(e: Expr, x: Any, bits: int) -> bool | None:
    """Whether the formula is true of every point of the ball ``x``; None where the balls do not tell."""
    if e.head in ("and", "or"):
        parts = [holds(a, x, bits) for a in e.args]
        settles = e.head == "or"
        return settles if settles in parts else None if None in parts else not settles
    if e.head == "not":
        inner = holds(e.args[0], x, bits)
        return None if inner is None else not inner
    if e.head not in ("lt", "le"):
        raise ValueError(f"followed: '{e}' cannot be decided in balls; use <, <=, and, or, not")
    try:
        left, right = (evaluate(a, {FOLLOWED: x}, numbers=balls(bits)) for a in e.args)
    except Undefined:
        return None
    if left < right:
        return True
    return False if right < left else None
