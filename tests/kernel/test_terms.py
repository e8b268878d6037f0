"""Terms: immutable, well sorted, the same up to bound names only; substitution never captures."""

from __future__ import annotations

import copy
import json
import pickle
from fractions import Fraction
from typing import Any

import pytest

from lrproof.kernel.syntax import eq, exists, expect, forall, function, integer, positive, random_variable, real, total
from lrproof.kernel.terms import INT, REAL, Domain, Expr, Fn, decode, deterministic, encode, fresh, substitute, term

x, y, z, t, i = real("x"), real("y"), real("z"), integer("t"), integer("i")
f, X = function("f"), random_variable("X")


def raw(head: str, var: Expr, *args: Expr) -> Expr:
    return Expr(head, args, var=var)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (raw("forall", x, eq(x, z)), raw("forall", y, eq(y, z))),
        (total(i * x, i, 0, 3), total(t * x, t, 0, 3)),
        (raw("forall", x, raw("exists", y, x < y)), raw("forall", y, raw("exists", x, y < x))),
        (term(2), term(Fraction(4, 2))),
    ],
)
def test_bound_names_do_not_matter(a: Expr, b: Expr) -> None:
    assert a == b and hash(a) == hash(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (raw("forall", x, eq(x, z)), raw("forall", z, eq(z, z))),  # a free name is no bound one
        (raw("forall", x, raw("exists", y, x < y)), raw("forall", x, raw("exists", y, y < x))),
        (x, positive("x")),  # two symbols of one name, different domains
        (x, integer("x")),
        (real("x"), random_variable("x")),
        (raw("forall", x, eq(x, 0)), raw("forall", t, eq(t, 0))),  # all reals are not all integers
        (raw("forall", x, eq(expect(x), x)), raw("forall", X, eq(expect(X), X))),  # hole: numbers were random variables
        (function("f")(x), Fn("f", (REAL,), INT)(x)),
        (function("f")(x), Fn("f", (REAL,), random=1)(x)),
        (term(1), eq(1, 1)),
    ],
)
def test_different_meanings_stay_different(a: Expr, b: Expr) -> None:
    assert a != b


def test_shadowing_counts_from_the_inside() -> None:
    inner = raw("forall", x, raw("exists", x, eq(x, 0)))
    assert inner == raw("forall", y, raw("exists", x, eq(x, 0)))
    assert inner != raw("forall", y, raw("exists", x, eq(y, 0)))
    px = positive("x")
    assert raw("forall", x, raw("exists", px, x < px)) == raw("forall", y, raw("exists", z, y < z))


def test_capture_under_a_binder() -> None:
    """`for some y: x < y` at x := y is not `for some y: y < y`."""
    got = substitute(raw("exists", y, x < y), {x: y})
    assert got == raw("exists", z, y < z) and got.free == {y}
    assert substitute(total(i * x, i, 0, t), {x: i * 1}).free == {i, t}
    assert substitute(raw("exists", y, x < y), {y: z}) == raw("exists", y, x < y)  # a bound variable stays


def test_capture_by_a_name_of_another_domain() -> None:
    """The variable renamed is chosen by name, so that no printed formula has one name for two things."""
    got = substitute(raw("exists", y, x < y), {x: positive("y")})
    assert got.var is not None and got.var.data[0] not in ("y", "x") and got.free == {positive("y")}


def test_fresh_names_do_not_clash() -> None:
    primed = real("y'")
    got = substitute(raw("exists", y, (x < y) & eq(primed, y)), {x: y})
    assert got.free == {y, primed} and got == raw("exists", z, (y < z) & eq(primed, z))
    assert fresh(y, frozenset((y, primed))).data[0] == "y''"


@pytest.mark.parametrize(
    "build",
    [
        lambda: x**y,  # a real exponent
        lambda: Expr("add", (x, eq(x, 1))),
        lambda: Expr("and", (x, x)),
        lambda: total(x, x, 0, 1),  # a sum over a real
        lambda: total(x, i, x, 1),
        lambda: Expr("forall", (eq(x, 0),)),
        lambda: Expr("nonsense", ()),
        lambda: x + 0.5,
        lambda: Expr("num", data=1),
        lambda: Expr("num", data=True),
        lambda: Expr("eq", [x, y]),  # hole: a list could be changed after the proof
        lambda: Expr("app", (y,), var=y, data=f),  # hole: f(y bound) had the key of f(bound)
        lambda: Expr("var", (x,), data=x.data),
        lambda: Expr("var", data=("x", Domain(), None, True)),
        lambda: Expr("var", data=("x", Domain(), None, -1)),
        lambda: Expr("sum", (term(0), term(1), x), var=Expr("var", data=("i", Domain(INT), None, 1))),
        lambda: Fn("p", (REAL,), "prop"),
        lambda: Fn("p", ("prop",)),
        lambda: Fn("p", [REAL]),  # type: ignore[arg-type]
        lambda: Domain("prop"),
        lambda: Domain(REAL, 0.5),  # type: ignore[arg-type]
        lambda: f(x, y),
        lambda: bool(x < y),
    ],
)
def test_nonsense_is_refused(build: Any) -> None:
    with pytest.raises(TypeError):
        build()


def test_a_subclass_is_no_term() -> None:
    class Odd(Expr):
        def __eq__(self, other: object) -> bool:
            return False

        __hash__ = Expr.__hash__

    odd = Odd("var", data=x.data)
    for build in (lambda: Expr("forall", (eq(x, 0),), var=odd), lambda: Expr("add", (odd, x))):
        with pytest.raises(TypeError):
            build()


def test_a_term_never_changes() -> None:
    e = x + y
    for change in (
        lambda: setattr(e, "head", "sub"),
        lambda: delattr(e, "args"),
        lambda: setattr(f, "name", "g"),
        lambda: delattr(x.data[1], "sort"),
    ):
        with pytest.raises(AttributeError):
            change()
    assert e == x + y


def test_nothing_is_made_twice() -> None:
    """Holes: a second __init__ changed a term, a symbol or a domain in place, so that ⊢ f(x) = f(x) became f = g."""
    e, symbol, domain = x + y, function("f"), real("z").data[1]
    e.__init__("sub", (x, y))  # type: ignore[misc]
    symbol.__init__("g", ("real",))  # type: ignore[misc]
    domain.__init__("int")  # type: ignore[misc]
    assert (e, symbol.name, domain.sort) == (x + y, "f", "real")
    for cls in (Expr, Fn):
        with pytest.raises(TypeError):
            cls.__new__(cls)  # type: ignore[call-arg]


def test_a_binder_of_reals_binds_no_integer() -> None:
    """Hole: the slope of n − ⌊n⌋ by an integer n was used at real places."""
    for build in (
        lambda: Expr("derivative", (term(0), x, i), var=i),
        lambda: Expr("maximum", (term(0), x, y, i), var=i),
        lambda: Expr("sum", (i, i, x), var=x),
    ):
        with pytest.raises(TypeError, match="binds a variable of sort"):
            build()


@pytest.mark.parametrize("e", [forall(positive("x"), exists(y, f(x) < y)), total(i**2 / 3, i, 0, t), X + expect(X * x)])
def test_serial_form_is_lossless(e: Expr) -> None:
    assert decode(json.loads(json.dumps(encode(e)))) == e
    assert copy.deepcopy(e) == e and pickle.loads(pickle.dumps(e)) == e


def test_randomness_ends_at_an_expectation() -> None:
    assert not deterministic(X + 1) and not deterministic(f(X)) and deterministic(expect(X) + x)
