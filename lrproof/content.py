"""What a claim's verification depends on, as one key: the claim, its proof line by line, and all that checks it.

The proof is run with facts that prove nothing, so that its lines are read, whatever helper or value they come from; and
its code counts, with all that it uses, for it may look at more than these facts tell. Comments, layout and the names of
local variables change no key. The engines count by the text of this package and the versions of their libraries.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
import json
import os
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from fractions import Fraction
from importlib import metadata
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final

from lrproof.chapter import Chapter
from lrproof.cheat_sheet import Row
from lrproof.claim import (
    Claim,
    Derived,
    Drawn,
    Enclosed,
    Followed,
    NearMiss,
    NotTried,
    Oracle,
    Printed,
    Sampled,
    Simulated,
)  # fmt: skip
from lrproof.kernel.syntax import integer, real
from lrproof.kernel.terms import INT, Expr, Fn, encode, term
from lrproof.line import At, Fact, Suppose
from lrproof.references import digest
from lrproof.rule import Rule

_NOT_CHECKING: Final = frozenset(
    "report hunt analyze.py cli.py pytest_plugin.py discover.py ledger.py new.py result.py __init__.py".split()
)


@functools.lru_cache(maxsize=1)
def engines_key() -> str:
    """The hash of everything that checks: this package's own text, and the versions of the libraries it trusts."""
    root = Path(__file__).parent
    files = [p for p in sorted(root.rglob("*.py")) if p.relative_to(root).parts[0] not in _NOT_CHECKING]
    parts = [f"{p.relative_to(root).as_posix()}\n{p.read_text(encoding='utf-8')}" for p in files]
    libraries = ("z3-solver", "python-flint", "mpmath", "sympy", "numba", "numpy", "scipy")
    versions = [f"{name} {metadata.version(name)}" for name in libraries]
    return hashlib.sha256("\0".join([*parts, *versions]).encode()).hexdigest()


Told = dict[Claim, str]
"""What stands for each claim that has been read, so that one that many use is read once."""


def key(claim: Claim, seed: int, instances: int, told: Told | None = None) -> str:
    """The key of a claim's verification: 64 hexadecimal digits. ``told`` is kept from one key to the next."""
    strict = os.environ.get("LRPROOF_STRICT") == "1"  # a second solver is asked
    _told.append({} if told is None else told)
    try:
        return _hash([engines_key(), strict and metadata.version("cvc5"), seed, instances, _digest(claim)])
    finally:
        _told.pop()


_told: list[Told] = []


def _digest(claim: Claim) -> str:
    told = _told[-1] if _told else {}
    if claim not in told:
        told[claim] = _hash(_plain(claim))
    return told[claim]


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def lines(claim: Claim) -> list[Any]:
    """The lines of the proof as plain data, unproved."""
    proof, told, fact, number = claim.proof(), [], None, 0
    try:
        while True:
            yielded = proof.send(fact)  # type: ignore[attr-defined]
            number += 1
            told.append(_plain(yielded))
            parts = yielded if isinstance(yielded, tuple) else (yielded,)
            formula = next((p.formula if isinstance(p, Suppose) else p for p in parts
                            if isinstance(p, (Expr, Suppose))), None)  # fmt: skip
            fact = None if isinstance(yielded, Expr) else _Unproved(formula, number)
    except StopIteration:
        return told
    except Exception as error:  # the prover will say what is wrong, and where
        return [*told, f"{type(error).__name__}: {error}"]


class _Unproved(Fact):
    """Stands for a line's fact where nothing is proved."""

    def __init__(self, formula: Expr | None, number: int) -> None:
        object.__setattr__(self, "theorem", None)
        object.__setattr__(self, "number", number)
        object.__setattr__(self, "stated", formula)

    @property
    def formula(self) -> Any:
        return getattr(self, "stated")  # noqa: B009


