"""An update rule, written once as the textbook writes it: ``@rule``.

The decorated function is one step of an optimizer. Its positional-only parameters are the state (first the parameter
``x`` that is optimised), then comes ``grad``, a function that answers with the gradient at a point, then keyword-only
hyper-parameters; a keyword-only ``t`` is the number of the step: 1, 2, ... It returns the new state in the same order.

The same function is run (on Fractions, floats, arrays, balls), traced on lrproof's terms (:meth:`Rule.trace`), turned
into the formulas of a proof (:func:`recurrence`) and typeset (:meth:`Rule.latex`). Tracing runs the body once on
symbols, so a body is straight-line: it computes, and never decides by the values that it sees.
"""

from __future__ import annotations

import dis
import importlib
import inspect
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import FunctionType
from typing import Any, Final

from lrproof.kernel import syntax
from lrproof.kernel.terms import INT, Expr, Fn, Number, term

GRADIENT: Final[Fn] = syntax.function("grad", latex=r"\nabla f")
"""The gradient of which nothing is known, in a trace that is given none."""

# A hyper-parameter of such a name could not be told from an argument of trace, recurrence or simulate.
_TAKEN: Final = frozenset(
    ("self", "rule", "gradient", "state", "states", "step", "curvatures", "x0", "steps", "history", "init")
)


@dataclass(frozen=True)
class Trace:
    """One step of a rule on symbols."""

    looks: tuple[Expr, ...]
    """Where the gradient was asked, in order."""
    next: dict[str, Expr]
    """The new value of each state variable."""
    state: dict[str, Expr]
    """The old value of each state variable."""
    hyper: dict[str, Expr]
    """The value of each hyper-parameter."""
    t: Expr | None
    """The number of the step; None for a rule that does not ask for it."""


