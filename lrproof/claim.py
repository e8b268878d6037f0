"""A claim: a statement, what the textbook prints, the proof, and the evidence that is asked for.

``@claim(statement, ...)`` decorates a generator that yields the lines of the proof (:mod:`lrproof.by` has the
grammar) and gives a frozen :class:`Claim`. Everything here is data: the proof runs only when somebody verifies it.
There is no registry; a claim is found because it is an attribute of its module.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final

from lrproof import cheat_sheet as sheet
from lrproof.chapter import Chapter, chapter
from lrproof.kernel.syntax import domain_fact, integer, pi, rational, real
from lrproof.kernel.terms import HEADS, INT, PROP, Expr, Fn, Number, functions, term
from lrproof.rule import Rule
from lrproof.verdict import PRINTED, THEOREM


@dataclass(frozen=True)
class Printed:
    """What the textbook prints, and the verdict on it (one of :data:`lrproof.verdict.PRINTED`)."""

    verdict: str
    where: str = ""
    latex: str = ""
    under: str | None = None
    reads: Expr | None = None
    """For FAILS: the printed text as a formula, which must be refuted."""
    settled_by: str | None = None
    """For EMPIRICAL: the experiment that would decide it."""


def holds(where: str, latex: str) -> Printed:
    """The text at ``where`` is right as it stands."""
    return Printed("HOLDS", where, latex)


def holds_under(where: str, latex: str, under: str) -> Printed:
    """The text is right under an assumption that it leaves out: ``under``, LaTeX or plain words."""
    return Printed("HOLDS UNDER", where, latex, under)


def fails(where: str, latex: str, reads: Expr) -> Printed:
    """The text is wrong. ``reads``: the text as a formula; an exact counterexample to it is looked for and printed."""
    return Printed("FAILS", where, latex, reads=_formula("fails", reads))


def heuristic(where: str, latex: str) -> Printed:
    """The text is a rule of thumb; the claim is the nearest theorem."""
    return Printed("HEURISTIC", where, latex)


def empirical(where: str, latex: str, settled_by: str) -> Printed:
    """The text is a matter of experiment: there is no theorem. ``settled_by``: the experiment that would decide it."""
    return Printed("EMPIRICAL", where, latex, settled_by=settled_by)


NOT_PRINTED: Final = Printed("NOT PRINTED")
"""The claim quotes no text."""


Model = Mapping[Expr | Fn, Any]
"""An example: terms for variables, and for function symbols what makes a term of their arguments."""


@dataclass(frozen=True)
class NearMiss:
    """A statement that differs from the claim in one place, and is false: it must be refuted, with a witness."""

    statement: Expr
    differs: str
    given: tuple[Expr, ...] | None = None
    """The assumptions, where they differ from the claim's."""
    examples: tuple[Model, ...] = ()
    """Where to look for a counterexample, if not among the claim's examples."""


def near_miss(
    statement: Expr, differs: str, *, given: tuple[Expr, ...] | None = None, examples: tuple[Model, ...] = ()
) -> NearMiss:
    """A false neighbour of the claim; ``differs`` says in plain words where it departs. ``examples``: see claim."""
    assumed = None if given is None else tuple(_formula("near miss: given", g) for g in given)
    return NearMiss(_formula("near miss", statement), differs, assumed, _models(examples))


def _models(examples: tuple[Model, ...]) -> tuple[Model, ...]:
    if not isinstance(examples, tuple) or not all(isinstance(model, Mapping) for model in examples):
        raise TypeError(f"examples is a tuple of mappings, ({{symbol: value}}, ...), not {examples!r}")
    for model in examples:
        for symbol, value in model.items():
            if isinstance(symbol, Fn):  # what is wrong with it is best said here, where it stands
                term(value(*(integer("k") if sort == INT else real("x") for sort in symbol.args)))
            else:
                term(value)
    return tuple(map(dict, examples))


@dataclass(frozen=True)
class Simulated:
    """Asked of the simulators: see :func:`simulated`."""

    rule: Rule
    predicts: Expr
    reads: Mapping[Expr | Fn, str]
    hyper: Mapping[str, Expr]
    control: str
    condition: int
    steps: int
    size: int
    inside: Mapping[str, Expr] | None
    outside: Mapping[str, Expr] | None


