r"""Terms and formulas as a textbook writes them, with nothing rearranged.

What is printed is what the kernel proved: ``a - b`` stays ``a - b`` and ``1 - eta*a`` stays ``1 - \eta a``. Layout is
all that is chosen here. Every head has one printer (``_PRINT``); a printer returns a :class:`Box`, the LaTeX with its
binding strength, and the surrounding printer adds parentheses where a reader would otherwise group differently.
A product or a conjunction that is nested to the right loses its parentheses, a sum keeps them: ``a + (b + c)``.

The output uses only what amsmath, MathJax and KaTeX share.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Final, NamedTuple

from lrproof.kernel.syntax import domain_fact
from lrproof.kernel.terms import HEADS, INT, VEC, Expr

QUANTIFIER, IFF, IMPLIES, OR, AND, NOT, RELATION, ADD, NEG, SUM, MUL, CLOSED, ATOM = range(13)
"""How strongly a box holds together. CLOSED: safe beside any operator, but not as the base of a power."""


class Box(NamedTuple):
    """Printed LaTeX, and what its surroundings must know of it."""

    text: str
    level: int = ATOM
    tall: bool = False  # parentheses around it must grow
    sign: bool = False  # it begins with a minus sign
    em: float = 0.5  # its width, roughly


def latex(expr: Expr) -> str:
    """The LaTeX of a term or formula, without dollar signs."""
    return box(expr).text


def box(expr: Expr) -> Box:
    """The LaTeX of a term or formula with its binding strength."""
    return _PRINT[expr.head](expr)


# --- names
_GREEK: Final[tuple[str, ...]] = tuple(
    re.findall(
        r"\w+",
        "alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa lambda mu nu xi rho sigma tau "
        "upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega",
    )
)
_NAMES: Final = {name: "\\" + name for name in _GREEK} | {"lam": r"\lambda", "eps": r"\epsilon", "ell": r"\ell"}
_LETTERS: Final = dict(zip("αβγδεζηθικλμνξρστυφχψωΓΔΘΛΞΠΣΥΦΨΩ",
    (n for n in _GREEK if n not in ("varepsilon", "vartheta", "varphi")), strict=True))  # fmt: skip
_ACCENTS: Final = {"hat": r"\hat", "bar": r"\bar", "tilde": r"\tilde"}
_UPPER: Final = {"star": "*", "opt": "*", "next": "+"}
_ESCAPES: Final = {"\\": r"\backslash ", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
                   "^": r"\wedge ", "~": r"\sim ", "_": r"\_"}  # fmt: skip


def name_latex(name: str) -> str:
    r"""A symbol's name as LaTeX: ``beta1`` -> ``\beta_1``, ``eta_max`` -> ``\eta_{\max}``, ``t'`` -> ``t'``."""
    stem = name.rstrip("'")
    match = re.fullmatch(r"([^\W\d_]+)_?(.*)", stem) if "__" not in stem.strip("_") else None
    if match is None:
        return _word(stem) + name[len(stem) :]
    head, lower, upper = _word(match[1]), [], ""
    for part in filter(None, match[2].split("_")):
        if part in _ACCENTS:
            head = f"{_ACCENTS[part]}{{{head}}}"
        elif part in _UPPER and not upper:
            upper = f"^{{{_UPPER[part]}}}"
        else:
            lower.append({"max": r"\max", "min": r"\min"}.get(part) or _word(part))
    below = ", ".join(lower)
    shown = head + (f"_{below}" if re.fullmatch(r"\w", below) else f"_{{{below}}}" if below else "") + upper
    return ("{" + shown + "}" if upper and stem != name else shown) + name[len(stem) :]


def _word(text: str) -> str:
    if text in _NAMES:
        return _NAMES[text]
    if len(text) == 1 and text in _LETTERS:
        return "\\" + _LETTERS[text]
    if re.fullmatch(r"[A-Za-z]|\d+", text):
        return text
    shown = (_ESCAPES.get(c, c if c.isascii() and c.isprintable() else f"u{ord(c):04X}") for c in text)
    return rf"\mathrm{{{''.join(shown)}}}"