@dataclass(frozen=True, eq=False, repr=False)
class Rule:
    """An update rule; made by :func:`rule`. Calling it runs the plain function, on whatever supports its arithmetic."""

    function: Callable[..., Any]
    name: str
    state: tuple[str, ...]
    hyper: tuple[str, ...]
    uses_t: bool
    doc: str
    source_file: str
    line: int

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """One step: ``rule(*state, grad, **hyper)``, with ``t=...`` if the rule uses it, gives the new state."""
        return self.function(*args, **kwargs)

    @property
    def __wrapped__(self) -> Callable[..., Any]:
        return self.function  # so that inspect.signature and notebooks show the parameters

    def __repr__(self) -> str:
        hyper = [*self.hyper, "t"] if self.uses_t else self.hyper
        return f"<rule {self.name}({', '.join(self.state)}; {', '.join(hyper)})>"

    def __reduce__(self) -> tuple[Callable[[str, str], Any], tuple[str, str]]:
        return _by_name, (self.function.__module__, self.function.__qualname__)

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"

    def trace(
        self,
        *,
        gradient: Callable[[Expr], Number] | None = None,
        state: Mapping[str, Number] | None = None,
        t: Expr | None = None,
        **hyper: Number,
    ) -> Trace:
        """One step on symbols: where the rule looks, and what it does with what it sees.

        What is not given is a symbol: ``gradient`` the opaque :data:`GRADIENT`, a state variable or hyper-parameter a
        real of its own name, ``t`` an integer ≥ 1 (ignored by a rule that does not use it). Raises TypeError for an
        unknown name, a value that is no term, a body that decides by values, and a wrong number of returned values.
        """
        given = {**(state or {}), **hyper}
        self._known("state variable", state or {}, self.state)
        self._known("hyper-parameter", hyper, self.hyper)
        symbols = {
            name: self._term(name, given[name]) if name in given else syntax.real(name)
            for name in (*self.state, *self.hyper)
        }
        counter = (syntax.integer("t", "[1, oo)") if t is None else term(t)) if self.uses_t else None
        if counter is not None and counter.sort != INT:
            raise TypeError(f"{self._where}: the step counter t is an integer term, not {counter}, which is real")
        looks: list[Expr] = []

        def look(point: Number) -> Expr:
            looks.append(term(point))
            return term(GRADIENT(looks[-1]) if gradient is None else gradient(looks[-1]))

        old = {name: symbols[name] for name in self.state}
        used = {name: symbols[name] for name in self.hyper}
        with_t = used if counter is None else {**used, "t": counter}
        try:
            result = self.function(*old.values(), look, **with_t)
        except TypeError as error:
            raise TypeError(
                f"{self._where}: the body cannot be run on symbols. It must be straight-line arithmetic with exact "
                f"numbers: no branch on values, such as 'if x > 0', and roots by lrproof.rule.sqrt. Here {error}"
            ) from error
        values = self._returned(result)
        return Trace(tuple(looks), dict(zip(self.state, values, strict=True)), old, used, counter)

    def latex(self) -> str:
        """The update as an ``aligned`` environment: a line per state variable, each after those that it uses.

        Old and new are indexed t and t+1, or t-1 and t where the rule itself counts its steps.
        """
        from lrproof.latex import latex, name_latex

        def indexed(name: str, index: str) -> Expr:
            shown = name_latex(name)
            return syntax.real(f"{name} {index}", latex=(f"{{{shown}}}" if "_" in shown else shown) + f"_{{{index}}}")

        before, after = ("t-1", "t") if self.uses_t else ("t", "t+1")
        traced = self.trace(state={name: indexed(name, before) for name in self.state})
        new = {name: indexed(name, after) for name in self.state}
        order = sorted(self.state, key=lambda name: sum(1 for _ in traced.next[name].walk()))  # a part is smaller
        shorter: dict[Expr, Expr] = {}
        lines = []
        for name in order:
            lines.append(f"{latex(new[name])} &= {latex(_with_parts(traced.next[name], shorter))}")
            if traced.next[name].args:  # the symbol or number that a state is set to keeps its own name
                shorter.setdefault(traced.next[name], new[name])
        return "\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}"

    @property
    def _where(self) -> str:
        return f"{self.source_file}:{self.line}: rule {self.name}"

    def _known(self, kind: str, given: Mapping[str, object], known: tuple[str, ...]) -> None:
        for name in given:
            if name not in known:
                has = f"has {', '.join(known)}" if known else "has none"
                raise TypeError(f"{self._where}: no {kind} {name!r}; it {has}")

    def _term(self, name: str, value: Number) -> Expr:
        try:
            return term(value)
        except TypeError as error:
            raise TypeError(f"{self._where}: {name} = {value!r}: {error}") from error

    def _returned(self, result: object) -> list[Expr]:
        several = len(self.state) > 1
        values = result if several and isinstance(result, tuple) else (result,)
        if len(values) != len(self.state) or isinstance(values[0], tuple):
            given = f"a tuple of {len(result)}" if isinstance(result, tuple) else "one value"
            form = (
                f"a tuple, the new ({', '.join(self.state)})" if several else f"the new {self.state[0]} alone, no tuple"
            )
            raise TypeError(f"{self._where}: it returns {given}, but should return {form}")
        return [self._term(f"the new {name}", value) for name, value in zip(self.state, values, strict=True)]


def rule(function: Callable[..., Any]) -> Rule:
    """The update rule that a textbook function is (see the module's text for its form).

    Raises TypeError, with the rule's name, file and line, when the function has not that form.
    """
    if not isinstance(function, FunctionType):
        raise TypeError(f"@rule decorates a function, not {function!r}")
    code = function.__code__
    where = f"{code.co_filename}:{code.co_firstlineno}: rule {function.__name__}"
    form = "write def name(x, ..., /, grad, *, eta, ...): state before the /, hyper-parameters after the *"
    kinds: dict[Any, list[str]] = {}
    for parameter in inspect.signature(function).parameters.values():
        if parameter.default is not parameter.empty:
            raise TypeError(f"{where}: {parameter.name} has a default; a rule has none: give it where the rule is used")
        kinds.setdefault(parameter.kind, []).append(parameter.name)
    kind = inspect.Parameter
    for variadic, stars in ((kind.VAR_POSITIONAL, "*"), (kind.VAR_KEYWORD, "**")):
        if variadic in kinds:
            raise TypeError(f"{where}: {stars}{kinds[variadic][0]} is not allowed: name every parameter")
    state = kinds.get(kind.POSITIONAL_ONLY, [])
    plain = kinds.get(kind.POSITIONAL_OR_KEYWORD, [])
    named = kinds.get(kind.KEYWORD_ONLY, [])
    if not state:
        raise TypeError(f"{where}: it has no state; {form}")
    if plain != ["grad"]:
        raise TypeError(f"{where}: between / and * stands grad alone, not {', '.join(plain) or 'nothing'}; {form}")
    if "t" in state:
        raise TypeError(f"{where}: t is the step counter and stands after the *, not in the state")
    for name in named:
        if name in _TAKEN:
            raise TypeError(f"{where}: a hyper-parameter cannot be called {name}: simulate and others use that name")
    for step in dis.get_instructions(code):
        equality = step.opname == "COMPARE_OP" and any(sign in step.argrepr for sign in ("==", "!="))
        if equality or step.opname == "CONTAINS_OP":
            raise TypeError(
                f"{where}: the body compares by == , != or in. On symbols that asks whether two terms are written "
                "alike, and the trace would silently follow one branch: write two rules"
            )
    hyper = tuple(name for name in named if name != "t")
    doc = inspect.cleandoc(function.__doc__ or "")
    return Rule(
        function, function.__name__, tuple(state), hyper, "t" in named, doc, code.co_filename, code.co_firstlineno
    )