def simulated(
    rule: Rule,
    predicts: Number,
    *,
    reads: Mapping[Expr | Fn, str],
    hyper: Mapping[str, Number],
    control: str,
    condition: int = 10**8,
    steps: int = 1000,
    size: int = 8,
    inside: Mapping[str, Number] | None = None,
    outside: Mapping[str, Number] | None = None,
) -> Simulated:
    """Run ``rule`` on random ill-conditioned quadratics, diagonal and rotated; the parameter must be as predicted.

    ``predicts``: a term for the parameter after ``steps`` steps, by coordinate. ``reads`` says what its symbols are:
    "curvature" (an eigenvalue λ), "start" (the start's coordinate), "steps" (the number of steps), "mu" and "L" (the
    smallest and largest eigenvalue), the name of a hyper-parameter, or for a sequence: "iterate" (k -> the parameter
    after k steps, k < ``steps``), "gradient" (k -> the gradient there, which step k + 1 uses) and "gradient of step"
    (k -> the gradient that step k uses, k ≥ 1). ``hyper``: the value of each hyper-parameter, a number or a term in
    the symbols that are read as mu and L. ``control``: the hyper-parameter that, wrong by 1 % in the prediction, must
    be noticed. ``inside``/``outside``: values of hyper-parameters in and out of the claimed set, where every mode must
    shrink, or the parameter diverge. ``condition``: κ, exact; ``size``: the number of coordinates.
    """
    if control not in rule.hyper:
        raise ValueError(f"simulated: control names {control!r}, but {rule.name} has {', '.join(rule.hyper)}")

    def terms(given: Mapping[str, Number]) -> Mapping[str, Expr]:
        return {name: term(value) for name, value in given.items()}

    return Simulated(
        rule, term(predicts), dict(reads), terms(hyper), control, condition, steps, size,
        None if inside is None else terms(inside), None if outside is None else terms(outside),
    )  # fmt: skip


@dataclass(frozen=True)
class Enclosed:
    """Asked of ball arithmetic: see :func:`enclosed`."""

    formula: Expr
    grid: Mapping[Expr, tuple[Fraction, ...]]


def enclosed(formula: Expr, grid: Mapping[Expr, tuple[Fraction | int | str, ...]]) -> Enclosed:
    """``formula`` must hold, decided by balls that enclose both sides, at every point of ``grid`` (variable -> values).

    An equation holds when the balls overlap and are narrower than 2**-64 of their size; the same sides in mpmath, with
    50 digits, must lie in them. An inequality holds when the balls are apart on the right side.
    """
    return Enclosed(_formula("enclosed", formula), {v: tuple(Fraction(x) for x in vs) for v, vs in grid.items()})


FOLLOWED: Final = real("x")
"""The parameter, in what is said of a run that is followed."""


@dataclass(frozen=True)
class Followed:
    """Asked of ball arithmetic: see :func:`followed`."""

    rule: Rule
    gradient: Expr
    start: Expr
    steps: int
    hyper: Mapping[str, Expr]
    ends: Expr


def followed(
    rule: Rule,
    gradient: Callable[[Expr], Number],
    *,
    start: Number,
    steps: int,
    hyper: Mapping[str, Number],
    ends: Callable[[Expr], Expr],
) -> Followed:
    """One run of ``rule`` on a loss of one variable, quadratic or not, enclosed by balls.

    ``gradient``: the derivative of the loss, a term in the parameter. ``ends``: what holds of the parameter after
    ``steps`` steps from ``start``, a formula by < and ≤ in it, which must be false of the start. ``hyper``: the value
    of each hyper-parameter, numbers without variables; other state variables start at 0.
    """
    if steps < 1:
        raise ValueError(f"followed: at least one step is expected, not {steps}")
    if missing := set(rule.hyper) ^ hyper.keys():
        raise ValueError(f"followed: {rule.name} has the hyper-parameters {', '.join(rule.hyper)}; see {missing}")
    values = {name: term(value) for name, value in hyper.items()}
    formula = _formula("followed: ends", ends(FOLLOWED))
    return Followed(rule, term(gradient(FOLLOWED)), term(start), steps, values, formula)


@dataclass(frozen=True)
class Sampled:
    """Asked of samples: see :func:`sampled`."""

    what: Expr
    expected: Expr
    wrong: Expr
    draws: Mapping[Expr | Fn, tuple[Any, ...]]
    values: Mapping[Expr, Fraction]
    samples: int


LAWS: Final = {"normal": 2, "uniform": 2, "two values": 3}
"""The laws of sampled(...), and how many parameters each has."""