def _outside(text: str, char: str) -> bool:
    """Whether ``char`` stands in ``text`` outside all braces."""
    depth = 0
    for c in re.sub(r"\\.", "", text):
        depth += (c == "{") - (c == "}")
        if c == char and depth == 0:
            return True
    return False


def _symbol(name: str, shown: str | None) -> str:
    return name_latex(name) if shown is None else shown


# --- parts
def fence(b: Box, left: str = "(", right: str = ")") -> Box:
    text = rf"\left{left} {b.text} \right{right}" if b.tall else f"{left}{b.text}{right}"
    return Box(text, ATOM, b.tall, em=b.em + 0.8)


def at_level(expr: Expr, level: int, *, first: bool = False) -> Box:
    """``expr`` in a place that needs ``level``; ``first``: nothing stands before it, so it may begin with a minus."""
    b = box(expr)
    return fence(b) if b.level < level or (b.sign and not first) else b


def close_minus(text: str) -> str:
    """``text`` to stand after words: TeX would set a minus sign at its start as that of a difference."""
    return "{-}" + text[1:] if text.startswith("-") and not text.startswith("- ") else text


def _infix(left: Box, sign: str, right: Box, level: int, gap: float = 1.3) -> Box:
    after = close_minus(right.text) if sign.startswith(r"\text") else right.text
    text = f"{left.text} {sign} {after}"
    return Box(text, level, left.tall or right.tall, left.sign, left.em + right.em + gap)


def _wordy(expr: Expr) -> bool:
    return expr.head in ("var", "app") and _symbol(expr.data[0] if expr.head == "var" else expr.data.name,
        expr.data[2] if expr.head == "var" else expr.data.latex).startswith(r"\mathrm")  # fmt: skip


# --- terms
def _num(e: Expr) -> Box:
    value: Fraction = abs(e.data)
    top, bottom = str(value.numerator), str(value.denominator)
    zeros = len(bottom) - 1
    b = Box(top, em=0.5 * len(top))
    power = value.denominator.bit_length() - 1
    if power >= 20 and value.denominator == 1 << power:
        b = Box(rf"\frac{{{top}}}{{2^{{{power}}}}}", CLOSED, True, em=0.5 * len(top) + 0.3)
        if top == "1":
            b = Box(f"2^{{-{power}}}", CLOSED, em=2)
    elif re.fullmatch("10{4,}", top) and bottom == "1":
        b = Box(f"10^{{{len(top) - 1}}}", CLOSED, em=1.6)
    elif zeros >= 4 and top == "1" and bottom == f"1{'0' * zeros}":
        b = Box(f"10^{{-{zeros}}}", CLOSED, em=2)
    elif zeros and bottom == f"1{'0' * zeros}":
        digits = top.zfill(zeros + 1)
        b = Box(f"{digits[:-zeros]}.{digits[-zeros:]}", em=0.5 * len(digits) + 0.3)
    elif bottom != "1":
        b = Box(rf"\frac{{{top}}}{{{bottom}}}", CLOSED, True, em=0.5 * max(len(top), len(bottom)) + 0.3)
    return b if e.data >= 0 else Box("-" + b.text, MUL, b.tall, True, b.em + 0.8)


def _var(e: Expr) -> Box:
    text = _symbol(e.data[0], e.data[2])
    return Box(text, CLOSED if _outside(text, "^") else ATOM, em=_em(text))


def _em(name: str) -> float:
    return 0.55 * len(re.sub(r"\\(mathrm|hat|bar|tilde)|[{}_^]", "", re.sub(r"\\(?!mathrm)[A-Za-z]+", "x", name)))


def _app(e: Expr) -> Box:
    name = _symbol(e.data.name, e.data.latex)
    clash = _outside(name, "_")
    index = [box(a) for a, sort in zip(e.args, e.data.args, strict=True) if sort == INT and not clash]
    inside = [box(a) for a, sort in zip(e.args, e.data.args, strict=True) if sort != INT or clash]
    text, em = name, _em(name)
    if index:
        below = ", ".join(b.text for b in index)
        text, em = f"{text}_{{{below}}}", em + 0.7 * sum(b.em for b in index)
    result = Box(text, CLOSED if _outside(name, "^") and not inside else ATOM, em=em)
    if inside:
        args = fence(_list(inside))
        result = Box(text + args.text, ATOM, args.tall, em=em + args.em)
    return result


