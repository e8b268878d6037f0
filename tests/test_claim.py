"""Claims: what @claim makes of a generator, and what it refuses, with file and line."""

from __future__ import annotations

import re
import types
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from lrproof import by
from lrproof.claim import (
    NOT_PRINTED,
    Claim,
    Printed,
    claim,
    derived,
    empirical,
    enclosed,
    fails,
    heuristic,
    holds,
    holds_under,
    near_miss,
    simulated,
)
from lrproof.engines import engines
from lrproof.kernel.syntax import (
    eq,
    forall,
    function,
    integer,
    natural,
    positive,
    random_variable,
    rational,
    real,
    sequence,
    tends,
    total,
)
from lrproof.kernel.terms import Expr
from lrproof.line import at, suppose
from lrproof.rules import gradient_descent, heavy_ball

PREFIX = "claims"

x, y = positive("x"), real("y")
t, i = natural("t"), integer("i")
u = sequence("u")
TRUE = y <= abs(y)


def small_proof() -> Iterator[Any]:
    """A claim's   title,
    over two lines."""
    yield y <= abs(y), by.arithmetic()


def refused(kind: type[Exception], *said: str, statement: Any = TRUE, proof: Any = small_proof, **options: Any) -> None:
    """``@claim`` refuses, and says so with the place of the function and all of ``said``."""
    with pytest.raises(kind) as found:
        claim(statement, **options)(proof)
    code = proof.__code__
    assert str(found.value).startswith(f"{code.co_filename}:{code.co_firstlineno}: claim {proof.__name__}: ")
    for text in said:
        assert text in str(found.value), found.value


def test_what_a_claim_is() -> None:
    """Id, title, symbols in the order in which they are met, domains, assumptions; nothing is run."""
    made = claim(eq(u(t), x * y), given=(y > 1, forall(t, u(t) > 0)), printed=holds("Part 1", "y"))(small_proof)
    assert isinstance(made, Claim)
    assert (made.id, made.title) == ("claims.small-proof", "A claim's title, over two lines.")
    assert made.chapter.title == "Claims: what @claim makes of a generator, and what it refuses, with file and line"
    assert made.symbols == (y, t, x)
    assert made.domains == (t >= 0, x > 0)
    assert made.assumptions == (t >= 0, x > 0, y > 1, forall(t, u(t) > 0))
    assert made.theorem == "PROVED" and made.printed.verdict == "HOLDS"
    assert (Path(made.file).name, made.line) == ("test_claim.py", small_proof.__code__.co_firstlineno)
    assert repr(made) == "<claim claims.small-proof: u(t) = x * y>"
    assert made._repr_latex_().startswith("$")


def test_a_claim_is_one_object() -> None:
    """It does not change, and is equal to itself only: proofs cite it by identity."""
    one, other = claim(y <= abs(y))(small_proof), claim(y <= abs(y))(small_proof)
    assert one != other and one == one
    with pytest.raises(AttributeError):
        one.statement = y > 0  # type: ignore[misc]


def test_a_statement_is_a_formula() -> None:
    """A term, a Python truth value or a text is none; the hint for == is given."""
    refused(TypeError, "statement: a formula is needed", statement=y + 1)
    refused(TypeError, "(== compares terms; the formula is eq(x, y))", statement=y == y + 0)
    refused(TypeError, "statement: a formula is needed, not 'y > 0'", statement="y > 0")
    refused(TypeError, "given: a formula is needed", given=(y > 0, True))
    refused(TypeError, "given: a formula is needed", given=(y,))


def test_a_proof_is_a_generator() -> None:
    """A function that only returns, and one with a docstring but no yield, are refused."""

    def returns() -> list[Any]:
        """No generator."""
        return [(y <= abs(y), by.arithmetic())]

    refused(TypeError, "a proof is a generator: it yields its lines", proof=returns)


def elsewhere(**names: Any) -> Any:
    """``small_proof`` as if its file had these globals only."""
    around = {"y": y, "by": by, **names}
    made = types.FunctionType(small_proof.__code__, around, "small_proof")
    made.__doc__ = "A title."
    return made