def sampled(
    what: Number,
    expected: Number,
    *,
    wrong: Number,
    draws: Mapping[Expr | Fn, tuple[Any, ...]],
    values: Mapping[Expr, Fraction | int | str] = MappingProxyType({}),
    samples: int = 100_000,
) -> Sampled:
    """Estimate E(``what``): ``expected`` must lie in the confidence interval of the mean, ``wrong`` out of it.

    ``draws``: the law of each random variable, and of each value of a random sequence, all independent: ("normal",
    mean, deviation), ("uniform", low, high) or ("two values", a, b, the probability of b). ``values``: of the other
    symbols. ``expected`` and ``wrong`` are terms in these.
    """
    e, others = term(what), (term(expected), term(wrong))
    if samples < 1000:
        raise ValueError(f"sampled: at least 1000 samples are expected, not {samples}")
    for symbol, law in draws.items():
        if not isinstance(law, tuple) or not law or LAWS.get(law[0]) != len(law) - 1:
            name = symbol.name if isinstance(symbol, Fn) else symbol
            raise ValueError(f"sampled: {name} is drawn by {law!r}; see the laws: ('normal', mean, deviation), ...")
    unsaid: list[Expr | Fn] = [v for v in e.free.union(*(o.free for o in others)) if v not in draws and v not in values]
    unsaid += [f for f in functions(e) if f not in draws]
    if unsaid:
        names = ", ".join(sorted(getattr(s, "name", None) or str(s) for s in unsaid))
        raise ValueError(f"sampled: neither draws nor values say what {names} is")
    laws = {s: (law[0], *(rational(p) if isinstance(p, str) else term(p) for p in law[1:])) for s, law in draws.items()}
    return Sampled(e, *others, laws, {v: Fraction(c) for v, c in values.items()}, samples)


@dataclass(frozen=True)
class Oracle:
    """Asked of a library's own runs: see :func:`oracle`."""

    reference: str
    rule: Rule | None
    predicts: Expr | None
    reads: Mapping[Any, Expr]
    step: Expr | None
    observes: Callable[..., Any] | None


def oracle(
    reference: str,
    what: Rule | Number,
    reads: Mapping[Any, Number | str],
    *,
    observes: Callable[..., Any] | None = None,
) -> Oracle:
    """``what`` is what torch computes under ``reference``, a name in :data:`lrproof.references.PARAMETERS`.

    Held against recorded runs on random gradients and ill-conditioned quadratics, up to a bound on torch's rounding.
    ``what``: a rule; ``reads`` then gives each hyper-parameter: a number, the name of torch's parameter ("lr"), or a
    term in symbols of such names, ``real("lr") / (1 - real("momentum"))``. Or the learning rate of step t, a term;
    ``reads`` then gives each symbol of it, that of the step being "t", which counts 0, 1, ... as torch does.
    ``observes``: what torch's parameter is in the rule's state and hyper-parameters, if not the rule's own parameter:
    ``lambda x, v, eta, beta: x - eta * beta * v``.

    Raises ValueError for an unknown reference or parameter, and for one that is not read.
    """
    from lrproof.references import PARAMETERS, schedules

    if reference not in PARAMETERS:
        raise ValueError(f"oracle: no reference {reference!r}; there are {', '.join(PARAMETERS)}")
    rule = what if isinstance(what, Rule) else None
    if (rule is None) != schedules(reference):
        raise ValueError(f"oracle: {reference} is held against a {'term' if schedules(reference) else 'rule'}")
    predicts = None if isinstance(what, Rule) else term(what)
    wanted = set(rule.hyper) if rule is not None else set(predicts.free) if predicts is not None else set()
    if missing := wanted ^ reads.keys():
        raise ValueError(
            f"oracle: reads gives exactly {', '.join(map(str, wanted))}; see {', '.join(map(str, missing))}"
        )
    step = next((symbol for symbol, read in reads.items() if rule is None and read == "t"), None)
    told = {
        symbol: real(read) if isinstance(read, str) else term(read)
        for symbol, read in reads.items()
        if symbol is not step or rule is not None
    }
    for read in told.values():
        for symbol in read.free:
            if symbol.data[0] not in PARAMETERS[reference]:
                has = ", ".join(PARAMETERS[reference]) or "none"
                raise ValueError(f"oracle: no parameter {symbol} in {reference}; there are {has}")
    return Oracle(reference, rule, predicts, told, step, observes)


@dataclass(frozen=True)
class NotTried:
    """An engine that could check the claim and is not asked: see :func:`not_tried`."""

    engine: str
    why: str


