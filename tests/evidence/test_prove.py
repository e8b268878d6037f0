"""The prover: which proofs it accepts, where it says that one is wrong, and what it never accepts."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lrproof import by
from lrproof.claim import Claim, claim
from lrproof.evidence.prove import Proof, ProofError, prove
from lrproof.kernel.replay import replay
from lrproof.kernel.syntax import (
    conj,
    eq,
    exists,
    forall,
    iff,
    implies,
    integer,
    log,
    natural,
    ne,
    positive,
    rational,
    real,
    sequence,
    sqrt,
    tends,
    total,
)
from lrproof.kernel.terms import Expr, Fn, term
from lrproof.kernel.theorem import Theorem
from lrproof.line import Fact, at, suppose
from lrproof.mistakes import short

PREFIX = "prove"
HERE = short(__file__)

x, y, z = positive("x"), real("y"), real("z")
t, i, n = natural("t"), integer("i"), integer("n")
u, v = sequence("u"), sequence("v")


def error(made: Claim) -> ProofError:
    with pytest.raises(ProofError) as found:
        prove(made)
    return found.value


def marked(made: Claim, mark: str) -> int:
    """The line of this file on which the proof of ``made`` bears the comment ``mark``."""
    source, first = inspect.getsourcelines(made.proof)
    (found,) = [k for k, text in enumerate(source, first) if f"# {mark}" in text]
    return found


def one_line(statement: Expr, reason: Any, **options: Any) -> Claim:
    def proof() -> Iterator[Any]:
        """One line."""
        yield statement, reason

    return claim(statement, **options)(proof)


# --- what is reported, and where
@claim(y > 0)
def false_line():
    """A false line, its yield over several lines, after a true one."""
    yield y <= abs(y), by.arithmetic()
    yield (  # here
        y
        > 0,
        by.arithmetic(
        ),
    )  # fmt: skip


@claim(y > 0)
def false_link():
    """A false link of a chain, without parentheses around the line."""
    yield abs(y) + 1
    yield "=", y + 1, by.algebra(  # here
    )  # fmt: skip


@claim(y > 0)
def assigned():
    """A false line whose result has a name."""
    h = yield (  # here
        forall(
            z,
            z > y,
        ),
        by.arithmetic(),
    )
    yield y > 0, by.arithmetic(h)


WRONG = {"line": (false_line, "arithmetic"), "link": (false_link, "algebra"), "assigned": (assigned, "arithmetic")}


@pytest.mark.parametrize(("made", "rule"), WRONG.values(), ids=WRONG)
def test_a_wrong_line_is_named_with_place_rule_and_witness(made: Claim, rule: str) -> None:
    """The place is the line where the yield starts, however many lines it has; the values are exact."""
    found = error(made)
    assert found.line == marked(made, "here")
    assert (found.rule, found.file) == (rule, made.file)
    said = rf"{re.escape(HERE)}:{found.line}: by\.{rule} does not give this: .+ \(for example .+\)"
    assert re.fullmatch(said, str(found)), str(found)


def test_what_stops_a_proof_is_reported_where_it_stands() -> None:
    """A mistake in the Python of a proof, or in a function that it hands over, is a ProofError with its line."""

    def no_formula():
        """A supposition that is none."""
        yield suppose(y)  # here

    def no_name():
        """A name that nobody defined."""
        yield y <= abs(y), by.arithmetic()
        yield undefined_name  # noqa: F821  # here

    def no_term():
        """An instance by a function that gives no term."""
        yield y > 0, by.given(at(forall(t, eq(u(t), y)), {u: lambda k: "no term"}, 0))  # here

    for proof in (no_formula, no_name):
        made = claim(y > 0)(proof)
        assert error(made).line == marked(made, "here")
        assert "the proof stops: " in str(error(made))
    made = claim(y > 0, given=(forall(t, eq(u(t), y)),))(no_term)
    assert error(made).line == marked(made, "here")


def test_what_is_no_line() -> None:
    """A line has one of five shapes; the message shows them."""
    theorem = prove(one_line(y <= abs(y), by.arithmetic())).theorem

    for wrong in (
        7,
        None,
        (y > 0,),
        (y > 0, "because"),
        ("=", y),
        ("==", y, by.algebra()),
        (y > 0, theorem),
        (y, by.algebra()),
    ):

        def proof(wrong: Any = wrong) -> Iterator[Any]:
            """No line."""
            yield wrong

        assert "a line is 'formula, by.rule(...)'" in str(error(claim(y > 0)(proof)))


def test_a_chain_of_one_member_says_nothing() -> None:
    """Whoever forgets the rule of a line is told, and at that line."""

    def proof() -> Iterator[Any]:
        """No rule."""
        yield y > 0
        yield y > 0, by.arithmetic()

    assert "'0 < y' has no rule and no link follows it" in str(error(claim(y > 0)(proof)))


def test_chains_do_not_mix_terms_and_formulas() -> None:
    """= between formulas, ⇔ between terms, and a link without a start, are refused."""

    def terms():
        """A chain of terms."""
        yield y
        yield "<=>", y, by.algebra()

    def formulas():
        """A chain of formulas."""
        yield y > 0
        yield "=", y > 0, by.algebra()

    def unstarted():
        """A link without a start."""
        yield "=", y, by.algebra()

    def after_a_line():
        """A formula of its own ends the chain before it."""
        yield y
        yield "=", y + 0, by.algebra()
        yield y <= abs(y), by.arithmetic()
        yield "=", y, by.algebra()

    for proof, why in {terms: "stand between", formulas: "stand between", unstarted: "none has started",
                       after_a_line: "none has started"}.items():  # fmt: skip
        assert why in str(error(claim(y > 0)(proof)))


@pytest.mark.parametrize(
    ("relations", "gives", "too_much"),
    [(("=", "<="), (y <= y + 2 * x), (y < y + 2 * x)), (("<=", "<"), (y < y + 2 * x), eq(y, y + 2 * x))],
    ids=["= then <=", "<= then <"],
)
def test_a_chain_says_no_more_than_its_weakest_link(relations: tuple[str, str], gives: Expr, too_much: Expr) -> None:
    """= and ≤ give ≤, and ≤ and < give <: the fact of a chain relates its first member to its last."""

    def made(statement: Expr) -> Claim:
        def proof() -> Iterator[Any]:
            """A chain of two links."""
            middle = 1 * y if relations[0] == "=" else y + x
            last = y + 2 * x
            yield y
            yield relations[0], middle, by.arithmetic()
            h = yield relations[1], last, by.arithmetic()
            yield statement, by.given(h)

        return claim(statement)(proof)

    prove(made(gives))
    assert error(made(too_much)).rule == "given"


# --- what the last line must be
def test_the_last_line_must_be_the_statement() -> None:
    """Nothing yielded, another formula, and a chain that only starts, are no proof."""

    def nothing():
        """No line at all."""
        return
        yield

    def weaker():
        """A true line that is not the statement."""
        yield y <= abs(y), by.arithmetic()

    def dangling():
        """The statement, and then a chain that goes nowhere."""
        yield y < abs(y) + 1, by.arithmetic()
        yield y

    statement = y < abs(y) + 1
    assert "the proof has no line" in str(error(claim(statement)(nothing)))
    assert "the last line must be the statement" in str(error(claim(statement)(weaker)))
    assert "starts a chain" in str(error(claim(statement)(dangling)))


def test_a_supposition_is_discharged() -> None:
    """What was supposed does not leak into the statement: not by its line, not by a line that follows from it."""

    def supposed():
        """The statement is supposed."""
        yield suppose(y > 1)

    def repeated():
        """The statement is supposed, and repeated."""
        h = yield suppose(y > 1)
        yield y > 1, by.given(h)

    def follows():
        """The statement follows from what was supposed."""
        h = yield suppose(y > 2)
        yield y > 1, by.arithmetic(h)

    def absurd():
        """From what is false anything follows."""
        h = yield suppose(eq(0, 1))
        yield y > 1, by.arithmetic(h)

    def unmentioned():
        """A supposition need not be cited by name: it is no known fact either."""
        yield suppose(y > 2)
        yield y > 1, by.arithmetic()

    for proof in (supposed, repeated, follows, absurd):
        assert "still open: discharge it" in str(error(claim(y > 1)(proof)))
    assert error(claim(y > 1)(unmentioned)).rule == "arithmetic"


def test_what_is_given_may_be_supposed_again() -> None:
    """A supposition that is an assumption of the claim needs no discharge."""

    def proof():
        """Given, supposed, cited."""
        h = yield suppose(y > 1)
        yield y > 0, by.arithmetic(h)

    prove(claim(y > 0, given=(y > 1,))(proof))


# --- what it rests on
kept: list[Fact] = []


def test_a_fact_of_another_proof_brings_its_assumptions_along() -> None:
    """Stored in a global, a fact keeps what it rests on: y > 2 is not assumed where it is used."""

    def lends():
        """Puts its fact where another proof finds it."""
        h = yield y > 1, by.arithmetic()
        kept.append(h)
        yield y > 1, by.given(h)

    def borrows():
        """Takes it from there."""
        yield y > 1, by.given(kept[0])

    kept.clear()
    prove(claim(y > 1, given=(y > 2,))(lends))
    assert "it rests on what is not assumed: 2 < y" in str(error(claim(y > 1)(borrows)))
    prove(claim(y > 1, given=(y > 2,))(borrows))  # where it is assumed, the fact holds


def test_only_the_kernel_makes_a_theorem() -> None:
    """An object that looks like a theorem proves nothing, whichever rule it is given to."""

    class Fake:
        hyps, axioms, concl, rule, args, premises = frozenset(), frozenset(), eq(0, 1), "assume", (), ()

    fake = Fact(Fake(), 1)  # type: ignore[arg-type]
    for reason in (
        by.given(fake),
        by.cite(fake),
        by.algebra(fake),
        by.arithmetic(fake),
        by.logic(fake),
        by.generalize(fake),
    ):
        assert error(one_line(eq(0, 1), reason)).rule == reason.rule
    with pytest.raises(TypeError):
        Theorem(object(), frozenset(), eq(0, 1), frozenset(), ("assume", ()))


def test_a_domain_is_an_assumption_only_of_its_own_variable() -> None:
    """A line may use a positive variable that the statement has not; what rests on it does not prove the statement."""
    p = positive("p")

    def proof():
        """The domain of p is no assumption of a claim without p."""
        h = yield eq(p, 1), by.given(eq(p, 1))
        yield y > 0, by.arithmetic(h)

    assert "is not given" in str(error(claim(y > 0)(proof)))

    def smuggled():
        """0 < p stays with what was proved of p."""
        h = yield suppose(eq(y, p))
        k = yield y > 0, by.arithmetic(h)
        yield implies(eq(y, p), y > 0), by.discharge(h, k)

    made = claim(forall(y, implies(eq(y, p), y > 0)))(smuggled)
    assert "the last line must be the statement" in str(error(made))


# --- claims that are cited
@claim(y**2 / z > 0, given=(z > 1, ne(y, 0)))
def ratio():
    """A used claim with two assumptions."""
    yield y**2 / z > 0, by.arithmetic()


@claim(forall(t, implies(ne(y, 0), y ** (2 * t) * u(t) >= 0)), given=(forall(t, u(t) >= 0),))
def termwise():
    """A used claim about a sequence."""
    yield forall(t, implies(ne(y, 0), y ** (2 * t) * u(t) >= 0)), by.axiom("power", "Anybody")


def test_a_claim_is_cited_only_if_it_stands_in_uses() -> None:
    """Otherwise a reader of the header would not know what the proof rests on."""
    statement = y**2 / z > 0
    found = error(one_line(statement, by.cite(ratio), given=(z > 1, ne(y, 0))))
    assert "prove.ratio is cited, but does not stand in uses=(...)" in str(found)


@pytest.mark.parametrize(
    ("given", "holds"),
    [((z > 1, ne(y, 0)), True), ((z > 2, y > 0), True), ((z > 0, ne(y, 0)), False), ((z > 1,), False), ((), False)],
    ids=str,
)
def test_the_assumptions_of_a_used_claim_must_hold_here(given: tuple[Expr, ...], holds: bool) -> None:
    """As given, or as a consequence of what is given; else the line is refused."""
    made = one_line((y**2 / z > 0) | (z <= 0), by.arithmetic(ratio), uses=(ratio,), given=given)
    if holds:
        prove(made)
    else:
        assert "is needed for what is cited, and does not follow from what is given" in str(error(made))


def test_an_instance_of_a_used_claim_meets_its_assumptions() -> None:
    """At values for which an assumption is false, also one about every t, the instance is refused."""
    at_square = at(ratio, {z: z**2 + 2})
    prove(one_line(y**2 / (z**2 + 2) > 0, by.cite(at_square), uses=(ratio,), given=(ne(y, 0),)))
    at_half = at(ratio, {z: z**2 + 1})  # z² + 1 > 1 is false at 0
    assert "is needed" in str(
        error(one_line(y**2 / (z**2 + 1) > 0, by.cite(at_half), uses=(ratio,), given=(ne(y, 0),)))
    )

    def about(values: Callable[[Expr], Expr]) -> Claim:
        statement = forall(t, implies(ne(y, 0), y ** (2 * t) * values(t) >= 0))
        return one_line(statement, by.cite(at(termwise, {u: values})), uses=(termwise,))

    prove(about(lambda k: v(k) ** 2))
    assert "is needed" in str(error(about(lambda k: v(k))))
    assert "is needed" in str(error(about(lambda k: v(k) - v(k) - 1)))


def test_an_instance_captures_no_variable() -> None:
    """A function put for a sequence may speak of a variable of the name that the claim binds: they stay apart."""
    shifted = forall(t, u(t) <= u(t))

    def proof():
        """Reflexive, for a statement that binds t."""
        yield shifted, by.arithmetic()

    used = claim(shifted)(proof)
    wrong = forall(t, implies(eq(t, 0), v(0) <= v(t)))
    prove(one_line(forall(n, implies(n >= 0, v(t) <= v(t))), by.cite(at(used, {u: lambda k: v(t)})), uses=(used,)))
    assert error(one_line(wrong, by.cite(at(used, {u: lambda k: v(t)})), uses=(used,))).rule == "cite"


def test_two_claims_of_one_id_are_not_confused() -> None:
    """Each is cited for what it says, even if two files, or one, call them the same."""

    def make(bound: int) -> Claim:
        def same():
            """The same id."""
            yield abs(y) + bound + 1 > bound, by.arithmetic()

        return claim(abs(y) + bound + 1 > bound)(same)

    first, second = make(1), make(2)
    assert first.id == second.id and first != second
    both = conj(first.statement, second.statement)
    prove(one_line(both, by.logic(first, second), uses=(first, second)))


def test_a_used_claim_that_is_not_proved_proves_nothing() -> None:
    """The error names the place in the used claim."""
    found = error(one_line(y > 0, by.cite(false_line), uses=(false_line,)))
    assert found.line == marked(false_line, "here")


# --- definedness
UNDEFINED = [
    (eq(y / z, y / z), ()),
    (eq(1 / y, 1 / y) | eq(y, 0), ()),  # it is read from left to right
    (implies(eq(1 / y, 1), ne(y, 0)), ()),  # the guard itself divides
    (iff(ne(y, 0), ne(1 / y, 0)), ()),  # no side of ⇔ guards the other
    (sqrt(y) <= sqrt(y), ()),
    (log(x - 1) <= log(x - 1), ()),
    (eq(y**n, y**n), ()),
    (eq(y ** (t - 1), y ** (t - 1)), ()),
    (eq(total(u(i), i, 1, n), total(u(i), i, 1, n)), ()),  # may run backwards
    (eq(total(u(i), i, 1, t - 2), total(u(i), i, 1, t - 2)), ()),
    (forall(t, eq(total(u(i) / i, i, 0, t), total(u(i) / i, i, 0, t))), ()),
    (exists(z, eq(1 / z, 1 / z)), ()),
    (y <= abs(y), (eq(1 / z, 1),)),  # what is given divides by what may be 0
    (y <= abs(y), (1 / z > 0, z > 0)),  # and is read in its order
]
DEFINED = [
    (eq(y / x, y / x), ()),
    (implies(ne(y, 0), eq(1 / y, 1 / y)), ()),
    (eq(y, 0) | eq(1 / y, 1 / y), ()),
    (ne(y, 0) & eq(1 / y, 1 / y), (ne(y, 0),)),
    (sqrt(y**2) <= sqrt(y**2), ()),
    (log(x + 1) <= log(x + 1), ()),
    (eq(x**n, x**n), ()),
    (eq(y**t, y**t), ()),
    (eq(total(u(i), i, 1, t), total(u(i), i, 1, t)), ()),
    (eq(total(u(i) / i, i, 1, t), total(u(i) / i, i, 1, t)), ()),
    (y <= abs(y), (z > 0, 1 / z > 0)),
]


def _self_evident(statement: Expr, given: tuple[Expr, ...]) -> Claim:
    return one_line(statement, by.axiom("itself", "definedness is looked at apart"), given=given)


@pytest.mark.parametrize(("statement", "given"), UNDEFINED, ids=str)
def test_a_statement_that_may_be_undefined_is_not_proved(statement: Expr, given: tuple[Expr, ...]) -> None:
    """x/0, roots of negative numbers, 0**-1 and backward sums; in the statement and in what is given."""
    assert "is not shown to be defined everywhere" in str(error(_self_evident(statement, given)))


@pytest.mark.parametrize(("statement", "given"), DEFINED, ids=str)
def test_a_statement_that_is_defined_is_proved(statement: Expr, given: tuple[Expr, ...]) -> None:
    """The same, where a domain, a guard before it or the range of a sum excludes what is undefined."""
    prove(_self_evident(statement, given))


def test_a_limit_may_be_undefined_at_its_start() -> None:
    """1/t as t → ∞: the first terms do not matter; 1/(t − 5) is refused all the same, and 1/u(t) too."""
    prove(_self_evident(tends(1 / t, t, 0), ()))
    for body in (1 / (t - 5), 1 / u(t)):
        assert "defined" in str(error(_self_evident(tends(body, t, 0), ())))


def test_a_line_may_show_that_the_statement_is_defined() -> None:
    """A sum that a line shows to be positive for every t, by what is assumed, may be divided by."""
    ones = total(x, i, 0, t)
    statement = forall(t, eq(y / ones, y / ones))

    def proof() -> Iterator[Any]:
        """By induction."""
        yield total(x, i, 0, 0)
        yield "=", total(x, i, 0, -1) + x, by.sum_last()
        base = yield "=", (rational(0) + 1) * x, by.sum_empty()
        now = yield suppose(eq(ones, (t + 1) * x))
        yield total(x, i, 0, t + 1)
        yield "=", ones + x, by.sum_last()
        then = yield "=", (t + 1 + 1) * x, by.algebra(now)
        every = yield forall(t, eq(ones, (t + 1) * x)), by.induction(base, then)
        one = yield 0 < ones, by.arithmetic(at(every, t))
        yield forall(t, 0 < ones), by.generalize(one)
        yield statement, by.axiom("itself", "definedness is looked at apart")

    prove(claim(statement)(proof))
    assert "not sum(x, i = 0..t) = 0" in str(error(_self_evident(statement, ())))


def test_a_line_of_two_indices_may_show_it_too() -> None:
    """What is known for every i and every t is taken at both; for every i alone it says nothing of another t."""
    w = Fn("w", ("int", "int"), "real")
    statement = forall(i, forall(t, eq(y / w(t, i), y / w(t, i))))
    every, first = forall(i, forall(t, 0 < w(t, i))), forall(i, 0 < w(0, i))

    def proof() -> Iterator[Any]:
        """A line that divides."""
        yield statement, by.axiom("itself", "definedness is looked at apart")

    ones = ({w: lambda k, m: 1},)
    prove(claim(statement, given=(every,), examples=ones)(proof))
    assert "not w(t, i) = 0" in str(error(claim(statement, given=(first,), examples=ones)(proof)))


# --- satisfiable assumptions
CONTRADICTIONS = {
    "two bounds": (y > 0, (y > 1, y < 0)),
    "a domain and what is given": (x > 1, (x < 0,)),
    "false": (y > 0, (Expr("false"),)),
    "an empty domain": (eq(real("w", "[0, 0]", nonzero=True), 5), ()),
    "two starts of a sequence": (y > 0, (eq(u(0), 0), eq(u(0), 1))),
    "for every t": (y > 0, (forall(t, u(t) > 1), eq(u(3), 0))),
}


@pytest.mark.parametrize(("statement", "given"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_from_a_contradiction_nothing_is_proved(statement: Expr, given: tuple[Expr, ...]) -> None:
    """Every formula follows from what cannot hold; such a claim says nothing, and is refused."""
    found = error(one_line(statement, by.axiom("anything", "follows"), given=given))
    assert "from a contradiction anything follows" in str(found)
    assert found.line == one_line(statement, by.algebra(), given=given).line


# --- what comes back
def test_a_proof_is_read_and_run_again() -> None:
    """Lines with their rule, reason and suppositions; steps that prove the same when the kernel runs them again."""

    def proof():
        """A chain under a supposition."""
        yield suppose(y > 1), "for now"  # no remark belongs to a supposition
        yield y

    assert "a line is" in str(error(claim(y > 0)(proof)))

    def good():
        """A chain under a supposition, discharged."""
        h = yield suppose(eq(y, x))
        yield y**2
        k = yield "=", x * y, by.algebra(h), "put in"
        yield implies(eq(y, x), eq(y**2, x * y)), by.discharge(h, k)

    found = prove(claim(implies(eq(y, x), eq(y**2, x * y)))(good))
    assert isinstance(found, Proof)
    told = [(line.number, line.kind, line.relation, line.rule, line.under, line.remark) for line in found.lines]
    assert told == [
        (1, "suppose", "", "", (1,), None),
        (2, "start", "", "", (1,), None),
        (3, "step", "=", "algebra", (1,), "put in"),
        (4, "have", "", "discharge", (), None),
    ]
    again = replay(found.steps[0])
    assert (again.hyps, again.concl) == (found.theorem.hyps, found.theorem.concl)


def test_paths_are_short_where_they_lie_below(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message names a file as seen from here, or in full."""
    monkeypatch.chdir(tmp_path)
    assert short(str(tmp_path / "mine.py")) == "mine.py"
    assert short(str(tmp_path.parent / "mine.py")) == str(tmp_path.parent / "mine.py")