def _list(boxes: list[Box]) -> Box:
    return Box(", ".join(b.text for b in boxes), ADD, any(b.tall for b in boxes), em=sum(b.em + 0.4 for b in boxes))


def _add(e: Expr) -> Box:
    sign = "+" if e.head in ("add", "vadd") else "-"
    return _infix(at_level(e.args[0], ADD, first=True), sign, at_level(e.args[1], NEG), ADD)


def _neg(e: Expr) -> Box:
    if e.args[0].head == "floor" and e.args[0].args[0].head == "neg":
        return _floor(e.args[0].args[0], "ceil")
    b = at_level(e.args[0], SUM)
    return Box("-" + b.text, NEG if b.level == SUM else MUL, b.tall, True, b.em + 0.8)


def _mul(e: Expr) -> Box:
    left, right = at_level(e.args[0], MUL, first=True), at_level(e.args[1], SUM)
    last, first = e.args[0], e.args[1]
    while last.head in ("mul", "scale"):
        last = last.args[1]
    while first.head in ("mul", "scale"):
        first = first.args[0]
    level = min(MUL, right.level)
    if right.text[0].isdigit() or (last.head == "num" and re.match(r"\\frac\{\d", right.text)):
        return _infix(left, r"\cdot", right, level)
    apart = _wordy(last) or _wordy(first) or last.head == first.head == "abs"
    text = rf"{left.text} \, {right.text}" if apart else f"{left.text} {right.text}"
    return Box(text, level, left.tall or right.tall, left.sign, left.em + right.em + 0.1)


def _div(e: Expr) -> Box:
    top, bottom = box(e.args[0]), box(e.args[1])
    return Box(rf"\frac{{{top.text}}}{{{bottom.text}}}", CLOSED, True, em=max(top.em, bottom.em) + 0.3)


def _pow(e: Expr) -> Box:
    base, exponent = e.args
    power = box(exponent)
    if base.head in _CALLS and exponent.head == "num" and exponent.data >= 2:
        args = fence(box(base.args[0]))
        text = f"{_CALLS[base.head]}^{{{power.text}}}{args.text}"
        return Box(text, CLOSED, args.tall, em=args.em + 2.5)
    b = at_level(base, ATOM)
    held = "{" + b.text + "}" if b.text.endswith("'") else b.text
    return Box(f"{held}^{{{power.text}}}", CLOSED, b.tall, em=b.em + 0.7 * power.em)


def _abs(e: Expr) -> Box:
    b = box(e.args[0])
    text = rf"\left\lvert {b.text} \right\rvert" if b.tall else rf"\lvert {b.text} \rvert"
    return Box(text, ATOM, b.tall, em=b.em + 0.6)


def _floor(e: Expr, sign: str = "floor") -> Box:
    b = box(e.args[0])
    text = rf"\left\l{sign} {b.text} \right\r{sign}" if b.tall else rf"\l{sign} {b.text} \r{sign}"
    return Box(text, ATOM, b.tall, em=b.em + 0.9)


def _norm(x: Expr) -> Box:
    b = box(x)
    text = rf"\left\lVert {b.text} \right\rVert" if b.tall else rf"\lVert {b.text} \rVert"
    return Box(text, ATOM, b.tall, em=b.em + 0.9)


def _inner(e: Expr) -> Box:
    """An inner product; that of a vector with itself is by definition the square of its norm."""
    if e.args[0] == e.args[1]:
        b = _norm(e.args[0])
        return Box(b.text + "^{2}", CLOSED, b.tall, em=b.em + 0.4)
    b = _list([box(a) for a in e.args])
    text = rf"\left\langle {b.text} \right\rangle" if b.tall else rf"\langle {b.text} \rangle"
    return Box(text, ATOM, b.tall, em=b.em + 0.9)


def _sqrt(e: Expr) -> Box:
    if e.args[0].head == "inner" and e.args[0].args[0] == e.args[0].args[1]:
        return _norm(e.args[0].args[0])
    b = box(e.args[0])
    return Box(rf"\sqrt{{{b.text}}}", CLOSED, b.tall, em=b.em + 0.9)