def not_tried(engine: str, why: str) -> NotTried:
    """The claim is not put to ``engine`` (simulate, enclose, follow, oracle, ...); ``why``, for the reader."""
    return NotTried(engine, why)


@dataclass(frozen=True)
class Derived:
    """Asked of SymPy: ``find()`` gives a candidate term, which the kernel must prove equal to ``target``."""

    what: str
    find: Callable[[], Expr]
    target: Expr


def derived(what: str, find: Callable[[], Expr], target: Number) -> Derived:
    """``target``, a term of the statement or of what is given, is what SymPy can find by itself; ``what``: of what."""
    return Derived(what, find, term(target))


@dataclass(frozen=True)
class Drawn:
    """A figure of the report: ``draw(axes)`` draws on one matplotlib Axes, or on several side by side; lazy."""

    draw: Callable[..., object]
    caption: str
    panels: int = 1


def drawn(draw: Callable[..., object], caption: str, *, panels: int = 1) -> Drawn:
    """A figure; it may simulate, so it is drawn only for a report. ``draw`` takes as many Axes as it has ``panels``."""
    return Drawn(draw, caption, panels)


@dataclass(frozen=True, eq=False)
class Claim:
    """A claim as its file states it. Made by :func:`claim`."""

    id: str
    title: str
    statement: Expr | None
    """None where nothing is stated: the text is empirical, and the theorem NONE."""
    given: tuple[Expr, ...]
    printed: Printed
    theorem: str
    """The declared verdict on the theorem, one of :data:`lrproof.verdict.THEOREM`; PROVED unless said otherwise."""
    uses: tuple[Claim, ...]
    near_misses: tuple[NearMiss, ...]
    derived: tuple[Derived, ...]
    tried: tuple[Simulated | Enclosed | Followed | Oracle | Sampled | NotTried, ...]
    figures: tuple[Drawn, ...]
    cheat_sheet: tuple[sheet.Row, ...]
    examples: tuple[Model, ...]
    proof: Callable[[], Iterator[Any]]
    chapter: Chapter
    file: str
    line: int

    def __repr__(self) -> str:
        return f"<claim {self.id}: {self.statement}>"

    def _repr_latex_(self) -> str:
        from lrproof.latex import latex

        return "".join(f"$\\displaystyle {latex(formula)}$" for formula in self.stated)

    @property
    def stated(self) -> tuple[Expr, ...]:
        """The statement, if there is one."""
        return () if self.statement is None else (self.statement,)

    @property
    def symbols(self) -> tuple[Expr, ...]:
        """The free variables of statement and assumptions, in the order in which they are met."""
        seen: dict[Expr, None] = {}
        for formula in (*self.given, *self.stated):
            for node in formula.walk():
                if node.head == "var" and node in formula.free:
                    seen.setdefault(node)
        return tuple(seen)

    @property
    def domains(self) -> tuple[Expr, ...]:
        """Where the symbols live, as formulas."""
        return tuple(fact for fact in map(domain_fact, self.symbols) if fact is not None)

    @property
    def assumptions(self) -> tuple[Expr, ...]:
        """All that the statement may rest on: the domains and what is given."""
        return (*self.domains, *self.given)


