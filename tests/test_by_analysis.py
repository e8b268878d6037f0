"""Rules of a line for derivatives, limits, facts and inner products: the true line, and the false one next to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lines import accepted, refused, written

from lrproof import by
from lrproof.evidence.prove import prove
from lrproof.kernel.syntax import (
    cos,
    derivative_is,
    eq,
    exists,
    exp,
    forall,
    function,
    grows,
    iff,
    implies,
    inner,
    integer,
    log,
    natural,
    ne,
    norm,
    pi,
    positive,
    rational,
    real,
    sequence,
    sin,
    sqrt,
    tanh,
    tends,
    total,
    vector,
    vector_field,
)
from lrproof.kernel.terms import Expr
from lrproof.line import suppose

x, y, z, p, c = positive("x"), real("y"), real("z"), real("p"), real("c")
t, i, n = natural("t"), integer("i"), natural("n")
u, v, w = sequence("u"), sequence("v"), sequence("w")
f, df = function("f"), function("df")


def test_derivative() -> None:
    """By the rules of the calculus, with the chain rule for a function whose derivative is given."""
    accepted(derivative_is(2 * y - 3, y**2 - 3 * y, y, y), by.derivative())
    accepted(derivative_is(1 / x, log(x), x, x), by.derivative())
    accepted(derivative_is(-exp(-y) * cos(z), exp(-y) * cos(z), y, y), by.derivative())
    accepted(forall(y, derivative_is(1 - tanh(y) ** 2, tanh(y), y, y)), by.derivative())
    refused(derivative_is(2 * y, y**2 - 3 * y, y, y), by.derivative())
    refused(derivative_is(1 / y, log(y), y, y), by.derivative())  # y may be negative
    refused(derivative_is(df(y), f(y), y, y), by.derivative())  # of f nothing is known
    known = forall(p, derivative_is(df(p), f(y), y, p))
    square = {f: lambda s: s**2, df: lambda s: 2 * s}
    accepted(derivative_is(2 * df(2 * y), f(2 * y), y, y), by.derivative(known), given=(known,), examples=(square,))
    accepted(derivative_is(y * df(y) + f(y), y * f(y), y, y), by.derivative(known), given=(known,), examples=(square,))
    refused(derivative_is(df(2 * y), f(2 * y), y, y), by.derivative(known), given=(known,), examples=(square,))


def rising(wanted: Expr, body: Expr, slope: Expr, sign: Expr, **options: Any) -> Any:
    """The claim that ``wanted`` holds by the sign of the derivative of the body in y."""

    def lines() -> Iterator[Any]:
        slopes = yield forall(p, implies((0 <= p) & (p <= x), derivative_is(slope, body, y, p))), by.derivative()
        signs = yield forall(p, implies((0 <= p) & (p <= x), sign)), by.arithmetic()
        yield wanted, by.increasing(slopes, signs)

    return written(wanted, lines, **options)


def test_increasing() -> None:
    """A function rises where its derivative is not negative, strictly where it is positive; and not elsewhere."""
    assert prove(rising(0 <= x**3 + x, y**3 + y, 3 * p**2 + 1, 0 <= 3 * p**2 + 1))
    assert prove(rising(0 < x**3 + x, y**3 + y, 3 * p**2 + 1, 0 < 3 * p**2 + 1))
    for wanted in (x**3 + x <= 0, x <= x**3, x < 1 - x**2):
        with_error(rising(wanted, y**3 + y, 3 * p**2 + 1, 0 <= 3 * p**2 + 1))


def with_error(claim: Any) -> None:
    import pytest

    from lrproof.evidence.prove import ProofError

    with pytest.raises(ProofError, match=r"by\.increasing does not give this"):
        prove(claim)


def test_intermediate_value() -> None:
    """A differentiable function takes the value 0 between a negative and a positive one."""

    def lines() -> Iterator[Any]:
        slopes = yield forall(p, derivative_is(2 * p, y**2 - 2, y, p)), by.derivative()
        yield root, by.intermediate_value(slopes, between=(0, 2))

    root = exists(p, ((0 <= p) & (p <= 2)) & eq(p**2 - 2, 0))
    assert prove(written(root, lines))


def test_fact() -> None:
    """A law for the named terms, and what follows from it by algebra; what it needs must be known."""
    accepted(eq(log(x**t), t * log(x)), by.fact("log_power", x, t))
    accepted(eq(2 * log(x * (1 + x)), 2 * log(x) + 2 * log(1 + x)), by.fact("log_product", x, 1 + x))
    accepted(implies(x <= 1, log(x) <= log(1 + x)), by.fact("log_order", x, 1 + x))
    refused(eq(log(y**t), t * log(y)), by.fact("log_power", y, t))
    refused(eq(log(x + 1), log(x) + log(1 + x)), by.fact("log_product", x, 1 + x))
    assert "log_order" in refused(eq(log(x), 1), by.fact("log_of_anything", x))
    said = refused(implies(x < 1, log(x) < log(1 + x)), by.fact("log_order", x, 1))
    assert "log_order says 'log(x) <= log(1) <=> x <= 1'" in said
    bigger = y > 1
    accepted(eq(exp(log(y)), y), by.fact("exp_log", y, given=(bigger,)), given=(bigger,))


def test_numeric() -> None:
    """Numbers only, and only what balls tell apart."""
    accepted(log(rational(2)) < rational("0.6931471805599454"), by.numeric())
    refused(rational("0.6931471805599454") < log(rational(2)), by.numeric())
    refused(x < 1 + x, by.numeric())
    refused(cos(pi) < -1, by.numeric())


def test_limit() -> None:
    """Piece by piece, with what is cited."""
    half = rational("1/2")
    accepted(tends(3 + half**t, t, 3), by.limit())
    refused(tends(3 + half**t, t, 2), by.limit()) and refused(tends(2**t, t, 0), by.limit())
    known, ones = tends(u(t), t, z), ({u: lambda s: 1, z: 1},)
    accepted(tends(u(t) ** 2 - 1, t, z**2 - 1), by.limit(known), given=(known,), examples=ones)
    accepted(tends(abs(u(n)), n, abs(z)), by.limit(known), given=(known,), examples=ones)
    refused(tends(u(t) ** 2, t, z), by.limit(known), given=(known,), examples=ones)
    never = forall(n, ne(u(n), 0))
    refused(tends(1 / u(t), t, 1 / z), by.limit(known), given=(known, never), examples=ones)  # z may be 0
    accepted(tends(1 / u(t), t, 1 / z), by.limit(known), given=(known, never, ne(z, 0)), examples=ones)
    refused(tends(u(t), t, z), by.limit())
    accepted(tends(u(t + 1) - u(t), t, 0), by.limit(known), given=(known,), examples=ones)  # one limit for both
    refused(tends(u(2 * t), t, z), by.limit(known), given=(known,), examples=ones)
    refused(tends(u(t + 1), t, z + 1), by.limit(known), given=(known,), examples=ones)
    far, powers, solid = grows(u(t), t), ({u: lambda s: 2**s},), forall(n, ne(u(n), 0))
    accepted(tends(3 * (1 / u(t)), t, 0), by.limit(far), given=(far, solid), examples=powers)
    refused(tends(1 / u(t), t, 1), by.limit(far), given=(far, solid), examples=powers)
    refused(tends(1 / v(t), t, 0), by.limit(far), given=(far, solid), examples=powers)


def test_squeeze() -> None:
    """Between two sequences with one limit."""
    zeros = ({u: lambda s: 0},)
    below, above = forall(t, 0 <= u(t)), forall(t, u(t) <= rational("1/2") ** t)
    accepted(tends(u(t), t, 0), by.squeeze(below, above), given=(below, above), examples=zeros)
    refused(tends(u(t), t, 1), by.squeeze(below, above), given=(below, above), examples=zeros)
    far = forall(t, u(t) <= 1 + rational("1/2") ** t)
    refused(tends(u(t), t, 0), by.squeeze(below, far), given=(below, far), examples=zeros)


def test_limit_order() -> None:
    """Limits keep the order."""
    below, one, two = forall(t, u(t) <= v(t)), tends(u(t), t, y), tends(v(t), t, z)
    halves = {u: lambda s: 0, v: lambda s: 0, y: 0, z: 0}
    accepted(y <= z, by.limit_order(below, one, two), given=(below, one, two), examples=(halves,))
    refused(z <= y, by.limit_order(below, one, two), given=(below, one, two), examples=(halves,))
    refused(y < z, by.limit_order(below, one, two), given=(below, one, two), examples=(halves,))


def test_limit_monotone() -> None:
    """What falls has a limit or falls for ever; bounded below, it has one."""
    falls, above = forall(t, u(t + 1) <= u(t)), forall(t, -3 <= u(t))
    still = ({u: lambda s: 0},)
    accepted(exists(z, tends(u(t), t, z)) | grows(-u(t), t), by.limit_monotone(falls), given=(falls,), examples=still)
    refused(exists(z, tends(u(t), t, z)), by.limit_monotone(falls), given=(falls,), examples=still)
    both = (falls, above)
    accepted(exists(z, tends(u(t), t, z)), by.limit_monotone(falls, above), given=both, examples=still)
    rises = forall(t, u(t) <= u(t + 1))
    refused(exists(z, tends(u(t), t, z)), by.limit_monotone(rises, above), given=(rises, above), examples=still)


def test_limit_definition() -> None:
    """A limit is what it is, with any names."""
    q, m, s, start = real("q"), integer("m"), integer("s"), positive("m")
    near = abs(u(s) - z) < q
    every = Expr("forall", (implies(0 < q, exists(m, Expr("forall", (implies(m <= s, near),), var=s))),), var=q)
    accepted(iff(tends(u(t), t, z), every), by.limit_definition())
    late = Expr("forall", (implies(0 < q, exists(start, Expr("forall", (implies(start <= s, near),), var=s))),), var=q)
    refused(iff(tends(u(t), t, z), late), by.limit_definition())  # a real index from which on
    refused(iff(tends(u(t), t, y), every), by.limit_definition())


def test_limit_average() -> None:
    """u(t)/t tends to where the increments of u tend."""
    steps, straight = tends(u(t + 1) - u(t), t, z), ({u: lambda s: 3 * s, z: 3},)
    accepted(tends(u(t) / t, t, z), by.limit_average(steps), given=(steps,), examples=straight)
    refused(tends(u(t) / (t + 1), t, z), by.limit_average(steps), given=(steps,), examples=straight)
    refused(tends(u(t) / t, t, y), by.limit_average(steps), given=(steps,), examples=straight)


def test_growth() -> None:
    """Powers of a base above 1, positive factors, and what is at least as large."""
    accepted(grows(x * 2**t, t), by.limit())
    accepted(grows(abs(1 + x) ** t, t), by.limit())
    refused(grows(y * 2**t, t), by.limit()) and refused(grows((-2) ** t, t), by.limit())
    refused(grows(x**t, t), by.limit())
    larger, growing, same = forall(t, t <= u(t)), grows(t, t), ({u: lambda s: s},)
    accepted(grows(u(t), t), by.grows_beyond(larger, growing), given=(larger, growing), examples=same)
    refused(grows(v(t), t), by.grows_beyond(larger, growing), given=(larger, growing), examples=same)


def test_sum_order() -> None:
    """Term by term, also by what is given for every index."""
    accepted(total(0 * i, i, 1, t) <= total(u(i) ** 2, i, 1, t), by.sum_order())
    refused(total(0 * i, i, 1, t) <= total(u(i), i, 1, t), by.sum_order())
    refused(total(u(i) ** 2, i, 1, t) <= total(u(i) ** 2, i, 0, t), by.sum_order())
    small = forall(i, u(i) <= 1)
    accepted(total(u(i), i, 1, t) <= total(0 * i + 1, i, 1, t), by.sum_order(small), given=(small,))


def test_inner_products() -> None:
    """Cauchy and Schwarz, the triangle inequality, the parallelogram; not their converses."""
    a, b = vector("a"), vector("b")
    accepted(abs(inner(a, b)) <= norm(a) * norm(b), by.cauchy_schwarz(a, b))
    accepted(norm(a + b) <= norm(a) + norm(b), by.cauchy_schwarz(a, b, a + b))
    accepted(inner(a, b) <= (inner(a, a) + inner(b, b)) / 2, by.square(a - b))
    accepted(
        eq(norm(a + b) ** 2 + norm(a - b) ** 2, 2 * norm(a) ** 2 + 2 * norm(b) ** 2), by.square(a + b, a - b, a, b)
    )
    refused(norm(a) + norm(b) <= norm(a + b), by.cauchy_schwarz(a, b, a + b))
    refused(inner(a, b) <= (inner(a, a) + inner(b, b)) / 3, by.square(a - b))


def test_choose() -> None:
    """A name for what exists, which must not remain."""
    there = exists(z, eq(z**2, x))

    def lines(wanted: Expr) -> Any:
        def written_out() -> Iterator[Any]:
            now = yield suppose(eq(z**2, x))
            then = yield wanted, by.arithmetic(now)
            yield wanted, by.choose(there, now, then)

        return written_out

    assert prove(written(exists(y, eq(y**2, x)), _some(there), given=(there,)))
    assert prove(written(0 <= x, lines(0 <= x), given=(there,)))
    import pytest

    from lrproof.evidence.prove import ProofError

    with pytest.raises(ProofError, match="is not arbitrary"):
        prove(written(z**2 <= x, lines(z**2 <= x), given=(there,)))


def _some(there: Expr) -> Any:
    def lines() -> Iterator[Any]:
        yield exists(y, eq(y**2, x)), by.given(there)

    return lines


def test_sine() -> None:
    """A bound by the derivative: |sin| grows no faster than its argument."""

    def lines() -> Iterator[Any]:
        slopes = yield forall(p, derivative_is(1 - cos(p), y - sin(y), y, p)), by.derivative()
        sign = yield forall(p, 0 <= 1 - cos(p)), by.arithmetic()
        rise = yield 0 - sin(rational(0)) <= x - sin(x), by.increasing(slopes, sign, between=(0, x))
        zero = yield eq(sin(rational(0)), 0), by.fact("sin_zero")
        yield sin(x) <= x, by.arithmetic(rise, zero)

    assert prove(written(sin(x) <= x, lines))
    refused(sqrt(x) <= x, by.arithmetic())


def test_equal_arguments() -> None:
    """A function takes equal values at equal arguments, also where only arithmetic shows that they are equal."""
    a, b, field = vector("a"), vector("b"), vector_field("field")
    accepted(eq(u(2 * t - t), u(t)), by.equal_arguments())
    accepted(eq(log(x / (x * y)), log(1 / y)), by.equal_arguments(), given=(y > 0,))
    accepted(eq(f(abs(y)), f(y)), by.equal_arguments(y >= 0), given=(y >= 0,))
    accepted(eq(inner(a + b - b, b), inner(a, b)), by.equal_arguments())
    accepted(eq(y * a, abs(y) * a), by.equal_arguments(y >= 0), given=(y >= 0,))
    accepted(eq(1 / x * b, 1 / abs(x) * b), by.equal_arguments())
    refused(eq(a + b, a - b), by.equal_arguments())
    refused(eq(y * a, abs(y) * a), by.equal_arguments())
    accepted(eq(field(a + b - b), field(a)), by.equal_arguments())  # a vector for a vector
    refused(eq(field(a + b), field(a)), by.equal_arguments())
    refused(eq(f(abs(y)), f(y)), by.equal_arguments())
    refused(eq(u(t + 1), u(t)), by.equal_arguments())
    refused(eq(u(t), v(t)), by.equal_arguments())
    refused(eq(sin(y), cos(y)), by.equal_arguments())