def _exp(e: Expr) -> Box:
    b = box(e.args[0])
    if b.tall:
        args = fence(b)
        return Box(rf"\exp{args.text}", CLOSED, True, em=args.em + 1.6)
    return Box(rf"\mathrm{{e}}^{{{b.text}}}", CLOSED, em=0.5 + 0.7 * b.em)


_CALLS: Final = {"log": r"\ln", "sin": r"\sin", "cos": r"\cos", "tanh": r"\tanh"}


def _call(e: Expr) -> Box:
    args = fence(_list([box(a) for a in e.args]))
    name = _CALLS.get(e.head, "\\" + e.head)
    return Box(name + args.text, CLOSED, args.tall, em=args.em + 1.8)


def _expect(e: Expr) -> Box:
    args = fence(box(e.args[0]), "[", "]")
    return Box(r"\mathbf{E}" + args.text, CLOSED, args.tall, em=args.em + 0.8)


def _sum(e: Expr) -> Box:
    low, high, body = box(e.args[0]), box(e.args[1]), at_level(e.args[2], SUM)
    text = rf"\sum_{{{bound(e)} = {low.text}}}^{{{high.text}}} {body.text}"
    return Box(text, SUM, True, em=max(1.5, 0.7 * (low.em + 1.8), 0.7 * high.em) + body.em)


def bound(e: Expr) -> str:
    assert e.var is not None
    return latex(e.var)


# --- formulas
SIGN: Final = {"eq": "=", "same": "=", "lt": "<", "le": r"\le"}
_FLIPPED: Final = {"eq": "=", "same": "=", "lt": ">", "le": r"\ge"}


def _relation(e: Expr) -> Box:
    return _infix(at_level(e.args[0], ADD, first=True), SIGN[e.head], at_level(e.args[1], ADD, first=True), RELATION)


def _not(e: Expr) -> Box:
    inner = e.args[0]
    if inner.head in SIGN:
        sign = {"eq": r"\ne", "same": r"\ne", "lt": r"\not<", "le": r"\not\le"}[inner.head]
        return _infix(box(inner.args[0]), sign, box(inner.args[1]), RELATION)
    b = fence(box(inner))
    return Box(r"\neg " + b.text, NOT, b.tall, em=b.em + 0.7)


def flat(e: Expr, head: str) -> list[Expr]:
    return [e] if e.head != head else [part for a in e.args for part in flat(a, head)]


def runs(e: Expr) -> list[list[Expr]]:
    """The members of a conjunction, relations that share an end grouped: 0 < x, x < 1 is one run."""
    runs: list[list[Expr]] = []
    for part in flat(e, "and"):
        if runs and part.head in SIGN and runs[-1][-1].head in SIGN and runs[-1][-1].args[1] == part.args[0]:
            runs[-1].append(part)
        else:
            runs.append([part])
    return runs


def run_box(run: list[Expr]) -> Box:
    if len(run) == 1:
        b = box(run[0])
        return fence(b) if b.level < NOT else b
    result = box(run[0])
    for part in run[1:]:
        result = _infix(result, SIGN[part.head], box(part.args[1]), RELATION)
    return result


def _and(e: Expr) -> Box:
    first, *rest = [run_box(run) for run in runs(e)]
    for b in rest:
        first = _infix(first, r"\text{ and }", b, AND, 2.2)
    return first._replace(level=AND if rest else RELATION)


def _or(e: Expr) -> Box:
    first, *rest = [b if b.level >= NOT else fence(b) for b in map(box, flat(e, "or"))]
    for b in rest:
        first = _infix(first, r"\text{ or }", b, OR, 1.8)
    return first


ARROW: Final = {"implies": r"\;\Rightarrow\;", "iff": r"\;\Leftrightarrow\;"}


def _arrow(e: Expr) -> Box:
    left, right = (b if b.level > IMPLIES else fence(b) for b in map(box, e.args))
    return _infix(left, ARROW[e.head], right, IFF if e.head == "iff" else IMPLIES, 2.2)