def test_a_name_that_python_keeps_for_itself() -> None:
    """The claim mine.global is the function global_."""
    made = types.FunctionType(
        small_proof.__code__, {"y": y, "by": by, "PREFIX": "mine", "__doc__": "A file."}, "global_"
    )
    made.__doc__ = "A title."
    assert claim(y <= abs(y))(made).id == "mine.global"


@pytest.mark.parametrize("prefix", [None, "", "Mine", "1mine", "my-claims", 7])
def test_a_file_says_its_prefix(prefix: Any) -> None:
    """Ids begin with it: lower-case letters and digits."""
    names = {} if prefix is None else {"PREFIX": prefix}
    refused(ValueError, 'the file must say PREFIX = "..."', proof=elsewhere(__doc__="A file.", **names))


def test_file_and_claim_have_titles() -> None:
    """The report prints both docstrings."""
    refused(ValueError, "the file has no docstring", proof=elsewhere(PREFIX="mine"))
    untitled = elsewhere(PREFIX="mine", __doc__="A file.")
    claim(y <= abs(y))(untitled)
    untitled.__doc__ = None
    refused(ValueError, "it has no docstring", proof=untitled)


def test_verdicts_are_known() -> None:
    """Words of the two lists, not others."""
    refused(ValueError, "theorem is one of PROVED, PROVED GIVEN,", "not 'TRUE'", theorem="TRUE")
    refused(ValueError, "the verdict on the text is one of HOLDS,", "not 'OK'", printed=Printed("OK"))


def test_uses_are_claims() -> None:
    """Not formulas, not proofs."""
    refused(TypeError, "uses is a tuple of claims", uses=(small_proof,))
    refused(TypeError, "uses is a tuple of claims", uses=(y > 0,))


# --- one symbol, one name, one look
def test_two_symbols_have_two_names() -> None:
    """Of two domains, a variable and a function, a free and a bound one, in any of the claim's formulas."""
    same = "two different symbols are called y: rename one"
    refused(ValueError, same, statement=y <= abs(positive("y")))
    refused(ValueError, same, given=(positive("y") > 1,))
    refused(ValueError, same, statement=eq(y, sequence("y")(t)))
    refused(ValueError, same, statement=eq(sequence("y")(t), function("y")(x)))
    refused(ValueError, same, statement=eq(y, random_variable("y")))
    refused(ValueError, same, near_misses=(near_miss(positive("y") > 1, "of another domain"),))
    refused(ValueError, same, near_misses=(near_miss(y > 1, "given", given=(integer("y") > 1,)),))
    refused(ValueError, same, printed=fails("Part 1", "y", positive("y") > 1))


@pytest.mark.parametrize(
    "statement",
    [
        Expr("forall", (positive("y") >= 0,), var=y),  # true, for the y > 0 that is free: it reads as false
        forall(y, positive("y") >= 0),
        eq(total(u(i), i, 1, t), integer("i", "[5, oo)")),
        tends(u(t) + integer("t"), t, 0),
        forall(natural("t"), u(t) > 0) & tends(u(integer("t")), integer("t"), 0),
    ],
    ids=str,
)
def test_a_bound_variable_is_no_other_symbol(statement: Expr) -> None:
    """A free variable inside "for every" of the same name would be read as the bound one."""
    with pytest.raises(ValueError, match="two different symbols are called"):
        claim(statement)(small_proof)


def test_two_symbols_have_two_looks() -> None:
    """``latex=`` and the spelling of Greek letters make no two symbols look the same on the page."""
    refused(ValueError, "v and another symbol both look like y", statement=y <= abs(real("v", latex="y")))
    refused(ValueError, "both look like", statement=real("beta1") <= abs(real("beta_1")))
    refused(ValueError, "both look like", statement=real("eta") <= abs(real("η")))
    claim(real("x0", latex=r"\theta_0") <= abs(sequence("theta")(t)))(small_proof)


