"""A traced rule written out as Python source.

What depends on neither state nor gradient is a *coefficient* (``eta * beta``, ``1 - beta1**t``): it is computed once
per step by plain NumPy and never in the inner loop. The rest is the body of a loop over coordinates. Operations keep
the order of the rule's body; a part that occurs twice is computed once; a power with a literal exponent is repeated
multiplication.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from lrproof.kernel.syntax import real
from lrproof.kernel.terms import Expr
from lrproof.rule import Rule, Trace

VERSION: Final = 1
"""Raised with every change of what is written, so that no kernel of an older generator is taken for a new one."""

_INFIX: Final = {"add": "+", "sub": "-", "mul": "*", "div": "/"}
_CALL: Final = {"abs": "np.abs", "max": "np.maximum", "min": "np.minimum", "floor": "np.floor", "sqrt": "np.sqrt",
                "exp": "np.exp", "log": "np.log", "sin": "np.sin", "cos": "np.cos", "tanh": "np.tanh"}  # fmt: skip
_JIT: Final = '@njit(cache=True, error_model="numpy", nogil=True)'
_ARGUMENTS: Final = "curvature, state, numbers, lanes, schedules, tables, steps, history"


@dataclass(frozen=True)
class Staged:
    """A trace whose gradients are variables: look 0, gradient 0, look 1, gradient 1, ..., next state."""

    rule: Rule
    trace: Trace
    looks: tuple[Expr, ...]
    gradients: tuple[Expr, ...]

    @property
    def moving(self) -> frozenset[Expr]:
        """The variables that are no coefficients."""
        return frozenset((*self.trace.state.values(), *self.gradients))


def stage(rule: Rule) -> Staged:
    """One step of ``rule`` with a variable for each gradient; two looks at the same point are one."""
    seen: dict[Expr, Expr] = {}

    def gradient(point: Expr) -> Expr:
        return seen.setdefault(point, real(f"gradient {len(seen)}"))  # a name that no parameter can have

    traced = rule.trace(gradient=gradient)
    return Staged(rule, traced, tuple(seen), tuple(seen.values()))


def coefficients(staged: Staged) -> tuple[Expr, ...]:
    """The largest parts that depend on hyper-parameters and t alone, in the order in which they are met."""
    found: dict[Expr, None] = {}

    def visit(e: Expr) -> None:
        if e.free & staged.moving and e.var is None:  # a binder has no code: the writer will say so
            for arg in e.args:
                visit(arg)
        elif e.head != "num":
            found.setdefault(e)

    for e in (*staged.looks, *staged.trace.next.values()):
        visit(e)
    return tuple(found)


def module_source(rule: Rule, *, lanes: frozenset[str], varying: frozenset[str]) -> str:
    """The whole module for ``rule``; see :mod:`lrproof.compile` for what it holds and for ``lanes``, ``varying``.

    Raises TypeError, naming the rule, for an operation that cannot be compiled.
    """
    staged = stage(rule)
    traced = staged.trace
    hyper = {symbol: f"h_{name}" for name, symbol in traced.hyper.items()}
    per_lane = frozenset(traced.hyper[name] for name in lanes)
    per_step = frozenset(traced.hyper[name] for name in varying) | ({traced.t} if traced.t is not None else set())
    sorts: dict[str, list[Expr]] = {"numbers": [], "lanes": [], "schedules": [], "tables": []}
    for c in coefficients(staged):
        by_lane, by_step = bool(c.free & per_lane), bool(c.free & per_step)
        sorts[("tables" if by_lane else "schedules") if by_step else ("lanes" if by_lane else "numbers")].append(c)
    env = hyper | ({traced.t: "t"} if traced.t is not None else {})
    parts = [
        f'"""One step of {rule.name!r}: coefficients and kernels (generator {VERSION}, see lrproof.compile)."""',
        "import numpy as np\nfrom numba import njit",
        _coefficient_function(rule, "fixed", [*hyper.values()], sorts["numbers"], sorts["lanes"], env),
        _coefficient_function(rule, "at", ["t", *hyper.values()], sorts["schedules"], sorts["tables"], env),
        _diagonal(staged, sorts),
        _dense(staged, sorts),
    ]
    return "\n\n\n".join(parts) + "\n"


def _coefficient_function(
    rule: Rule, name: str, parameters: list[str], single: list[Expr], wide: list[Expr], env: Mapping[Expr, str]
) -> str:
    writer = _Writer(rule, env, (*single, *wide), _plain_power)
    results = ["(" + "".join(f"{writer.bare(c)}, " for c in group) + ")" for group in (single, wide)]
    return _function(f"def {name}({', '.join(parameters)}):", [*writer.lines, f"return {', '.join(results)}"])


def _loading(staged: Staged, sorts: Mapping[str, list[Expr]]) -> tuple[dict[Expr, str], list[str], list[str]]:
    """Names inside the inner loop; the lines that fetch them before the loop over steps, and within it."""
    names = {symbol: f"s_{name}[i]" for name, symbol in staged.trace.state.items()}
    before = [f"s_{name} = state[{k}]" for k, name in enumerate(staged.trace.state)]
    within: list[str] = []
    for sort, lines, row, suffix in (
        ("numbers", before, "", ""),
        ("lanes", before, "", "[i]"),
        ("schedules", within, "t, ", ""),
        ("tables", within, "t, ", "[i]"),
    ):
        for k, c in enumerate(sorts[sort]):
            lines.append(f"c_{sort}{k} = {sort}[{row}{k}]")
            names[c] = f"c_{sort}{k}{suffix}"
    return names, before, within


_HISTORY: Final = ["if history.shape[0] > 0:", "    history[t, :] = s_{}"]


def _diagonal(staged: Staged, sorts: Mapping[str, list[Expr]]) -> str:
    names, before, within = _loading(staged, sorts)
    new = staged.trace.next
    writer = _Writer(staged.rule, names, (*staged.looks, *new.values()), _product)
    for k, (look, gradient) in enumerate(zip(staged.looks, staged.gradients, strict=True)):
        writer.assign(f"g{k}", f"curvature[i] * {writer.text(look)}", gradient)
    loop = _update(writer, new)
    history = [line.format(staged.rule.state[0]) for line in _HISTORY]
    body = [*before, *_for("t in range(steps)", [*within, *_for("i in range(state.shape[1])", loop), *history])]
    return _function(f"{_JIT}\ndef diagonal({_ARGUMENTS}):", body)


def _dense(staged: Staged, sorts: Mapping[str, list[Expr]]) -> str:
    names, before, step = _loading(staged, sorts)
    states = {symbol: f"s_{name}" for name, symbol in staged.trace.state.items()}
    for k, (look, gradient) in enumerate(zip(staged.looks, staged.gradients, strict=True)):
        before.append(f"g{k} = np.empty(state.shape[1])")
        point = states.get(look)
        if point is None:
            point = f"look{k}"
            before.append(f"{point} = np.empty(state.shape[1])")
            writer = _Writer(staged.rule, names, (look,), _product)
            value = writer.bare(look)
            step += _for("i in range(state.shape[1])", [*writer.lines, f"{point}[i] = {value}"])
        step.append(f"np.dot(curvature, {point}, g{k})")
        names[gradient] = f"g{k}[i]"
    writer = _Writer(staged.rule, names, tuple(staged.trace.next.values()), _product)
    step += _for("i in range(state.shape[1])", _update(writer, staged.trace.next))
    history = [line.format(staged.rule.state[0]) for line in _HISTORY]
    body = [*before, *_for("t in range(steps)", [*step, *history])]
    return _function(f"{_JIT}\ndef dense({_ARGUMENTS}):", body)


def _update(writer: _Writer, new: Mapping[str, Expr]) -> list[str]:
    """The lines so far, then all new values from old ones, and only then the stores."""
    values = [(name, writer.bare(e)) for name, e in new.items()]
    lines = writer.lines + [f"n_{name} = {value}" for name, value in values]
    return lines + [f"s_{name}[i] = n_{name}" for name, _ in values]


class _Writer:
    """Writes expressions, and before them, in ``lines``, the parts that occur more than once."""

    def __init__(
        self, rule: Rule, names: Mapping[Expr, str], all_of: Iterable[Expr], power: Callable[[_Writer, Expr], str]
    ) -> None:
        self.rule, self.names, self.power = rule, dict(names), power
        self.lines: list[str] = []
        self.uses: Counter[Expr] = Counter()
        self.bound = 0
        for e in all_of:
            self._count(e)

    def _count(self, e: Expr) -> None:
        self.uses[e] += 1
        if self.uses[e] == 1 and e not in self.names:
            for arg in e.args:
                self._count(arg)

    def assign(self, name: str, value: str, e: Expr) -> None:
        self.lines.append(f"{name} = {value}")
        self.names[e] = name

    def bind(self, value: str) -> str:
        """A name for ``value``, which is computed now."""
        if value.removesuffix("[i]").isidentifier():
            return value
        self.bound += 1
        self.lines.append(f"w{self.bound} = {value}")
        return f"w{self.bound}"

    def text(self, e: Expr) -> str:
        """``e`` as an operand."""
        shown = self.bare(e)
        return f"({shown})" if e not in self.names and (e.head in _INFIX or e.head in ("neg", "pow")) else shown

    def bare(self, e: Expr) -> str:
        """``e`` on the right of an assignment."""
        if e in self.names:
            return self.names[e]
        shown = self._operation(e)
        if e.args and self.uses[e] > 1:
            self.names[e] = shown = self.bind(shown)
        return shown

    def _operation(self, e: Expr) -> str:
        if e.head == "num":
            return repr(float(e.data)) if e.data >= 0 else f"({float(e.data)!r})"
        if e.head == "pi":
            return "np.pi"
        if e.head == "pow":
            return self.power(self, e)
        if e.head == "neg":
            return f"-{self.text(e.args[0])}"
        if e.head in _INFIX:
            return f"{self.text(e.args[0])} {_INFIX[e.head]} {self.text(e.args[1])}"
        if e.head in _CALL:
            return f"{_CALL[e.head]}({', '.join(self.bare(a) for a in e.args)})"
        where = f"{self.rule.source_file}:{self.rule.line}: rule {self.rule.name}"
        raise TypeError(f"{where}: '{e}' ({e.head}) cannot be compiled; use + - * / **, sqrt, abs, max, min, floor, "
                        "exp, log, sin, cos, tanh")  # fmt: skip


def _plain_power(writer: _Writer, e: Expr) -> str:
    """As Python writes it, and rounded as Python rounds it; np.float64 gives inf where a float would raise."""
    base, exponent = e.args
    below = f"np.float64({writer.bare(base)})" if base.head == "num" else writer.text(base)
    return f"{below} ** {f'({exponent.data})' if exponent.head == 'num' else f'int({writer.bare(exponent)})'}"


def _product(writer: _Writer, e: Expr) -> str:
    """Repeated multiplication for a literal exponent, by squaring from the fourth power on."""
    base, exponent = e.args
    if exponent.head != "num":
        return f"{writer.text(base)} ** {writer.text(exponent)}"
    count = int(exponent.data)
    if count == 0:
        return "1.0"
    one = writer.bind(writer.bare(base))

    def times(k: int) -> str:
        if k < 4:
            return " * ".join([one] * k)
        half = writer.bind(times(k // 2))
        return " * ".join([half, half, one][: 2 + k % 2])

    return times(count) if count > 0 else f"1.0 / ({times(-count)})"


def _for(head: str, body: list[str]) -> list[str]:
    return [f"for {head}:", *(f"    {line}" for line in body)]


def _function(head: str, body: list[str]) -> str:
    return "\n".join([head, *(f"    {line}" for line in body)])
