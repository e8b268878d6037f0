"""Terms and formulas: immutable, never evaluated, compared up to the names of bound variables.

One node class serves both, so that walking, substitution and serial form are written once. ``HEADS`` is the whole
language: each head with the kinds of its arguments and its meaning. A binder binds its variable in its *last* argument.

Meaning. Every term denotes a real number (or an integer, by its sort), every function is total: ``x/0``, ``sqrt(-1)``,
``0**-1``, ``log(0)`` and a sum whose upper limit lies below its lower limit minus one have *some* value of which
nothing is known. ``0**0`` is 1. A free variable of domain ``D`` ranges over all reals (or integers): its domain is a
*hypothesis* of the theorems that need it. That a statement never speaks of such an unknown value is proved
separately (:func:`lrproof.kernel.definedness.conditions`).

A vector is an element of a real inner-product space, of any dimension, and the same space throughout a statement; a
function symbol may take and give vectors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, Final

REAL: Final = "real"
INT: Final = "int"
VEC: Final = "vector"
PROP: Final = "prop"

# head -> (kinds of the arguments, kind of the result, kind of the bound variable or None, meaning)
# "num" is a real or an integer; a result "num" is an integer exactly when every argument is. "any" is no formula.
HEADS: Final[dict[str, tuple[tuple[str, ...], str, str | None, str]]] = {
    "add": (("num", "num"), "num", None, "x + y"),
    "sub": (("num", "num"), "num", None, "x - y"),
    "neg": (("num",), "num", None, "-x"),
    "mul": (("num", "num"), "num", None, "x y"),
    "div": (("num", "num"), REAL, None, "x / y"),
    "pow": (("num", INT), REAL, None, "x to an integer power"),
    "abs": (("num",), "num", None, "|x|"),
    "max": (("num", "num"), "num", None, "the larger"),
    "min": (("num", "num"), "num", None, "the smaller"),
    "floor": (("num",), INT, None, "largest integer at most x"),
    "sqrt": (("num",), REAL, None, "the root that is not negative"),
    "exp": (("num",), REAL, None, "e to the x"),
    "log": (("num",), REAL, None, "natural logarithm"),
    "sin": (("num",), REAL, None, "sine"),
    "cos": (("num",), REAL, None, "cosine"),
    "tanh": (("num",), REAL, None, "hyperbolic tangent"),
    "pi": ((), REAL, None, "3.14159..."),
    "expect": (("num",), REAL, None, "expectation of a random variable, where it has one"),
    "sum": ((INT, INT, "num"), REAL, INT, "sum of the body for var = lo, ..., hi; empty sum 0 when hi = lo - 1"),
    "origin": ((), VEC, None, "the vector 0"),
    "vadd": ((VEC, VEC), VEC, None, "x + y"),
    "vsub": ((VEC, VEC), VEC, None, "x - y"),
    "vneg": ((VEC,), VEC, None, "-x"),
    "scale": (("num", VEC), VEC, None, "a number times a vector"),
    "inner": ((VEC, VEC), REAL, None, "the inner product"),
    "true": ((), PROP, None, "true"),
    "false": ((), PROP, None, "false"),
    "eq": (("num", "num"), PROP, None, "x = y"),
    "same": ((VEC, VEC), PROP, None, "x = y, for vectors"),
    "lt": (("num", "num"), PROP, None, "x < y"),
    "le": (("num", "num"), PROP, None, "x <= y"),
    "not": ((PROP,), PROP, None, "not p"),
    "and": ((PROP, PROP), PROP, None, "p and q"),
    "or": ((PROP, PROP), PROP, None, "p or q"),
    "implies": ((PROP, PROP), PROP, None, "p implies q"),
    "iff": ((PROP, PROP), PROP, None, "p exactly when q"),
    "forall": ((PROP,), PROP, "any", "for every var"),
    "exists": ((PROP,), PROP, "any", "for some var"),
    "tends": (("num", "num"), PROP, INT, "the body tends to the first argument as the integer var grows"),
    "grows": (("num",), PROP, INT, "the body tends to +infinity as the integer var grows"),
    "derivative": (
        ("num", "num", "num"),
        PROP,
        REAL,
        "the body has the derivative (the first) where var is the second",
    ),
    "maximum": (("num", "num", "num", "num"), PROP, REAL, "the first is the maximum of the body for lo <= var <= hi"),
    "minimum": (("num", "num", "num", "num"), PROP, REAL, "the first is the minimum of the body for lo <= var <= hi"),
}
_SYMBOL: Final = {"add": "+", "sub": "-", "mul": "*", "div": "/", "pow": "**", "vadd": "+", "vsub": "-", "scale": "*",
                  "eq": "=", "same": "=", "lt": "<", "le": "<=", "and": "and", "or": "or", "implies": "=>",
                  "iff": "<=>"}  # fmt: skip
_BIND: Final = {"iff": 1, "implies": 2, "or": 3, "and": 4, "not": 5, "eq": 6, "same": 6, "lt": 6, "le": 6,
                "add": 7, "sub": 7, "vadd": 7, "vsub": 7, "neg": 8, "vneg": 8, "mul": 9, "div": 9, "scale": 9,
                "pow": 11}  # fmt: skip


class _Whole:
    """An immutable value, made whole by ``__new__``: there is no ``__init__`` that could be called again."""

    __slots__: tuple[str, ...] = ()
    _compared: tuple[str, ...] = ()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__name__} never changes")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a {type(self).__name__} never changes")

    def _key(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self._compared)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __reduce__(self) -> tuple[Any, tuple[Any, ...]]:
        return type(self), tuple(getattr(self, name) for name in self.__slots__)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__slots__)})"


def _whole(cls: Any, **values: object) -> Any:
    made = object.__new__(cls)
    for name, value in values.items():
        object.__setattr__(made, name, value)
    return made


class Domain(_Whole):
    """Where a variable lives: its sort, and an interval given by its ends (None: unbounded; strict: end excluded)."""

    __slots__ = ("sort", "low", "low_strict", "high", "high_strict", "nonzero")  # noqa: RUF023 (the order of arguments)
    _compared = __slots__
    sort: str
    low: Fraction | None
    low_strict: bool
    high: Fraction | None
    high_strict: bool
    nonzero: bool

    def __new__(
        cls,
        sort: str = REAL,
        low: Fraction | None = None,
        low_strict: bool = False,
        high: Fraction | None = None,
        high_strict: bool = False,
        nonzero: bool = False,
    ) -> Domain:
        flags = (low_strict, high_strict, nonzero)
        good = type(sort) is str and sort in (REAL, INT, VEC) and all(type(f) is bool for f in flags)
        if not good or any(end is not None and type(end) is not Fraction for end in (low, high)):
            raise TypeError(f"no domain: {(sort, low, low_strict, high, high_strict, nonzero)!r}")
        if sort == VEC and (any(flags) or low is not None or high is not None):
            raise TypeError("vectors have no interval")
        made: Domain = _whole(cls, sort=sort, low=low, low_strict=low_strict, high=high, high_strict=high_strict,
                              nonzero=nonzero)  # fmt: skip
        return made


def _order(random: object) -> bool:
    """Whether this can be said of a symbol: 0, not random, or the order of its moments."""
    return type(random) is int and random >= 0


class Fn(_Whole):
    """A function symbol of which nothing is known: a sequence, a gradient.

    ``random``: 0, or the order p of the moments E|value|^p that its random values surely have. Equal symbols are the
    same symbol, however each is typeset.
    """

    __slots__ = ("name", "args", "sort", "latex", "random")  # noqa: RUF023 (the order of arguments)
    _compared = ("name", "args", "sort", "random")
    name: str
    args: tuple[str, ...]
    sort: str
    latex: str | None
    random: int

    def __new__(
        cls, name: str, args: tuple[str, ...], sort: str = REAL, latex: str | None = None, random: int = 0
    ) -> Fn:
        sorts = (sort, *args) if type(args) is tuple else ()
        if not sorts or any(type(s) is not str or s not in (REAL, INT, VEC) for s in sorts):
            raise TypeError(f"a function symbol takes and gives reals, integers or vectors, not {args!r}, {sort!r}")
        if type(name) is not str or not _order(random) or type(latex) not in (str, type(None)):
            raise TypeError(f"no function symbol: {name!r}")
        made: Fn = _whole(cls, name=name, args=args, sort=sort, latex=latex, random=random)
        return made

    def __call__(self, *values: Number) -> Expr:
        """The term ``name(values)``; raises TypeError when number or sort of the values does not fit."""
        terms = tuple(term(v) for v in values)
        if len(terms) != len(self.args):
            raise TypeError(f"{self.name} takes {len(self.args)} argument(s), not {len(terms)}")
        for wanted, given in zip(self.args, terms, strict=True):
            if not _fits(given.sort, wanted):
                raise TypeError(f"{self.name} takes an {wanted}, but {given} is {given.sort}")
        return Expr("app", terms, data=self)


class Expr:
    """A term or a formula. Build it with operators and the functions below; it never changes and never simplifies.

    ``==`` is sameness up to bound names (a Python bool); ``eq(x, y)`` is the formula x = y, ``<`` and ``<=`` build
    formulas, ``&``, ``|``, ``~`` join them.
    """

    __slots__ = ("__weakref__", "_free", "_hash", "_key", "args", "data", "head", "sort", "var")
    head: str
    args: tuple[Expr, ...]
    var: Expr | None
    data: Any
    sort: str
    _key: tuple[Any, ...] | None
    _free: frozenset[Expr] | None
    _hash: int | None

    def __new__(cls, head: str, args: tuple[Expr, ...] = (), var: Expr | None = None, data: Any = None) -> Expr:
        # made whole here, and not by an __init__, which could be called again or in between
        if type(head) is not str or type(args) is not tuple or (var is not None and type(var) is not Expr):
            raise TypeError(f"{head!r} needs a tuple of arguments, and a variable to bind or None")
        if head in ("num", "var", "app") and (var is not None or (args and head != "app")):
            raise TypeError(f"{head} binds nothing, and has arguments only if it is an application")
        if head == "num":
            if type(data) is not Fraction:
                raise TypeError(f"a number is a Fraction, not {data!r}")
            sort = INT if data.denominator == 1 else REAL
        elif head == "var":
            if type(data) is not tuple or len(data) != 4 or type(data[0]) is not str or type(data[1]) is not Domain:
                raise TypeError("a variable is (name, domain, latex, random): use real(), positive(), integer(), ...")
            if not _order(data[3]) or type(data[2]) not in (str, type(None)):
                raise TypeError(f"no variable: {data!r}")
            sort = data[1].sort
        elif head == "app":
            if type(data) is not Fn or len(args) != len(data.args):
                raise TypeError("an application is a function symbol with its arguments: call the symbol")
            for arg, wanted in zip(args, data.args, strict=True):
                if type(arg) is not Expr or not _fits(arg.sort, wanted):
                    raise TypeError(f"{data.name} takes an {wanted}, but {arg} is {arg.sort}")
            sort = data.sort
        elif head in HEADS:
            wanted_args, sort, bound, _ = HEADS[head]
            if len(args) != len(wanted_args) or data is not None:
                raise TypeError(f"{head} takes {len(wanted_args)} arguments, not {len(args)}")
            for arg, wanted in zip(args, wanted_args, strict=True):
                if type(arg) is not Expr or not _fits(arg.sort, wanted):
                    raise TypeError(f"{head} takes {wanted}, but {arg} is {getattr(arg, 'sort', type(arg).__name__)}")
            if (bound is None) != (var is None):
                raise TypeError(f"{head} {'binds no variable' if bound is None else 'needs a variable to bind'}")
            if var is not None and (var.head != "var" or bound not in (var.sort, "any")):
                raise TypeError(f"{head} binds a variable of sort {bound}, not {var}")
            if var is not None and var.data[3] and head not in ("forall", "exists"):
                raise TypeError(f"{head} cannot run over the random variable {var}")
            if sort == "num":
                sort = INT if all(a.sort == INT for a in args) else REAL
        else:
            raise TypeError(f"no such head: {head!r}")
        made: Expr = _whole(cls, head=head, args=args, var=var, data=data, sort=sort, _key=None, _free=None, _hash=None)
        return made

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a term never changes")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a term never changes")

    def __reduce__(self) -> tuple[Callable[[Any], Expr], tuple[Any]]:
        return decode, (encode(self),)

    # --- sameness: a key in which bound variables are counted from the inside
    @property
    def key(self) -> tuple[Any, ...]:
        """A hashable value, equal for expressions that differ only in the names of bound variables."""
        known = self._key
        if known is None:
            known = _key(self, ())
            object.__setattr__(self, "_key", known)
        return known

    def __eq__(self, other: object) -> bool:
        return self is other or (type(other) is Expr and hash(self) == hash(other) and self.key == other.key)

    def __hash__(self) -> int:
        known = self._hash
        if known is None:
            known = hash(self.key)
            object.__setattr__(self, "_hash", known)
        return known

    @property
    def free(self) -> frozenset[Expr]:
        """The variables that occur free."""
        found = self._free
        if found is None:
            if self.head == "var":
                found = frozenset((self,))
            else:
                found = frozenset().union(*(a.free for a in self.args))
                if self.var is not None:
                    found = frozenset().union(*(a.free for a in self.args[:-1]), self.args[-1].free - {self.var})
            object.__setattr__(self, "_free", found)
        return found

    def walk(self) -> Iterator[Expr]:
        """Every node, this one first (bound variables' own nodes not included)."""
        yield self
        for arg in self.args:
            yield from arg.walk()

    # --- operators
    def __add__(self, other: Number) -> Expr:
        return Expr(_of("add", self), (self, term(other)))

    def __radd__(self, other: Number) -> Expr:
        return Expr(_of("add", self), (term(other), self))

    def __sub__(self, other: Number) -> Expr:
        return Expr(_of("sub", self), (self, term(other)))

    def __rsub__(self, other: Number) -> Expr:
        return Expr(_of("sub", self), (term(other), self))

    def __mul__(self, other: Number) -> Expr:
        return Expr(_of("mul", term(other)), (self, term(other)))

    def __rmul__(self, other: Number) -> Expr:
        return Expr(_of("mul", self), (term(other), self))

    def __truediv__(self, other: Number) -> Expr:
        return Expr("div", (self, term(other)))

    def __rtruediv__(self, other: Number) -> Expr:
        return Expr("div", (term(other), self))

    def __pow__(self, other: Number) -> Expr:
        return Expr("pow", (self, term(other)))

    def __rpow__(self, other: Number) -> Expr:
        return Expr("pow", (term(other), self))

    def __neg__(self) -> Expr:
        return Expr(_of("neg", self), (self,))

    def __abs__(self) -> Expr:
        return Expr("abs", (self,))

    def __lt__(self, other: Number) -> Expr:
        return Expr("lt", (self, term(other)))

    def __le__(self, other: Number) -> Expr:
        return Expr("le", (self, term(other)))

    def __gt__(self, other: Number) -> Expr:
        return Expr("lt", (term(other), self))

    def __ge__(self, other: Number) -> Expr:
        return Expr("le", (term(other), self))

    def __and__(self, other: Expr) -> Expr:
        return Expr("and", (self, other))

    def __or__(self, other: Expr) -> Expr:
        return Expr("or", (self, other))

    def __invert__(self) -> Expr:
        return Expr("not", (self,))

    def __bool__(self) -> bool:
        raise TypeError(
            f"'{self}' is an expression, not a yes or no. Write (0 < x) & (x < 1) for a chain, eq(x, y) for an "
            "equation, and & | ~ for and, or, not."
        )

    def __str__(self) -> str:
        return _text(self)

    def __repr__(self) -> str:
        return f"<{_text(self)}>"

    def _repr_latex_(self) -> str:
        from lrproof.latex import latex

        return f"$\\displaystyle {latex(self)}$"


Number = Expr | int | Fraction


_VECTOR: Final = {"add": "vadd", "sub": "vsub", "neg": "vneg", "mul": "scale"}


def _of(head: str, e: Expr) -> str:
    return _VECTOR[head] if e.sort == VEC else head


def _fits(given: str, wanted: str) -> bool:
    if wanted == "any":
        return given != PROP
    return given == wanted or (wanted in ("num", REAL) and given in (REAL, INT))


def term(value: Number) -> Expr:
    """``value`` as a term: an Expr that is no formula, an int or a Fraction. A float is refused: it is not exact."""
    if isinstance(value, Expr):
        if value.sort == PROP:
            raise TypeError(f"a number is needed here, but '{value}' is a formula")
        return value
    if type(value) in (int, Fraction):
        return Expr("num", data=Fraction(value))
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float, and floats are not exact: write rational('{value}')")
    raise TypeError(f"a term, an int or a Fraction is needed here, not {value!r}")


def _key(e: Expr, scope: tuple[Expr, ...]) -> tuple[Any, ...]:
    if e.head == "var":
        for depth, bound in enumerate(reversed(scope)):
            if bound.data[:2] == e.data[:2] and bound.data[3] == e.data[3]:
                return ("bound", depth)
        return ("var", e.data[0], e.data[1], e.data[3])
    if e.head == "num":
        return ("num", e.data)
    inner = scope if e.var is None else (*scope, e.var)
    parts = tuple(_key(a, inner if e.var is not None and k == len(e.args) - 1 else scope) for k, a in enumerate(e.args))
    if e.head == "app":
        return ("app", e.data.name, e.data.args, e.data.sort, e.data.random, *parts)
    return (e.head, *parts) if e.var is None else (e.head, e.var.sort, e.var.data[3], *parts)


def functions(e: Expr) -> frozenset[Fn]:
    """The function symbols that occur."""
    return frozenset(node.data for node in e.walk() if node.head == "app")


def fresh(like: Expr, taken: frozenset[Expr]) -> Expr:
    """A variable like ``like`` whose *name* no variable of ``taken`` bears."""
    names = {v.data[0] for v in taken}
    name, domain, shown, random = like.data
    while name in names:
        name, shown = name + "'", None if shown is None else shown + "'"
    return Expr("var", data=(name, domain, shown, random))


def plainly_bound(e: Expr) -> Expr:
    """The same formula or term (a binder), with a bound name that depends on what is free in it only."""
    assert e.var is not None
    plain = fresh(Expr("var", data=("·", Domain(e.var.sort), None, e.var.data[3])), e.free)
    return _like(e, (*e.args[:-1], substitute(e.args[-1], {e.var: plain})), plain)


def substitute(e: Expr, to: Mapping[Expr, Expr]) -> Expr:
    """``e`` with free variables replaced; bound variables are renamed where they would capture one."""
    return replace(e, to, {})


def replace(e: Expr, to: Mapping[Expr, Expr], fns: Mapping[Fn, tuple[tuple[Expr, ...], Expr]]) -> Expr:
    """``e`` with free variables replaced by terms, and function symbols by (parameters, body); capture is avoided."""
    if e.head == "var":
        return to.get(e, e)
    if e.head == "num":
        return e
    if e.var is None:
        args = tuple(replace(a, to, fns) for a in e.args)
        if e.head == "app" and e.data in fns:
            params, body = fns[e.data]
            return replace(body, dict(zip(params, args, strict=True)), {})
        return e if args == e.args and all(a is b for a, b in zip(args, e.args, strict=True)) else _like(e, args, None)
    outer = tuple(replace(a, to, fns) for a in e.args[:-1])
    body, var = e.args[-1], e.var
    inner = {v: t for v, t in to.items() if v != var and v in body.free}
    used = {f: s for f, s in fns.items() if f in functions(body)}
    entering = frozenset().union(*(t.free for t in inner.values()), *(b.free - set(p) for p, b in used.values()))
    if any(v.data[0] == var.data[0] for v in entering):
        new = fresh(var, entering | body.free | {var})
        inner[var], var = new, new
    return _like(e, (*outer, replace(body, inner, used)), var)


def _like(e: Expr, args: tuple[Expr, ...], var: Expr | None) -> Expr:
    return Expr(e.head, args, var=var, data=e.data if e.head == "app" else None)


def deterministic(e: Expr) -> bool:
    """Whether no random variable and no random function occurs outside an expectation."""
    if e.head == "var":
        return not e.data[3]
    if e.head == "app" and e.data.random:
        return False
    return e.head == "expect" or all(deterministic(a) for a in e.args)


def moments(e: Expr) -> Fraction | None:
    """An order p for which E|e|^p is finite; None: for every p; 0: none is known.

    Sums take the least order (Minkowski), in a product the reciprocals add (Hölder); a number has all moments, and so
    has what is bounded.
    """
    if deterministic(e) or e.head in ("sin", "cos", "tanh"):
        return None
    if e.head == "var":
        return Fraction(e.data[3])
    if e.head == "app":
        return Fraction(e.data.random if all(map(deterministic, e.args)) else 0)
    if e.head in ("add", "sub", "neg", "abs", "max", "min"):
        return min((p for p in map(moments, e.args) if p is not None), default=None)
    if e.head == "mul":
        orders = [p for p in map(moments, e.args) if p is not None]
        if 0 in orders:
            return Fraction(0)
        return 1 / sum((1 / p for p in orders), Fraction(0)) if orders else None
    if e.head == "div" and deterministic(e.args[1]):
        return moments(e.args[0])
    if e.head == "pow" and e.args[1].head == "num" and e.args[1].data >= 1:
        order = moments(e.args[0])
        return None if order is None else order / e.args[1].data
    if e.head == "sum" and all(map(deterministic, e.args[:2])):
        return moments(e.args[2])
    return Fraction(0)


# --- text, for messages (LaTeX is lrproof.latex)
_GREEK: Final = dict(
    zip(
        (
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi "
            "psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega lam eps"
        ).split(),
        "αβγδεζηθικλμνξπρστυφχψωΓΔΘΛΞΠΣΥΦΨΩλε",
        strict=True,
    )
)


def _name(name: str) -> str:
    stem = name.rstrip("0123456789'")
    return _GREEK.get(stem, stem) + name[len(stem) :]


def _text(e: Expr, outer: int = 0) -> str:
    if e.head == "num":
        shown = str(e.data)
        return f"({shown})" if (e.data < 0 and outer > 7) or (e.data.denominator != 1 and outer > 8) else shown
    if e.head == "var":
        return _name(e.data[0])
    if e.head in _SYMBOL:
        own = _BIND[e.head]
        left, right = e.args
        loose = e.head in ("add", "mul", "and", "or")
        shown = f"{_text(left, own + (e.head == 'pow'))} {_SYMBOL[e.head]} {_text(right, own + (not loose))}"
        if e.head in ("mul", "scale", "div", "pow"):
            shown = shown.replace(f" {_SYMBOL[e.head]} ", _SYMBOL[e.head], 1) if e.head == "pow" else shown
        return f"({shown})" if own < outer else shown
    if e.head in ("neg", "vneg", "not"):
        shown = ("not " if e.head == "not" else "-") + _text(e.args[0], _BIND[e.head] + 1)
        return f"({shown})" if _BIND[e.head] < outer else shown
    if e.head in ("forall", "exists"):
        shown = f"{e.head} {e.var}. {_text(e.args[0], 2)}"
        return f"({shown})" if outer else shown
    inside = [_text(a) for a in e.args]
    if e.head == "sum":
        return f"sum({inside[2]}, {e.var} = {inside[0]}..{inside[1]})"
    if e.head == "tends":
        return f"({inside[1]} -> {inside[0]} as {e.var} -> oo)"
    if e.head == "grows":
        return f"({inside[0]} -> oo as {e.var} -> oo)"
    if e.head == "derivative":
        return f"(d/d{e.var} {_text(e.args[2], 9)} = {inside[0]} at {e.var} = {inside[1]})"
    if e.head == "inner":
        return f"<{inside[0]}, {inside[1]}>"
    if e.head == "origin":
        return "0"
    if e.head in ("maximum", "minimum"):
        return f"({e.head} of {inside[3]} for {e.var} in [{inside[1]}, {inside[2]}] is {inside[0]})"
    name = _name(e.data.name) if e.head == "app" else {"expect": "E"}.get(e.head, e.head)
    return f"{name}({', '.join(inside)})" if inside else name


# --- serial form: plain lists, for JSON
def encode(e: Expr) -> list[Any]:
    """``e`` as nested lists of strings (exact: numbers as 'p/q'), names of bound variables kept."""
    if e.head == "num":
        return ["num", str(e.data)]
    if e.head == "var":
        name, d, shown, random = e.data
        ends = [None if v is None else str(v) for v in (d.low, d.high)]
        return ["var", name, d.sort, ends[0], d.low_strict, ends[1], d.high_strict, d.nonzero, shown, random]
    own: list[Any] = [e.head]
    if e.head == "app":
        own = ["app", [e.data.name, list(e.data.args), e.data.sort, e.data.latex, e.data.random]]
    elif e.var is not None:
        own.append(encode(e.var))
    return [*own, *(encode(a) for a in e.args)]


def _number(written: Any) -> Fraction:
    if type(written) is not str:
        raise TypeError(f"a number is written as text, 'p/q', not as {written!r}")
    return Fraction(written)


def decode(data: list[Any]) -> Expr:
    """The expression that :func:`encode` wrote; raises TypeError, ValueError, KeyError or ZeroDivisionError else."""
    head, *rest = data
    if head == "num":
        return Expr("num", data=_number(rest[0]))
    if head == "var":
        name, sort, low, low_strict, high, high_strict, nonzero, shown, random = rest
        ends = [None if v is None else _number(v) for v in (low, high)]
        domain = Domain(sort, ends[0], low_strict, ends[1], high_strict, nonzero)
        return Expr("var", data=(name, domain, shown, random))
    if head == "app":
        name, args, sort, shown, random = rest[0]
        return Expr("app", tuple(decode(a) for a in rest[1:]), data=Fn(name, tuple(args), sort, shown, random))
    var = decode(rest.pop(0)) if HEADS[head][2] is not None else None
    return Expr(head, tuple(decode(a) for a in rest), var=var)