@pytest.mark.parametrize(
    "symbol",
    [function("exp")(y), function("sqrt")(y), sequence("abs")(t), real("pi"), real("p", latex=r"\pi")],
    ids=str,
)
def test_what_has_a_meaning_is_no_symbol(symbol: Expr) -> None:
    """A function called exp, of which nothing is known, would be read as the exponential function."""
    refused(ValueError, "would look like what has a meaning already: rename it", statement=symbol <= abs(y))


# --- requests
def test_what_the_text_prints() -> None:
    """Each helper gives its verdict; a text that fails is read as a formula."""
    made = [holds("P", "a"), holds_under("P", "a", "a > 0"), fails("P", "a", y > 0), heuristic("P", "a"), NOT_PRINTED]
    assert [p.verdict for p in made] == ["HOLDS", "HOLDS UNDER", "FAILS", "HEURISTIC", "NOT PRINTED"]
    assert made[1].under == "a > 0" and made[2].reads == (y > 0)
    with pytest.raises(TypeError, match="fails: a formula is needed"):
        fails("P", "a", y + 1)  # type: ignore[arg-type]


def test_a_matter_of_experiment() -> None:
    """It states nothing, asks for no engine, and is told apart from a theorem that lost its statement."""

    def seen() -> None:
        """Whether it is so is a matter of experiment."""

    text = empirical("Part 2", "y", "an experiment")
    made = claim(None, printed=text, theorem="NONE")(seen)  # type: ignore[arg-type]
    assert made.stated == () and made.symbols == () and made.assumptions == () and engines(made) == ()
    refused(ValueError, "states nothing", statement=None)
    refused(ValueError, "states nothing", theorem="NONE")
    refused(ValueError, "states nothing", statement=None, theorem="NONE", printed=holds("Part 1", "y"))


def test_a_near_miss_is_a_formula() -> None:
    """And so are its assumptions."""
    with pytest.raises(TypeError, match="near miss: a formula is needed"):
        near_miss(y, "a term")
    with pytest.raises(TypeError, match="near miss: given: a formula is needed"):
        near_miss(y > 0, "given a term", given=(y,))
    assert near_miss(y > 0, "stricter").given is None


def test_requests_are_exact() -> None:
    """Numbers become terms and fractions; floats, unknown controls and terms in place of formulas are refused."""
    asked = {"reads": {y: "curvature"}, "hyper": {"eta": Fraction(1, 3)}, "control": "eta"}
    made = simulated(gradient_descent, y, **asked, inside={"eta": 1}, outside={"eta": 3})
    assert made.hyper["eta"].data == Fraction(1, 3) and made.inside is not None
    with pytest.raises(TypeError, match="floats are not exact"):
        simulated(gradient_descent, y, **{**asked, "hyper": {"eta": 0.1}})
    with pytest.raises(ValueError, match="control names 'beta', but gradient_descent has eta"):
        simulated(gradient_descent, y, **{**asked, "control": "beta"})
    simulated(heavy_ball, y, **{**asked, "hyper": {"eta": 1, "beta": 0}, "control": "beta"})
    assert enclosed(y > 0, {y: (1, "1/2", Fraction(1, 3))}).grid[y] == (1, Fraction(1, 2), Fraction(1, 3))
    with pytest.raises(TypeError, match="enclosed: a formula is needed"):
        enclosed(y, {})
    with pytest.raises(TypeError, match="a number is needed here"):
        derived("what", lambda: y, y > 0)


# --- lines, as they are written
def test_suppositions_and_instances_are_checked_where_they_are_written() -> None:
    """A supposition is a formula; what is replaced is a symbol; values are exact."""
    for wrong in (y, True, "y > 0"):
        with pytest.raises(TypeError, match="suppose takes a formula"):
            suppose(wrong)  # type: ignore[arg-type]
    for wrong in ("y", y + 1, 1):
        with pytest.raises(TypeError, match=re.escape("at(premise, {symbol: value}) replaces variables")):
            at(y > 0, {wrong: 1})  # type: ignore[dict-item]
    with pytest.raises(TypeError, match="floats are not exact"):
        at(y > 0, 0.5)
    made = at(y > 0, {y: 2, u: u}, Fraction(1, 2), x)
    assert made.values == (rational("1/2"), x) and made.replaced == {y: 2, u: u}