def _plain(value: Any) -> Any:
    """``value`` as JSON data in which everything that matters shows."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Expr):
        return encode(value)
    if isinstance(value, Fn):
        return [value.name, list(value.args), value.sort, value.latex, value.random]
    if isinstance(value, Rule):
        return ["rule", value.name, list(value.state), list(value.hyper), _function(value.function)]
    if isinstance(value, Claim):
        used = [_digest(u) for u in value.uses]
        shown = (value.id, value.title, value.theorem, Path(value.file).parts[-2:])
        asked = (value.printed, value.near_misses, value.derived, value.tried, value.figures, value.examples)
        page = (value.chapter, value.cheat_sheet)
        told = map(_plain, (*shown, value.statement, value.given, *asked, *page))
        return ["claim", *told, used, lines(value), _function(value.proof)]
    if isinstance(value, Fact):
        return ["line", value.number, _plain(value.formula)]
    if isinstance(value, At):
        return ["at", _plain(value.premise), _plain(value.values), _plain(value.replaced), _plain(value.given)]
    if isinstance(value, Drawn):
        return value.caption
    if isinstance(value, Oracle):  # with the runs that it is held against
        return ["oracle", *(_plain(v) for v in vars(value).values()), digest()]
    if isinstance(value, Derived):
        return ["derived", value.what, _plain(value.target), _function(value.find)]
    if (
        isinstance(value, (NearMiss, Printed, Simulated, Enclosed, Followed, Sampled, NotTried, Suppose, Chapter, Row))
        or type(value).__name__ == "By"
    ):
        return [type(value).__name__, *(_plain(v) for v in vars(value).values())]
    if isinstance(value, Mapping):
        return [[_plain(k), _image(k, v)] for k, v in value.items()]
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if isinstance(value, (set, frozenset)):
        return sorted(json.dumps(_plain(v)) for v in value)
    if inspect.isroutine(value) or hasattr(value, "__wrapped__"):
        return _function(value)
    if isinstance(value, type) or _foreign_class(type(value)):
        return _function(value) if callable(value) else repr(value)
    slots = [n for cls in type(value).__mro__ for n in getattr(cls, "__slots__", ())]
    state = getattr(value, "__dict__", {}) | {n: getattr(value, n) for n in slots if hasattr(value, n)}
    return ["object", _used(type(value)), [[n, _used(v)] for n, v in sorted(state.items())]]


def _image(symbol: Any, value: Any) -> Any:
    """What is put for a symbol; a function of terms by what it gives."""
    if isinstance(symbol, Fn) and callable(value):
        params = [integer(f"·{k}") if sort == INT else real(f"·{k}") for k, sort in enumerate(symbol.args)]
        return encode(term(value(*params)))
    return _plain(value)


def _folder(path: str | Path) -> str:
    return str(Path(path).resolve()) + os.sep


_BY_VERSION: Final = frozenset(("sympy", "numpy", "scipy", "mpmath", "flint", "z3", "numba", "matplotlib"))
_INSTALLED: Final = tuple(_folder(sysconfig.get_path(kind)) for kind in ("purelib", "platlib"))
_OTHERS: Final = (_folder(Path(__file__).parent), _folder(sysconfig.get_path("stdlib")))
_inside: list[Any] = []
"""The functions that are being read, so that one that uses itself ends."""


def _foreign(file: str) -> Any:
    """What stands for code in ``file`` that is not read function by function; None for code of the claims' own."""
    path = str(Path(file).resolve())
    for folder in _INSTALLED:
        if path.startswith(folder):
            top = path.removeprefix(folder).partition(os.sep)[0]
            return top if top in _BY_VERSION or not path.endswith(".py") else _text(path)
    return "known" if file.startswith("<frozen") or path.startswith(_OTHERS) else None


def _text(file: str) -> str:
    return Path(file).read_text(encoding="utf-8")


def _function(function: Any) -> Any:
    """A function by its code, its defaults, and the values of the names that it uses."""
    wrapped = getattr(function, "__wrapped__", None)
    if callable(wrapped) and getattr(function, "__code__", None) is not None:  # the wrapper counts, and what it wraps
        return [_code_of(function), _function(wrapped)]
    return _code_of(inspect.unwrap(function))