def _range(var: Expr, guard: Expr) -> str | None:
    """``guard`` as a short qualifier of ``var`` (``t \\ge 0``, ``\\lambda \\in [\\mu, L]``), or None if it is not."""
    shown, found = latex(var), []
    for run in runs(guard):
        plain = [p.args[0] if p.head == "not" else p for p in run]
        if any(p.head not in SIGN or sum(a == var for a in p.args) != 1 for p in plain):
            return None
        if any(var in a.free for p in plain for a in p.args if a != var):
            return None
        if len(run) == 2 and var.sort != INT and run[0].head == run[1].head == "le" and run[0].args[1] == var:
            ends = [box(run[0].args[0]), box(run[1].args[1])]
            found.append(rf"{shown} \in {fence(_list(ends), '[', ']').text}")
        elif len(run) == 1 and run[0].head in SIGN and run[0].args[1] == var:
            found.append(f"{shown} {_FLIPPED[run[0].head]} {latex(run[0].args[0])}")
        else:
            found.append(run_box(run).text)
    return r" \text{ and } ".join(found)


def _guarded(e: Expr) -> tuple[str, str, Expr]:
    """(``integers`` or nothing, the range of the bound variable, the rest); only a guard in the formula counts."""
    var, body = e.var, e.args[0]
    assert var is not None
    if body.head == {"forall": "implies", "exists": "and"}[e.head]:
        guard = _range(var, body.args[0])
        if guard is not None:
            return ("integer" if var.sort == INT else "", guard, body.args[1])
    if var.sort in (INT, VEC):
        return ("integer" if var.sort == INT else "vector"), latex(var), body
    return "", rf"{latex(var)} \in \mathbf{{R}}", body


def quantified(e: Expr) -> tuple[Box, Expr]:
    """``for all ...:`` with all its variables, those of one kind together (``x, y``), and what is said of them."""
    parts: list[tuple[str, list[str], str]] = []  # kind, variables or one range, where they live
    rest = e
    while rest.head == "forall":
        var = rest.var
        kind, where, rest = _guarded(rest)
        name = latex(var) if var is not None else ""
        lives = where.removeprefix(name) if where in (name, rf"{name} \in \mathbf{{R}}") else None
        if parts and lives is not None and parts[-1][0] == kind and parts[-1][2] == lives:
            parts[-1][1].append(name)
        else:
            parts.append((kind, [name if lives is not None else where], "·" if lives is None else lives))
    words = [
        (f"for all {kind}s " if kind else "for all ", ", ".join(names) + at.strip("·")) for kind, names, at in parts
    ]
    text = r",\ ".join(rf"\text{{{word}}} {close_minus(where)}" for word, where in words) + r"\colon"
    return Box(text, QUANTIFIER, em=sum(0.45 * len(word) + _em(where) + 0.5 for word, where in words)), rest


def _forall(e: Expr) -> Box:
    head, rest = quantified(e)
    b = box(rest)
    return Box(f"{head.text} {close_minus(b.text)}", QUANTIFIER, b.tall, em=b.em + head.em)


def existing(e: Expr) -> tuple[Box, Expr]:
    """``there is ... with``, and what is said of it."""
    kind, where, rest = _guarded(e)
    start = {"integer": r"\text{there is an integer }", "vector": r"\text{there is a vector }"}.get(
        kind, r"\text{there is }"
    )
    return Box(
        rf"{start} {close_minus(where)} \text{{ with}}", QUANTIFIER, em=(9.5 if kind else 6.0) + _em(where)
    ), rest


def _exists(e: Expr) -> Box:
    head, rest = existing(e)
    b = box(rest)
    b = fence(b) if b.level == QUANTIFIER and rest.head == "forall" else b
    return Box(rf"{head.text[:-1]} }} {close_minus(b.text)}", QUANTIFIER, b.tall, em=b.em + head.em)


def _tends(e: Expr) -> Box:
    body = at_level(e.args[-1], ADD, first=True)
    to = latex(e.args[0]) if e.head == "tends" else r"\infty"
    text = rf"{body.text} \to {to} \text{{ as }} {bound(e)} \to \infty"
    return Box(text, RELATION, body.tall, body.sign, body.em + 8.0)


