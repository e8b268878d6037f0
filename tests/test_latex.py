"""LaTeX of terms and formulas: small cases and traps, and that a reader recovers the value from what is printed."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from fractions import Fraction

import pytest

from lrproof.kernel.syntax import (
    between,
    conj,
    cos,
    eq,
    exists,
    exp,
    expect,
    floor,
    forall,
    function,
    grows,
    iff,
    implies,
    integer,
    larger,
    log,
    maximum_is,
    minimum_is,
    natural,
    ne,
    pi,
    positive,
    random_variable,
    rational,
    real,
    sequence,
    sin,
    smaller,
    sqrt,
    tanh,
    tends,
    total,
)  # fmt: skip
from lrproof.kernel.terms import HEADS, REAL, Expr, Fn
from lrproof.latex import _PRINT, domain_latex, latex, name_latex

a, b, c = positive("a"), real("b"), real("c")
eta, beta, mu, lam, L = real("eta"), real("beta", "[0, 1)"), positive("mu"), real("lam"), positive("L")
x0, t, i, n = real("x0"), natural("t"), integer("i"), integer("n")
theta, g = sequence("theta"), sequence("g")
v_hat = sequence("v", latex=r"\hat{v}")
f, h = function("f"), function("h", 2)
loss = real("loss")

TERMS = [
    (1 - eta * a, r"1 - \eta a"),
    ((1 - eta * a) ** t * x0, r"(1 - \eta a)^{t} x_0"),
    (a + (b + c), "a + (b + c)"),
    (a - b - c, "a - b - c"),
    (a - (b - c), "a - (b - c)"),
    (a + b - c, "a + b - c"),
    (a + (-b), "a + (-b)"),
    (-a + b, "-a + b"),
    (-(a + b), "-(a + b)"),
    (-(-a), "-(-a)"),  # noqa: B002
    (-a * b, "-a b"),
    (a * -b, "a (-b)"),
    (a * (b * c), "a b c"),
    (a * (b + c), "a (b + c)"),
    ((a + b) * (a - b), "(a + b) (a - b)"),
    (a / (b * c), r"\frac{a}{b c}"),
    (a / b * c, r"\frac{a}{b} c"),
    (a / (b / c), r"\frac{a}{\frac{b}{c}}"),
    ((a / b) ** 2, r"\left( \frac{a}{b} \right)^{2}"),
    ((-a) ** 2, "(-a)^{2}"),
    (-(a**2), "-a^{2}"),
    ((a**n) ** t, "(a^{n})^{t}"),
    (2 ** (-t), "2^{-t}"),
    (rational(-2) ** t, "(-2)^{t}"),
    (rational("1/2") ** t, r"\left( \frac{1}{2} \right)^{t}"),
    (a - rational(-2), "a - (-2)"),
    (rational(-2) * a, "-2 a"),
    (b + rational(-2) * a, "b + (-2 a)"),
    (rational("0.999"), "0.999"),
    (rational("1e-8"), "10^{-8}"),
    (rational("1/3"), r"\frac{1}{3}"),
    (rational(2) * 3, r"2 \cdot 3"),
    (a * 2, r"a \cdot 2"),
    (rational(2) * rational("1/3"), r"2 \cdot \frac{1}{3}"),
    (a * rational(2) ** t, r"a \cdot 2^{t}"),
    (loss * a, r"\mathrm{loss} \, a"),
    (abs(a) * abs(b), r"\lvert a \rvert \, \lvert b \rvert"),
    (abs(1 - eta * lam), r"\lvert 1 - \eta \lambda \rvert"),
    (abs(a / b), r"\left\lvert \frac{a}{b} \right\rvert"),
    (sqrt(a) ** 2, r"(\sqrt{a})^{2}"),
    (sqrt(a**2), r"\sqrt{a^{2}}"),
    (sin(a) ** 2, r"\sin^{2}(a)"),
    (sin(a) ** -1, r"(\sin(a))^{-1}"),
    (cos(t * pi / n), r"\cos\left( \frac{t \pi}{n} \right)"),
    (exp(-a * t), r"\mathrm{e}^{-a t}"),
    (exp(a / b), r"\exp\left( \frac{a}{b} \right)"),
    (log(a) + tanh(b), r"\ln(a) + \tanh(b)"),
    (floor(a / b), r"\left\lfloor \frac{a}{b} \right\rfloor"),
    (larger(a, b) - smaller(a, b), r"\max(a, b) - \min(a, b)"),
    (theta(t + 1), r"\theta_{t + 1}"),
    (g(i) ** 2, "g_{i}^{2}"),
    (v_hat(t), r"\hat{v}_{t}"),
    (Fn("G", ("int", "int"))(t, i), "G_{t, i}"),
    (Fn("g", ("int", REAL))(t, a + b), "g_{t}(a + b)"),
    (Fn("v", ("int",), latex="v_{1}")(t), "v_{1}(t)"),
    (f(a / b), r"f\left( \frac{a}{b} \right)"),
    (h(a, b) ** 2, "h(a, b)^{2}"),
    (real("eta_star") ** 2, r"(\eta^{*})^{2}"),
    (real("x'") ** 2, "{x'}^{2}"),
    (total(g(i), i, 1, t), r"\sum_{i = 1}^{t} g_{i}"),
    (total(g(i) + 1, i, 1, t), r"\sum_{i = 1}^{t} (g_{i} + 1)"),
    (total(g(i), i, 1, t) + 1, r"\sum_{i = 1}^{t} g_{i} + 1"),
    (total(g(i), i, 1, t) * a, r"\left( \sum_{i = 1}^{t} g_{i} \right) a"),
    (total(g(i) * a, i, 1, t), r"\sum_{i = 1}^{t} g_{i} a"),
    (a * total(g(i), i, 1, t) * b, r"\left( a \sum_{i = 1}^{t} g_{i} \right) b"),
    (-total(g(i), i, 1, t) * a, r"\left( -\sum_{i = 1}^{t} g_{i} \right) a"),
    (total(-g(i), i, 1, t), r"\sum_{i = 1}^{t} (-g_{i})"),
    (expect(theta(t)) ** 2, r"(\mathbf{E}[\theta_{t}])^{2}"),
    (expect(theta(t) ** 2), r"\mathbf{E}[\theta_{t}^{2}]"),
]
FORMULAS = [
    ((eta > 0) & (eta < 2 / a), r"0 < \eta < \frac{2}{a}"),
    ((mu <= lam) & (lam < L), r"\mu \le \lambda < L"),
    ((mu <= lam) & (lam <= L) & ne(a, b), r"\mu \le \lambda \le L \text{ and } a \ne b"),
    ((a < b) & (c < b), r"a < b \text{ and } c < b"),
    (~(a < b), r"a \not< b"),
    (~((a < b) & (b < c)), r"\neg (a < b < c)"),
    ((a < b) | (b < c) & (c < 1), r"a < b \text{ or } b < c < 1"),
    (((a < b) | (b < c)) & (c < 1), r"(a < b \text{ or } b < c) \text{ and } c < 1"),
    (implies(ne(x0, 0), eq(a, b)), r"x_0 \ne 0 \;\Rightarrow\; a = b"),
    (implies(implies(a < 1, a < 2), a < 3), r"(a < 1 \;\Rightarrow\; a < 2) \;\Rightarrow\; a < 3"),
    (implies(a < 1, implies(a < 2, a < 3)), r"a < 1 \;\Rightarrow\; (a < 2 \;\Rightarrow\; a < 3)"),
    (iff(a < 1, b < 1), r"a < 1 \;\Leftrightarrow\; b < 1"),
    (tends(theta(t), t, 0), r"\theta_{t} \to 0 \text{ as } t \to \infty"),
    (grows(g(t), t), r"g_{t} \to \infty \text{ as } t \to \infty"),
    (forall(t, eq(g(t), 0)), r"\text{for all integers } t \ge 0\colon g_{t} = 0"),
    (forall(a, a < b), r"\text{for all } a > 0\colon a < b"),
    (forall(lam, implies(between(mu, lam, L), lam < 1)), r"\text{for all } \lambda \in [\mu, L]\colon \lambda < 1"),
    (forall(i, implies(between(0, i, n), g(i) < 1)), r"\text{for all integers } 0 \le i \le n\colon g_{i} < 1"),
    (forall(a, forall(b, a < b)), r"\text{for all } a > 0,\ \text{for all } b \in \mathbf{R}\colon a < b"),
    # the domain of a bound variable counts only where the formula says so
    (Expr("forall", (b < a,), var=a), r"\text{for all } a \in \mathbf{R}\colon b < a"),
    (forall(b, implies(f(b) < 1, b < 1)), r"\text{for all } b \in \mathbf{R}\colon f(b) < 1 \;\Rightarrow\; b < 1"),
    (forall(b, implies(b < b + 1, b < 1)), r"\text{for all } b \in \mathbf{R}\colon b < b + 1 \;\Rightarrow\; b < 1"),
    (forall(b, b < 1) & (a < 1), r"(\text{for all } b \in \mathbf{R}\colon b < 1) \text{ and } a < 1"),
    (exists(a, eq(a, b)), r"\text{there is } a > 0 \text{ with } a = b"),
    (
        maximum_is((L - mu) / (L + mu), abs(1 - eta * lam), lam, mu, L),
        r"\max_{\mu \le \lambda \le L} \lvert 1 - \eta \lambda \rvert = \frac{L - \mu}{L + \mu}",
    ),
    (minimum_is(0, lam + a, lam, mu, L), r"\min_{\mu \le \lambda \le L} (\lambda + a) = 0"),
    (conj(), r"\text{true}"),
]
DOMAINS = [
    (a, "a > 0"),
    (beta, r"0 \le \beta < 1"),
    (t, r"t \in \{0, 1, 2, \dots\}"),
    (eta, r"\eta \in \mathbf{R}"),
    (i, r"i \in \mathbf{Z}"),
    (integer("n", "(0, 3]"), r"n \in \{1, 2, 3\}"),
    (integer("n", "[1, 90)"), r"n \in \{1, 2, \dots, 89\}"),
    (real("z", "(-oo, 1]"), r"z \le 1"),
    (real("z", nonzero=True), r"z \ne 0"),
    (real("z", "[0, 1]"), r"0 \le z \le 1"),
    (random_variable("xi"), r"\xi \text{ random, } \mathbf{E}[\lvert \xi \rvert] < \infty"),
]
NAMES = {
    "beta1": r"\beta_1", "lam": r"\lambda", "lambda_max": r"\lambda_{\max}", "x0": "x_0", "kappa": r"\kappa",
    "T_warmup": r"T_{\mathrm{warmup}}", "eta_star": r"\eta^{*}", "eta_star'": r"{\eta^{*}}'", "m_hat": r"\hat{m}",
    "θ0": r"\theta_0", "pi": r"\mathrm{pi}", "t'": "t'", "$x}": r"\mathrm{\$x\}}", "beta12": r"\beta_{12}",
}  # fmt: skip


@pytest.mark.parametrize(("expr", "wanted"), TERMS + FORMULAS, ids=lambda v: str(v))
def test_prints(expr: Expr, wanted: str) -> None:
    assert latex(expr) == wanted


@pytest.mark.parametrize(("var", "wanted"), DOMAINS, ids=lambda v: str(v))
def test_domain(var: Expr, wanted: str) -> None:
    assert domain_latex(var) == wanted


@pytest.mark.parametrize(("name", "wanted"), NAMES.items())
def test_name(name: str, wanted: str) -> None:
    assert name_latex(name) == wanted


def test_override_wins() -> None:
    assert latex(real("step", latex=r"\eta^{*}") ** 2) == r"(\eta^{*})^{2}"


def test_every_head_has_a_printer() -> None:
    assert set(_PRINT) == set(HEADS) | {"num", "var", "app"}


def test_domain_of_a_term_is_refused() -> None:
    with pytest.raises(TypeError, match="a variable has a domain, 'a \\+ b' is a term"):
        domain_latex(a + b)


# --- what is printed is read back by a small parser, and must have the same value
class _Reader:
    def __init__(self, text: str, values: dict[str, Fraction]) -> None:
        self.tokens = [*re.findall(r"\\left\(|\\right\)|\\[a-z,]+|\d+\.\d+|\d+|\S", text), "end"]
        self.values = values
        self.at = 0

    def take(self, *wanted: str) -> bool:
        if self.tokens[self.at] in wanted:
            self.at += 1
            return True
        return False

    def need(self, token: str) -> bool:
        assert self.take(token), f"{token} expected, {self.tokens[self.at :]} found"
        return True

    def total(self) -> Fraction:
        value = -self.product() if self.take("-") else self.product()
        while self.tokens[self.at] in ("+", "-"):
            value = value + self.product() if self.take("+") else value - (self.take("-"), self.product())[1]
        return value

    def product(self) -> Fraction:
        value = self.power()
        while self.tokens[self.at] not in ("+", "-", ")", "}", "end", r"\right)", r"\rvert", r"\right", "=", ","):
            self.take(r"\cdot", r"\,")
            value *= self.power()
        return value

    def power(self) -> Fraction:
        if self.take(r"\sum"):
            for token in ("_", "{", "i", "="):
                self.need(token)
            low = self.total()
            for token in ("}", "^", "{"):
                self.need(token)
            high, kept = (self.total(), self.need("}"))[0], self.values.get("i")
            start, value = self.at, Fraction(0)
            for k in range(int(low), int(high) + 1):
                self.at, self.values["i"] = start, Fraction(k)
                value += self.product()
            self.values["i"] = kept if kept is not None else Fraction(0)
            return value
        base = self.atom()
        if self.take("^"):
            self.need("{")
            exponent = self.total()
            self.need("}")
            assert exponent.denominator == 1
            base = base ** int(exponent)
            assert self.tokens[self.at] != "^", "a double superscript"
        return base

    def atom(self) -> Fraction:
        if self.take("("):
            return (self.total(), self.need(")"))[0]
        if self.take(r"\left("):
            return (self.total(), self.need(r"\right)"))[0]
        if self.take(r"\lvert"):
            return abs((self.total(), self.need(r"\rvert"))[0])
        if self.take(r"\left"):
            self.need(r"\lvert")
            return abs((self.total(), self.need(r"\right"), self.need(r"\rvert"))[0])
        if self.take(r"\frac"):
            parts = [(self.need("{"), self.total(), self.need("}"))[1] for _ in range(2)]
            return parts[0] / parts[1]
        token = self.tokens[self.at]
        self.at += 1
        return Fraction(token) if token[0].isdigit() else self.values[token]


def _value(e: Expr, at: dict[str, Fraction]) -> Fraction:
    if e.head == "num":
        return Fraction(e.data)
    if e.head == "var":
        return at[e.data[0]]
    if e.head == "sum":
        low, high = (int(_value(x, at)) for x in e.args[:2])
        return sum((_value(e.args[2], at | {"i": Fraction(k)}) for k in range(low, high + 1)), Fraction(0))
    values = [_value(x, at) for x in e.args]
    two: dict[str, Callable[..., Fraction]] = {
        "add": lambda x, y: x + y, "sub": lambda x, y: x - y, "mul": lambda x, y: x * y, "div": lambda x, y: x / y,
        "pow": lambda x, y: x ** int(y), "neg": lambda x: -x, "abs": abs,
    }  # fmt: skip
    return two[e.head](*values)


def _random_term(rng: random.Random, depth: int) -> Expr:
    if depth == 0:
        leaves = [a, b, c, i, rational(2), rational(-3), rational("1/2"), rational("-2/3"), rational("0.1")]
        return rng.choice(leaves)
    x, y = (_random_term(rng, rng.randrange(depth)) for _ in range(2))
    kind = rng.randrange(9)
    if kind == 7:
        return total(x, i, rng.randrange(3), rng.randrange(3, 5))
    if kind == 6:
        return x ** rng.choice([2, 3])
    return [x + y, x - y, x * y, x / y, -x, abs(x), x, x, x * y][kind]


def test_what_is_printed_has_the_value_of_the_term() -> None:
    rng = random.Random(11)
    at = {"a": Fraction(5, 7), "b": Fraction(-11, 3), "c": Fraction(13, 17), "i": Fraction(19)}
    compared = 0
    for _ in range(3000):
        expr = _random_term(rng, rng.randrange(1, 6))
        try:
            wanted = _value(expr, at)
        except ZeroDivisionError:
            continue
        reader = _Reader(latex(expr), dict(at))
        assert reader.total() == wanted and reader.tokens[reader.at] == "end", f"{expr}  printed as  {latex(expr)}"
        compared += 1
    assert compared > 2000
