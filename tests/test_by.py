"""Each rule that a line may name: a true line is accepted, and the false line next to it is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from lines import accepted, line, refused, written

from lrproof import by
from lrproof.by import By
from lrproof.claim import Claim
from lrproof.evidence.prove import ProofError, prove
from lrproof.kernel.syntax import (
    eq,
    exists,
    forall,
    grows,
    iff,
    implies,
    integer,
    larger,
    maximum_is,
    minimum_is,
    natural,
    ne,
    positive,
    real,
    sequence,
    tends,
    total,
)
from lrproof.kernel.terms import Expr
from lrproof.line import at, suppose
from lrproof.tactics import TACTICS

x, y, z = positive("x"), real("y"), real("z")
t, i, n = natural("t"), integer("i"), integer("n")
u, v, w = sequence("u"), sequence("v"), sequence("w")
doubles = forall(t, eq(u(t + 1), 2 * u(t)))
counts, starts = forall(t, eq(u(t + 1), u(t) + 1)), eq(u(0), 0)


def square_sum() -> Claim:
    """A claim to be cited: z² + 1 > 0, and an assumption that an instance must meet."""
    return line((z**2 + x > 0) & (z > 1), by.arithmetic(), given=(z > 1,))


def test_a_rule_of_the_page_is_a_tactic() -> None:
    """Every name that an author can write leads somewhere, and no tactic is hidden from the page."""
    named = {name for name, f in vars(by).items() if getattr(f, "__module__", "") == "lrproof.by" and name != "By"}
    assert named == set(TACTICS)


def test_given() -> None:
    """An assumption, an instance of it where its guard holds, and not the equation next to it."""
    assert accepted(y > 1, by.given(y > 1), given=(y > 1,)).lines[0].reason == "assumed"
    accepted(eq(u(t + 1 + 1), 2 * u(t + 1)), by.given(doubles), given=(doubles,))
    refused(y > 2, by.given(y > 1), given=(y > 1,))
    refused(y > 1, by.given(y > 1))  # not given at all
    refused(eq(u(t + 1 + 1), 3 * u(t + 1)), by.given(doubles), given=(doubles,))
    refused(eq(u(n + 1), 2 * u(n)), by.given(doubles), given=(doubles,))  # n may be negative


def test_cite() -> None:
    """A used claim where its assumptions hold; an instance that breaks them is refused."""
    used = square_sum()
    statement = (y**2 + x > 0) & (y > 1)
    proof = accepted(statement, by.cite(at(used, {z: y})), uses=(used,), given=(y > 1,))
    assert proof.cited == ("line.proof",)
    assert "is needed for what is cited" in refused(statement, by.cite(at(used, {z: y})), uses=(used,))
    refused((z**2 + x > 0) & (z > 1), by.cite(used), uses=(used,))  # its z > 1 is not given here
    refused((z**2 - 1 + x > 0) & (z > 1), by.cite(used), uses=(used,), given=(z > 1,))
    low = 1 - x  # x is positive in the used claim: a value that is not cannot stand for it
    refused((z**2 + low > 0) & (z > 1), by.cite(at(used, {x: low})), uses=(used,), given=(z > 1,))


def test_algebra() -> None:
    """Laws of a field only; what divides must be known not to be 0; equations are put in."""
    accepted(eq((y + z) ** 2, y**2 + 2 * y * z + z**2), by.algebra())
    refused(eq((y + z) ** 2, y**2 + z**2), by.algebra())
    accepted(eq(y * x / x, y), by.algebra())
    refused(eq(y * z / z, y), by.algebra())
    accepted(eq(y**2, 4 * z**2), by.algebra(eq(y, 2 * z)), given=(eq(y, 2 * z),))
    refused(eq(y**2, 2 * z**2), by.algebra(eq(y, 2 * z)), given=(eq(y, 2 * z),))
    accepted(eq(y ** (t + 1), y * y**t), by.algebra())
    refused(eq(y ** (2 * t), y * y**t), by.algebra())


def test_arithmetic() -> None:
    """Cases, strictness and quotients are decided, and a false line has a witness."""
    accepted(abs(y) >= y, by.arithmetic())
    assert "for example" in refused(abs(y) > y, by.arithmetic())
    accepted(larger(y, z) + x > z, by.arithmetic())
    refused(larger(y, z) > z, by.arithmetic())
    accepted(forall(y, implies(y > x, 1 / y < 1 / x)), by.arithmetic())
    refused(forall(y, implies(ne(y, 0) & (y < x), 1 / y > 1 / x)), by.arithmetic())


def test_logic() -> None:
    """Connectives among the premises, and nothing else."""
    p, q = y > 1, z > 1
    accepted(p & q, by.logic(p, q), given=(p, q))
    refused(p & (z > 2), by.logic(p, q), given=(p, q))
    refused(p, by.logic(p | q), given=(p | q,))
    refused(q, by.logic(implies(p, q)), given=(implies(p, q),))


def counted(start: int, grows: int) -> Claim:
    def lines() -> Iterator[Any]:
        base = yield eq(u(0), start), by.algebra(starts)
        now = yield suppose(eq(u(t), t + start))
        yield u(t + 1)
        yield "=", u(t) + 1, by.given(counts)
        then = yield "=", t + 1 + grows, by.algebra(now)
        yield forall(t, eq(u(t), t + start)), by.induction(base, then)

    return written(forall(t, eq(u(t), t + start)), lines, given=(starts, counts))


def test_induction() -> None:
    """Base and step are both needed, and must be of the statement."""
    prove(counted(0, 0))
    for start, step in ((1, 1), (0, 1)):
        with pytest.raises(ProofError):
            prove(counted(start, step))
    refused(forall(t, eq(u(t), t)), by.induction(starts, starts), given=(starts, counts))  # no step
    refused(eq(u(t), t), by.induction(starts, counts), given=(starts, counts))  # no 'for every'


def test_generalize() -> None:
    """What is proved of an arbitrary x holds for every x; not where something was assumed of it."""

    def lines() -> Iterator[Any]:
        one = yield x + 1 > 1, by.arithmetic()
        yield forall(x, x + 1 > 1), by.generalize(one)

    prove(written(forall(x, x + 1 > 1), lines))
    refused(forall(y, y > 1), by.generalize(y > 1), given=(y > 1,))
    refused(forall(y, y > 2), by.generalize(y > 1), given=(y > 1,))
    refused(y > 1, by.generalize(y > 1), given=(y > 1,))


def supposing(supposed: Expr, then: Expr, statement: Expr) -> Claim:
    def lines() -> Iterator[Any]:
        s = yield suppose(supposed)
        h = yield then, by.arithmetic(s)
        yield statement, by.discharge(s, h)

    return written(statement, lines)


def test_discharge() -> None:
    """p ⇒ q for the p that was supposed, not for another."""
    prove(supposing(y > 1, y > 0, implies(y > 1, y > 0)))
    for statement in (implies(y > -1, y > 0), y > 0, implies(y > 1, y > 2)):
        with pytest.raises(ProofError, match=r"by\.discharge"):
            prove(supposing(y > 1, y > 0, statement))


def test_witness() -> None:
    """One of the values must do, perhaps another in each case."""
    accepted(exists(y, eq(2 * y, z)), by.witness(z / 2))
    refused(exists(y, eq(2 * y, z)), by.witness(z))
    accepted(forall(z, exists(y, (y >= 0) & eq(abs(y), abs(z)))), by.witness(z, -z))
    refused(forall(z, exists(y, (y >= 0) & eq(abs(y), abs(z)))), by.witness(z))
    refused(forall(y, y < z), by.witness(0))


@pytest.mark.parametrize(
    ("rule", "is_extremum", "sign"), [(by.maximum, maximum_is, 1), (by.minimum, minimum_is, -1)], ids=["max", "min"]
)
def test_extrema(rule: Callable[..., By], is_extremum: Callable[..., Expr], sign: int) -> None:
    """A bound and its attainment make an extremum; of another value, or on another interval, they do not."""
    body, inside = sign * (1 - y**2), (y >= -1) & (y <= 1)

    def lines(statement: Expr) -> Callable[[], Iterator[Any]]:
        def made() -> Iterator[Any]:
            below = body <= 1 if sign == 1 else body >= -1
            bound = yield forall(y, implies(inside, below)), by.arithmetic()
            hit = yield exists(y, inside & eq(body, sign)), by.witness(0)
            yield statement, rule(bound, hit)

        return made

    right = is_extremum(sign, body, y, -1, 1)
    prove(written(right, lines(right)))
    other = maximum_is if sign == -1 else minimum_is
    for wrong in (is_extremum(2 * sign, body, y, -1, 1), is_extremum(sign, body, y, 1, 2), other(sign, body, y, -1, 1)):
        with pytest.raises(ProofError, match="does not give this"):
            prove(written(wrong, lines(wrong)))
    refused(forall(z, right), rule(starts, starts), given=(starts,))


S = total(u(i), i, 1, t)


def test_sum_empty() -> None:
    """From n to n − 1 only."""
    accepted(eq(total(u(i), i, 1, 0), 0), by.sum_empty())
    accepted(eq(total(u(i), i, n, n - 1), 0), by.sum_empty())
    refused(eq(total(u(i), i, 1, 1), 0), by.sum_empty())
    refused(eq(total(u(i), i, 1, 0), 1), by.sum_empty())
    refused(eq(y, 0), by.sum_empty())


def test_sum_last_and_first() -> None:
    """One term is split off at the right end, of a sum that has one."""
    accepted(eq(total(u(i), i, 1, t + 1), S + u(t + 1)), by.sum_last())
    refused(eq(total(u(i), i, 1, t + 1), S + u(t)), by.sum_last())
    refused(eq(S, total(u(i), i, 1, t - 1) + u(t)), by.sum_last())  # t may be 0: nothing to split off
    accepted(eq(total(u(i), i, 0, t), u(0) + S), by.sum_first())
    refused(eq(total(u(i), i, 0, t), u(1) + S), by.sum_first())
    refused(eq(total(u(i), i, 1, t), u(1) + total(u(i), i, 2, t)), by.sum_first())


def test_sum_scale() -> None:
    """Only what does not depend on the index."""
    accepted(eq(total(y * u(i), i, 1, t), y * S), by.sum_scale())
    refused(eq(total(y * u(i), i, 1, t), S), by.sum_scale())
    refused(eq(total(i * u(i), i, 1, t), i * S), by.sum_scale())
    refused(eq(total(y * u(i), i, 1, n), y * total(u(i), i, 1, n)), by.sum_scale())  # n may run backwards


def test_sum_add() -> None:
    """Two sums over one range."""
    accepted(eq(total(u(i) + v(i), i, 1, t), S + total(v(i), i, 1, t)), by.sum_add())
    refused(eq(total(u(i) + v(i), i, 1, t), S - total(v(i), i, 1, t)), by.sum_add())
    refused(eq(total(u(i) + v(i), i, 1, t), S + total(v(i), i, 0, t)), by.sum_add())


def test_sum_terms() -> None:
    """Terms equal by algebra, over the same range."""
    accepted(eq(total((u(i) + 1) ** 2, i, 1, t), total(u(i) ** 2 + 2 * u(i) + 1, i, 1, t)), by.sum_terms())
    refused(eq(total((u(i) + 1) ** 2, i, 1, t), total(u(i) ** 2 + 1, i, 1, t)), by.sum_terms())
    refused(eq(total(u(i), i, 1, t), total(u(i), i, 0, t)), by.sum_terms())
    accepted(eq(total(u(i) * i / i, i, 1, t), S), by.sum_terms())  # i >= 1, so i is not 0
    refused(eq(total(u(i) * i / i, i, 0, t), total(u(i), i, 0, t)), by.sum_terms())


def test_sum_terms_by_a_premise() -> None:
    """Terms equal by what is known for every index of the range; not of a part of it, of another term, at one index."""
    sums = eq(S, total(v(i), i, 1, t))
    for known in (forall(i, implies((1 <= i) & (i <= t), eq(u(i), v(i)))), forall(i, implies(0 <= i, eq(u(i), v(i))))):
        accepted(sums, by.sum_terms(known), given=(known,))
    for known in (
        forall(i, implies((2 <= i) & (i <= t), eq(u(i), v(i)))),
        forall(i, implies(0 <= i, eq(u(i), w(i)))),
        eq(u(i), v(i)),
    ):
        refused(sums, by.sum_terms(known), given=(known,))


def test_sum_shift() -> None:
    """Range and index move together."""
    accepted(eq(S, total(u(i - 1), i, 2, t + 1)), by.sum_shift(1))
    refused(eq(S, total(u(i), i, 2, t + 1)), by.sum_shift(1))
    refused(eq(S, total(u(i - 1), i, 2, t)), by.sum_shift(1))
    refused(eq(S, total(u(i - 1), i, 2, t + 1)), by.sum_shift(2))


def test_limit_terms() -> None:
    """Equal for every t, or from some n on; not sequences of which nothing is known."""
    same = forall(t, eq(u(t), v(t)))
    accepted(iff(tends(u(t), t, 0), tends(v(t), t, 0)), by.limit_terms(same), given=(same,))
    refused(iff(tends(u(t), t, 0), tends(w(t), t, 0)), by.limit_terms(same), given=(same,))
    refused(iff(tends(u(t), t, 0), tends(v(t), t, 1)), by.limit_terms(same), given=(same,))
    once = eq(u(t), v(t))  # for one t only
    refused(iff(tends(u(n), n, 0), tends(v(n), n, 0)), by.limit_terms(once), given=(once,))
    refused(tends(u(t), t, 0), by.limit_terms(same), given=(same,))


def test_limit_scale() -> None:
    """By a constant that is not 0."""
    accepted(iff(tends(x * u(t), t, 0), tends(u(t), t, 0)), by.limit_scale())
    refused(iff(tends(y * u(t), t, 0), tends(u(t), t, 0)), by.limit_scale())  # y may be 0
    accepted(iff(tends(y * u(t), t, 0), tends(u(t), t, 0)), by.limit_scale(), given=(ne(y, 0),))
    refused(iff(tends(v(t) * u(t), t, 0), tends(u(t), t, 0)), by.limit_scale())
    refused(iff(tends(x * u(t), t, 1), tends(u(t), t, 1)), by.limit_scale())
    refused(iff(tends(u(t) + x, t, 0), tends(u(t), t, 0)), by.limit_scale())


def test_limit_of_powers() -> None:
    """|b| < 1, not ≤, and the base is constant."""
    accepted(iff(tends(y**t, t, 0), abs(y) < 1), by.limit_of_powers())
    refused(iff(tends(y**t, t, 0), abs(y) <= 1), by.limit_of_powers())
    refused(iff(tends(y**t, t, 0), y < 1), by.limit_of_powers())
    refused(iff(tends(u(t) ** t, t, 0), abs(u(t)) < 1), by.limit_of_powers())
    refused(iff(tends(y**t, t, 1), abs(y) < 1), by.limit_of_powers())
    refused(iff(tends(u(t), t, 0), abs(y) < 1), by.limit_of_powers())


def test_growth() -> None:
    """To infinity: a factor must be positive, and a power that of an absolute value."""
    same = forall(t, eq(u(t), v(t)))
    accepted(iff(grows(u(t), t), grows(v(t), t)), by.limit_terms(same), given=(same,))
    refused(iff(grows(u(t), t), grows(w(t), t)), by.limit_terms(same), given=(same,))
    accepted(iff(grows(x * u(t), t), grows(u(t), t)), by.limit_scale())
    refused(iff(grows(y * u(t), t), grows(u(t), t)), by.limit_scale(), given=(ne(y, 0),))
    accepted(iff(grows(abs(y) ** t, t), 1 < abs(y)), by.limit_of_powers())
    refused(iff(grows(y**t, t), 1 < y), by.limit_of_powers())
    refused(iff(grows(abs(y) ** t, t), 1 <= abs(y)), by.limit_of_powers())


def test_axiom() -> None:
    """What is taken on somebody's word says so; without a name it is not taken."""
    deep = tends(u(t), t, 0)
    assert accepted(deep, by.axiom("zero", "Nobody 1900, Theorem 1")).theorem.axioms == {"zero"}
    refused(deep, by.axiom("", "Nobody 1900"))
    refused(deep, by.axiom("zero", ""))


def test_an_axiom_is_taken_under_the_assumptions_of_its_claim() -> None:
    """What the literature says of x > 0 and y > 1 is not thereby said of every number."""
    used = line(x < y**t + x, by.axiom("small", "Nobody 1900"), given=(y > 1,))
    assert prove(used).theorem.hyps == {x > 0, t >= 0, y > 1}
    accepted(x < y**t + x, by.cite(used), uses=(used,), given=(y > 2,))
    refused(x < y**t + x, by.cite(used), uses=(used,))
    refused(-x < y**t - x, by.cite(at(used, {x: -x})), uses=(used,), given=(y > 1,))


def test_an_axiom_follows_the_claims_that_cite_it() -> None:
    """A theorem that rests on an axiom through a used claim bears its name too."""
    deep = tends(u(t), t, 0)
    used = line(deep, by.axiom("zero", "Nobody 1900, Theorem 1"))
    assert accepted(tends(v(t), t, 0), by.cite(at(used, {u: v})), uses=(used,)).theorem.axioms == {"zero"}