def _code_of(function: Any) -> Any:
    code, name = getattr(function, "__code__", None), getattr(function, "__qualname__", None)
    if not isinstance(code, CodeType):
        return repr(function) if name is None else [str(getattr(function, "__module__", "")), name]
    foreign = _foreign(code.co_filename)
    if foreign is not None or any(function is other for other in _inside):
        return [foreign, function.__module__, name]
    around = dict(function.__globals__)
    for free, cell in zip(code.co_freevars, function.__closure__ or (), strict=True):
        try:
            around[free] = cell.cell_contents
        except ValueError:  # not filled yet
            around.pop(free, None)
    codes = list(_codes(code))
    names = sorted({n for c in codes for n in (*c.co_names, *c.co_freevars)} & around.keys())
    defaults = (function.__defaults__, function.__kwdefaults__, getattr(function, "__self__", None))
    _inside.append(function)
    try:
        return [[_code(c) for c in codes], [_used(v) for v in defaults], [[n, _used(around[n])] for n in names]]
    finally:
        _inside.pop()


def _codes(code: CodeType) -> Iterator[CodeType]:
    """A function's code and that of all functions written inside it."""
    yield code
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _codes(inner)


def _code(code: CodeType) -> list[Any]:
    called = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    plain = [_plain(c) if isinstance(c, frozenset) else repr(c) for c in code.co_consts if not isinstance(c, CodeType)]
    return [code.co_code.hex(), code.co_exceptiontable.hex(), plain, list(code.co_names), list(called)]


def _used(value: Any) -> Any:
    """A value that a function uses by a name."""
    if isinstance(value, Claim):
        return ["claim", value.id]  # the claims that a proof may cite stand in its claim's uses
    if isinstance(value, ModuleType):
        file = getattr(value, "__file__", None)
        return [value.__name__, None if file is None else _foreign(file) or sorted(_texts(value, set()))]
    if isinstance(value, type):
        return _class(value)
    if isinstance(value, (staticmethod, classmethod)):
        return [type(value).__name__, _function(value.__func__)]
    if isinstance(value, property):
        return ["property", *(f and _function(f) for f in (value.fget, value.fset, value.fdel))]
    return _function(value) if inspect.isroutine(value) else _plain(value)


def _texts(module: ModuleType, seen: set[str]) -> set[str]:
    """The texts of a module of the author's own and of those that it takes from, however far away."""
    file = getattr(module, "__file__", None)
    if file is None or file in seen or _foreign(file):
        return set()
    seen.add(file)
    found = {_text(file)}
    for name, value in vars(module).items():
        if isinstance(value, (bool, int, float, str, Fraction)) and name[:2] != "__":
            found.add(f"{name} = {value!r}")  # it may come from another file
        home = value if isinstance(value, ModuleType) else sys.modules.get(getattr(value, "__module__", None) or "")
        if home is not None:
            found |= _texts(home, seen)
    return found


def _foreign_class(cls: type) -> Any:
    file = getattr(sys.modules.get(cls.__module__), "__file__", None)
    return cls.__module__ in sys.builtin_module_names or (file is not None and _foreign(file))


def _class(cls: type) -> Any:
    """A class by all that it defines, and by its bases."""
    foreign = _foreign_class(cls)
    if foreign or any(cls is other for other in _inside):
        return [foreign, cls.__qualname__]
    own = {n: v for n, v in vars(cls).items() if n not in _NOT_BEHAVIOUR and not inspect.isgetsetdescriptor(v)}
    _inside.append(cls)
    try:
        return [cls.__qualname__, [_used(base) for base in cls.__bases__], [[n, _used(v)] for n, v in own.items()]]
    finally:
        _inside.pop()


_NOT_BEHAVIOUR: Final = frozenset(("__doc__", "__module__", "__firstlineno__", "__static_attributes__", "__weakref__"))

__all__ = ["engines_key", "key", "lines"]