def recurrence(
    rule: Rule, states: Mapping[str, Fn], gradient: Callable[[Expr], Number], step: Expr, **hyper: Number
) -> tuple[Expr, ...]:
    """The formulas that say: these sequences are what the rule produces, step by step.

    ``states`` names the sequence of each state variable; ``step`` is the index of the *new* state, a term with one
    variable: ``t + 1`` with t = 0, 1, ... or ``t`` with t = 1, 2, .... The old state has the index before it, and a
    rule that counts its steps gets ``step`` as its t. One formula ``for all t: theta(step) = ...`` per named state.

    Raises ValueError when ``step`` has not exactly one variable or is no integer, and when a state variable that is
    needed is not named; TypeError as :meth:`Rule.trace`.
    """
    if len(step.free) != 1 or step.sort != INT:
        raise ValueError(f"step is an integer term with one variable, such as t + 1, not {step}")
    if not states:
        raise ValueError(f"name at least one sequence: {rule.name} has the state {', '.join(rule.state)}")
    rule._known("state variable", states, rule.state)
    (variable,) = step.free
    old = _before(step)
    unnamed = {name: syntax.real(f"{name} (not named)") for name in rule.state if name not in states}
    state = unnamed | {name: sequence(old) for name, sequence in states.items()}
    traced = rule.trace(gradient=gradient, state=state, t=step, **hyper)
    for name in states:
        for missing, placeholder in unnamed.items():
            if placeholder in traced.next[name].free:
                raise ValueError(f"the next {name} of {rule.name} depends on {missing}: name a sequence for it, too")
    return tuple(
        syntax.forall(variable, syntax.eq(sequence(step), traced.next[name])) for name, sequence in states.items()
    )


def sqrt(x: Any) -> Any:
    """The square root, for use in a rule: of a term a term, of a Fraction or int the exact root, of an array an array.

    What brings its own ``sqrt`` method (a ball, a Decimal, a tensor) uses that. Raises ValueError for an exact number
    that is not the square of one.
    """
    if isinstance(x, Expr):
        return syntax.sqrt(x)
    if isinstance(x, (int, Fraction)):
        top, bottom = (math.isqrt(max(part, 0)) for part in (x.numerator, x.denominator))
        if Fraction(top * top, bottom * bottom) != x:
            why = "is negative" if x < 0 else "has no exact root"
            raise ValueError(f"sqrt({x}): {x} {why}. To enclose it use ball arithmetic (flint.arb), or use floats.")
        return Fraction(top, bottom)
    if callable(own := getattr(x, "sqrt", None)):
        return own()
    import numpy as np

    if isinstance(x, np.ndarray) and x.dtype == object:
        return np.frompyfunc(sqrt, 1, 1)(x)
    return np.sqrt(x)


def _before(step: Expr) -> Expr:
    """The index before ``step``: literally t for t + 1."""
    if step.head == "add":
        for one, rest in (step.args[::-1], step.args):
            if one == term(1):
                return rest
    return step - 1


def _with_parts(e: Expr, shorter: Mapping[Expr, Expr]) -> Expr:
    """``e`` with every part that has a shorter name written by that name."""
    if e in shorter:
        return shorter[e]
    if not e.args or e.var is not None:
        return e
    return Expr(e.head, tuple(_with_parts(a, shorter) for a in e.args), data=e.data)


def _by_name(module: str, qualname: str) -> Any:
    found: Any = importlib.import_module(module)
    for name in qualname.split("."):
        found = getattr(found, name)
    return found