# --- assumptions that no exact instance satisfies need an example, which is proved
def with_example(*examples: Any, given: tuple[Expr, ...]) -> Claim:
    """A claim about a root, which no fraction is."""

    @claim(x + y > 0, given=given, examples=examples)
    def rooted() -> Iterator[Any]:
        """A claim."""
        yield x + y > 0, by.arithmetic()

    return rooted


def test_an_example_shows_that_the_assumptions_can_hold() -> None:
    """√2 is no fraction, so search finds no instance; the kernel proves that x = √2, y = 1 is one."""
    root = (eq(x * x, 2), x > 0, y > 0)
    with pytest.raises(ProofError, match="give examples="):
        prove(with_example(given=root))
    assert prove(with_example({x: sqrt(term(2)), y: 1}, given=root)).theorem.concl == (x + y > 0)
    with pytest.raises(ProofError, match="none of the examples can be shown to satisfy"):
        prove(with_example({x: 2, y: 1}, given=root))
    with pytest.raises(ProofError, match="contradict one another"):  # what cannot hold has no example
        prove(with_example({x: sqrt(term(2)), y: 1}, given=(*root, x < 0)))
    one = prove(with_example({x: 2}, {x: sqrt(term(2))}, given=root))  # one of them does, and y is searched for
    assert one.theorem.concl == (x + y > 0)


def test_equations_do_not_vouch_for_one_another() -> None:
    """Hole: x = y + 1 was granted by y = x - 1, and that by x = y + 1, though the example satisfied neither."""
    with pytest.raises(ProofError, match="none of the examples"):
        prove(with_example({x: sqrt(term(2)), y: 1}, given=(eq(x, y + 1), eq(y, x - 1), x > 0, y > 0)))