def _extremum(e: Expr) -> Box:
    value, low, high, body = e.args
    inside, equals = at_level(body, SUM), box(value)
    text = rf"\{e.head[:3]}_{{{latex(low)} \le {bound(e)} \le {latex(high)}}} {inside.text} = {equals.text}"
    return Box(text, RELATION, inside.tall or equals.tall, em=inside.em + equals.em + 4.5)


def _derivative(e: Expr) -> Box:
    """``\frac{d}{dx} f at x = p is v``; where p is x, the place is not repeated."""
    value, point, body = e.args
    var = bound(e)
    inside, equals = at_level(body, SUM), box(value)
    text = rf"\frac{{\mathrm{{d}}}}{{\mathrm{{d}}{var}}} {inside.text}"
    if point != e.var:
        text = rf"\left. {text} \right|_{{{var} = {latex(point)}}}"
    return Box(f"{text} = {equals.text}", RELATION, True, em=inside.em + equals.em + 4.5)


def _constant(text: str) -> Callable[[Expr], Box]:
    return lambda e: Box(text, em=1.5)


_PRINT: Final[dict[str, Callable[[Expr], Box]]] = {
    "num": _num, "var": _var, "app": _app, "add": _add, "sub": _add, "neg": _neg, "mul": _mul, "div": _div,
    "pow": _pow, "abs": _abs, "max": _call, "min": _call, "floor": _floor, "sqrt": _sqrt, "exp": _exp, "log": _call,
    "sin": _call, "cos": _call, "tanh": _call, "pi": _constant(r"\pi"), "expect": _expect, "sum": _sum,
    "true": _constant(r"\text{true}"), "false": _constant(r"\text{false}"), "eq": _relation, "lt": _relation,
    "le": _relation, "not": _not, "and": _and, "or": _or, "implies": _arrow, "iff": _arrow, "forall": _forall,
    "origin": _constant("0"), "vadd": _add, "vsub": _add, "vneg": _neg, "scale": _mul, "inner": _inner,
    "same": _relation, "derivative": _derivative, "exists": _exists, "tends": _tends, "grows": _tends,
    "maximum": _extremum, "minimum": _extremum,
}  # fmt: skip
assert set(_PRINT) == set(HEADS) | {"num", "var", "app"}, f"heads without a printer: {set(HEADS) ^ set(_PRINT)}"


# --- where a symbol lives
def random_latex(e: Expr, moments: int) -> str:
    r"""That ``e`` is a random variable with so many moments."""
    order = "" if moments == 1 else f"^{moments}"
    return rf"{latex(e)} \text{{ random, }} \mathbf{{E}}[\lvert {latex(e)} \rvert{order}] < \infty"


def domain_latex(var: Expr) -> str:
    r"""Where ``var`` lives: ``a > 0``, ``0 \le \beta < 1``, ``t \in \{0, 1, 2, \dots\}``, ``\eta \in \mathbf{R}``."""
    if var.head != "var":
        raise TypeError(f"a variable has a domain, '{var}' is a term: ask for the domain of each of its variables")
    domain, shown = var.data[1], latex(var)
    if var.data[3]:
        return random_latex(var, var.data[3])
    fact = domain_fact(var)
    if domain.sort == VEC:
        return rf"{shown} \text{{ a vector}}"
    if domain.sort == INT:
        low, high = domain.low, domain.high
        first = None if low is None else math.floor(low) + 1 if domain.low_strict else math.ceil(low)
        last = None if high is None else math.ceil(high) - 1 if domain.high_strict else math.floor(high)
        text = rf"{shown} \in {_integers(first, last)}"
        return text + (rf",\ {shown} \ne 0" if domain.nonzero else "")
    if fact is None:
        return rf"{shown} \in \mathbf{{R}}"
    return _range(var, fact) if domain.low is None or domain.high is None else latex(fact)  # type: ignore[return-value]


def _integers(low: int | None, high: int | None) -> str:
    if low is None:
        return r"\mathbf{Z}" if high is None else rf"\{{\dots, {high - 1}, {high}\}}"
    if high is None:
        return rf"\{{{low}, {low + 1}, {low + 2}, \dots\}}"
    inside = ", ".join(map(str, range(low, high + 1))) if high - low < 4 else rf"{low}, {low + 1}, \dots, {high}"
    return rf"\{{{inside}\}}"