def claim(
    statement: Expr | None,
    *,
    given: tuple[Expr, ...] = (),
    printed: Printed = NOT_PRINTED,
    theorem: str = "PROVED",
    uses: tuple[Claim, ...] = (),
    near_misses: tuple[NearMiss, ...] = (),
    derived: tuple[Derived, ...] = (),
    tried: tuple[Simulated | Enclosed | Followed | Oracle | Sampled | NotTried, ...] = (),
    figures: tuple[Drawn, ...] = (),
    cheat_sheet: tuple[sheet.Row, ...] = (),
    examples: tuple[Model, ...] = (),
) -> Callable[[Callable[[], Iterator[Any]]], Claim]:
    """Claim ``statement`` under the assumptions ``given``; the decorated generator proves it.

    ``cheat_sheet``: parts of the statement that people use, :func:`lrproof.cheat_sheet.row`.
    ``examples`` are needed only where no exact instance of the assumptions is found by search: values for variables
    and functions of terms for function symbols (``{f: lambda x: L * x**2 / 2}``, a vector being a number there),
    for which the kernel can prove what is assumed of all their arguments. Counterexamples are then looked for among
    them. A text that is a matter of experiment has no statement: ``claim(None, printed=empirical(...),
    theorem="NONE")``, over a function that has a docstring and no proof. The id is the file's PREFIX and the
    function's name (``global_`` is global), the title the function's docstring. Raises TypeError or ValueError, with
    file and line, for a statement that is no formula, a file without PREFIX or docstring, a function without
    docstring, an unknown verdict, and two symbols of one name.
    """

    def make(function: Callable[[], Iterator[Any]]) -> Claim:
        code = function.__code__
        where = f"{code.co_filename}:{code.co_firstlineno}: claim {function.__name__}"
        title = inspect.cleandoc(function.__doc__ or "")
        if (statement is None) != (theorem == "NONE") or (statement is None and printed.verdict != "EMPIRICAL"):
            raise ValueError(f'{where}: claim(None, printed=empirical(...), theorem="NONE") states nothing; others do')
        if statement is not None and not inspect.isgeneratorfunction(function):
            raise TypeError(f"{where}: a proof is a generator: it yields its lines")
        own = chapter(function.__globals__, where)
        if not title:
            raise ValueError(f"{where}: it has no docstring; say in a sentence what it claims, which the report prints")
        if theorem not in THEOREM:
            raise ValueError(f"{where}: theorem is one of {', '.join(THEOREM)}, not {theorem!r}")
        if printed.verdict not in PRINTED:
            raise ValueError(
                f"{where}: the verdict on the text is one of {', '.join(PRINTED)}, not {printed.verdict!r}"
            )
        listed = {"given": given, "uses": uses, "near_misses": near_misses, "derived": derived, "tried": tried,
                  "figures": figures}  # fmt: skip
        for name, several in listed.items():
            if not isinstance(several, tuple):
                raise TypeError(f"{where}: {name} is a tuple, also of one: {name}=(..., ), not {several!r}")
        stated = () if statement is None else (statement,)
        for kind, formula in (*(("statement", s) for s in stated), *(("given", g) for g in given)):
            _formula(f"{where}: {kind}", formula)
        if any(type(used) is not Claim for used in uses):
            strange = next(used for used in uses if type(used) is not Claim)
            raise TypeError(f"{where}: uses is a tuple of claims, and {strange!r} is none")
        missed = [f for miss in near_misses for f in (miss.statement, *(miss.given or ()))]
        _one_name(where, (*stated, *given, *missed, *([] if printed.reads is None else [printed.reads])))
        name = function.__name__.rstrip("_").replace("_", "-")  # global_, for Python has a word global
        return Claim(
            f"{own.prefix}.{name}", " ".join(title.split()), statement, tuple(given),
            printed, theorem, tuple(uses), tuple(near_misses), tuple(derived), tuple(tried), tuple(figures),
            sheet.check(cheat_sheet, (*stated, *given), where), _models(examples), function, own, code.co_filename,
            code.co_firstlineno,
        )  # fmt: skip

    return make


def _formula(where: str, formula: Expr) -> Expr:
    if not isinstance(formula, Expr) or formula.sort != PROP:
        hint = "" if not isinstance(formula, bool) else " (== compares terms; the formula is eq(x, y))"
        raise TypeError(f"{where}: a formula is needed, not {formula!r}{hint}")
    return formula


_TAKEN: Final = frozenset(HEADS) | {"E", "ln"}
"""Names that the page gives to what the kernel knows."""


def _one_name(where: str, formulas: tuple[Expr, ...]) -> None:
    """Two different symbols, free or bound, of one name, or one look, would be taken for each other on the page."""
    from lrproof.latex import latex, name_latex

    named: dict[str, object] = {}
    looks: dict[str, object] = {latex(pi): pi}
    for symbol in dict.fromkeys(s for formula in formulas for s in _symbols(formula)):
        if isinstance(symbol, Fn):
            name, shown = symbol.name, symbol.latex or name_latex(symbol.name)
        else:
            name, shown = symbol.data[0], latex(symbol)
        if name in _TAKEN or looks.get(shown) is pi:
            raise ValueError(f"{where}: a symbol called {name} would look like what has a meaning already: rename it")
        if named.setdefault(name, symbol) != symbol:
            raise ValueError(f"{where}: two different symbols are called {name}: rename one")
        if looks.setdefault(shown, symbol) != symbol:
            raise ValueError(f"{where}: {name} and another symbol both look like {shown}: rename one")


def _symbols(formula: Expr) -> Iterator[Expr | Fn]:
    """The variables, bound ones too, and the function symbols of ``formula``."""
    for node in formula.walk():
        if node.head == "var":
            yield node
        elif node.head == "app":
            yield node.data
        elif node.var is not None:
            yield node.var
