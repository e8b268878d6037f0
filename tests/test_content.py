"""The key under which a result is kept: what a verification depends on changes it, and nothing else does."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from lrproof import content
from lrproof.claim import Claim
from lrproof.kernel.syntax import eq as equal
from lrproof.kernel.terms import term
from lrproof.line import At

SOURCE = '''"""A file of claims."""

from lrproof import by
from lrproof.claim import claim, derived, enclosed, fails, near_miss, simulated
from lrproof.kernel.syntax import eq, forall, natural, positive, real, sequence
from lrproof.line import at, suppose
from lrproof.rule import rule

PREFIX = "mine"
x, y, t = positive("x"), real("y"), natural("t")
u, v = sequence("u"), sequence("v")
FACTOR = 2
POWERS = [1, (2, 3)]


def twice(e, times=FACTOR):
    return times * e


def candidate(e):
    return sum((e**k for k in POWERS[1]), FACTOR * e)


@rule
def descend(x, /, grad, *, eta):
    return x - FACTOR * eta * grad(x)


@claim(forall(t, u(t) + y <= abs(u(t) + y)))
def used():
    """Cited below."""
    one = yield u(t) + y <= abs(u(t) + y), by.arithmetic()
    yield forall(t, u(t) + y <= abs(u(t) + y)), by.generalize(one)


@claim(
    eq(2 * x + y - y, x + x),
    given=(y > 1, y < 8),
    uses=(used,),
    printed=fails("Part 9", "2x = x", eq(2 * x, x)),
    near_misses=(near_miss(eq(2 * x + y - y, x), "one x"), near_miss(y > 1, "no bound", given=(y > 0,))),
    derived=(derived("twice", lambda: (lambda e: candidate(e) + 5)(x), x),),
    tried=(
        simulated(descend, y, reads={y: "curvature"}, hyper={"eta": x / 4}, control="eta", steps=70),
        enclosed(y > 1, {y: (3, "7/2")}),
    ),
)
def example():
    """An example."""
    yield forall(t, v(t) ** 2 + y <= abs(v(t) ** 2 + y)), by.cite(at(used, {u: lambda k: v(k) ** 2})), "remark"
    yield twice(x) + y - y
    yield "=", x + x, by.algebra()
'''


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Callable[..., ModuleType]]:
    """A module made of SOURCE, with replacements; each lies in a folder of the same name."""
    made: list[str] = []

    def build(*replacements: tuple[str, str], folder: str = "claims", name: str = "file.py") -> ModuleType:
        text = SOURCE
        for old, new in replacements:
            assert old in text, old
            text = text.replace(old, new)
        path = tmp_path / str(len(made)) / folder / name
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        spec = importlib.util.spec_from_file_location(f"content_{len(made)}", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        made.append(spec.name)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module

    yield build
    for name in made:
        del sys.modules[name]


def key(module: ModuleType, seed: int = 0, instances: int = 8) -> str:
    made: Claim = module.example
    return content.key(made, seed, instances)


LAST = 'yield "=", x + x, by.algebra()'
SAME = {
    "nothing": (),
    "a comment and blank lines": (("PREFIX =", "# a comment\n\n\nPREFIX ="),),
    "the layout of a line": ((LAST, 'yield (\n        "=",\n        x + x,\n        by.algebra(),\n    )'),),
    "the name of a local variable": (("    one = yield", "    h = yield"), ("by.generalize(one)", "by.generalize(h)")),
    "a function that nobody uses": (("def twice", "def unused():\n    return 1\n\n\ndef twice"),),
    "a name that nobody uses": (("\nPOWERS", "\nCAPTION = 'text'\nPOWERS"),),
}
OTHER = {
    "the statement": (("    eq(2 * x + y - y, x + x),\n    given", "    eq(2 * x + y - y + 0, x + x),\n    given"),),
    "the domain of a symbol": (('x, y, t = positive("x")', 'x, y, t = real("x", "(1, oo)")'),),
    "the look of a symbol": (('real("y")', 'real("y", latex="z")'),),
    "what is given": (("given=(y > 1, y < 8)", "given=(y > 1, y < 9)"),),
    "the order of what is given": (("given=(y > 1, y < 8)", "given=(y < 8, y > 1)"),),
    "a title": (("An example.", "Another example."),),
    "the file's title": (("A file of claims.", "A file."),),
    "the printed text": (('"2x = x"', '"2x = 1x"'),),
    "the text as a formula": (("eq(2 * x, x)),", "eq(3 * x, x)),"),),
    "a near miss": (("eq(2 * x + y - y, x), ", "eq(2 * x + y - y, 3 * x), "),),
    "the assumption of a near miss": (("given=(y > 0,)", "given=(y > -1,)"),),
    "the declared verdict": (("    uses=(used,),", '    uses=(used,),\n    theorem="SUPPORTED",'),),
    "a derived target": (("candidate(e) + 5)(x), x)", "candidate(e) + 5)(x), y)"),),
    "a constant of a function inside the finder": (("candidate(e) + 5", "candidate(e) + 6"),),
    "a name of a function inside the finder": (("candidate(e) + 5", "twice(e) + 5"),),
    "a helper of the finder": (("FACTOR * e)", "FACTOR + e)"),),
    "a number in a nested tuple that a helper uses": (("[1, (2, 3)]", "[1, (2, 4)]"),),
    "a number that helpers use": (("FACTOR = 2", "FACTOR = 3"),),
    "the default of a helper's argument": (("times=FACTOR", "times=1 + 1"), ("FACTOR = 2", "FACTOR = 7")),
    "an update rule": (("FACTOR * eta", "eta"),),
    "the steps of a simulation": (("steps=70", "steps=71"),),
    "a hyper-parameter": (("x / 4", "x / 5"),),
    "what a simulation reads": (('"curvature"', '"start"'),),
    "a point of a grid": (('(3, "7/2")', '(3, "7/3")'),),
    "a line": (('yield "=", x + x, by.algebra()', 'yield "=", x + x, by.arithmetic()'),),
    "a premise": (("by.algebra()", "by.algebra(y > 1)"),),
    "a remark": (('"remark"', '"another"'),),
    "a helper of the proof": (("return times * e", "return e * times"),),
    "an instance by a function": (("u: lambda k: v(k) ** 2", "u: lambda k: v(k) * v(k)"),),
    "the proof of a used claim": (("by.arithmetic()\n", "by.arithmetic(), 'a remark'\n"),),
    "the statement of a used claim": (("forall(t, u(t) + y <=", "forall(t, u(t) + y + 0 <="),),
}  # fmt: skip


@pytest.mark.parametrize("replacements", SAME.values(), ids=SAME)
def test_the_key_stays(load: Callable[..., ModuleType], replacements: tuple[tuple[str, str], ...]) -> None:
    """A result is found again where nothing changed that it depends on."""
    assert key(load()) == key(load(*replacements))


@pytest.mark.parametrize("replacements", OTHER.values(), ids=OTHER)
def test_the_key_changes(load: Callable[..., ModuleType], replacements: tuple[tuple[str, str], ...]) -> None:
    """A stale PROVED is never served: whatever may change an outcome, or what the page shows, changes the key."""
    assert key(load()) != key(load(*replacements))


KEPT = """

class Kept:
    @staticmethod
    def own():
        POWER = 2
        return POWER

    def __call__(self):
        POWER = 2
        return POWER


KEPT = Kept()
POWERS ="""
USES = {
    "a class": [("\nPOWERS =", "\n\nclass Kept:\n    POWER = 2\n\n\nPOWERS ="), ("in POWERS[1]", "in (Kept.POWER, 3)")],
    "a class's static method": [("\nPOWERS =", KEPT), ("in POWERS[1]", "in (Kept.own(), 3)")],
    "an object that is called": [("\nPOWERS =", KEPT), ("in POWERS[1]", "in (KEPT(), 3)")],
    "another file": [("PREFIX =", "import beside_us\n\nPREFIX ="), ("in POWERS[1]", "in (beside_us.POWER, 3)")],
    "a file of another file": [
        ("PREFIX =", "import above_us\n\nPREFIX ="), ("in POWERS[1]", "in (above_us.power(), 3)"),
    ],
    "a name from a file of another file": [
        ("PREFIX =", "import above_us\n\nPREFIX ="), ("in POWERS[1]", "in (above_us.POWER, 3)"),
    ],
}  # fmt: skip


def test_what_wraps_a_function_counts(load: Callable[..., ModuleType]) -> None:
    """functools.wraps hides the wrapper from inspect, not from the key; so do the facts that an instance rests on."""
    import functools

    def one(x: int) -> int:
        return x

    def doubled(by: int) -> Callable[[int], int]:
        @functools.wraps(one)
        def wrapper(x: int) -> int:
            return by * one(x)

        return wrapper

    assert content._function(doubled(2)) == content._function(doubled(2)) != content._function(doubled(3))
    one_is_one = equal(term(1), 1)
    fact = content._Unproved(one_is_one, 3)
    assert content._plain(At(one_is_one, (), {}, ())) != content._plain(At(one_is_one, (), {}, (fact,)))


@pytest.mark.parametrize(("name", "uses"), USES.items(), ids=USES)
def test_what_a_helper_takes_from_elsewhere(
    load: Callable[..., ModuleType], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, uses: Any
) -> None:
    """A number that a finder's helper takes from a class, or from a file of the author's, counts."""
    keys = []
    for power in (2, 2, 5):
        beside = tmp_path / f"beside_{len(keys)}" / "beside_us.py"
        beside.parent.mkdir()
        beside.write_text(f"POWER = {power}\n", encoding="utf-8")
        above = "import beside_us\nfrom beside_us import POWER\n\n\ndef power():\n    return beside_us.POWER\n"
        (beside.parent / "above_us.py").write_text(above, encoding="utf-8")
        monkeypatch.syspath_prepend(str(beside.parent))
        for module in ("beside_us", "above_us"):
            monkeypatch.delitem(sys.modules, module, raising=False)
        changed = [(old, new.replace("POWER = 2", f"POWER = {power}")) for old, new in uses]
        keys.append(key(load(*changed)))
    for module in ("beside_us", "above_us"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    assert keys[0] == keys[1] != keys[2]


def test_a_file_that_is_called_like_a_library(load: Callable[..., ModuleType]) -> None:
    """Code counts by the file in which it stands, whatever the module is called."""
    first, second = load(), load(("FACTOR * e)", "FACTOR + e)"))
    for module in (first, second):
        for value in vars(module).values():
            if getattr(value, "__module__", None) == module.__name__ and callable(value):
                value.__module__ = "statistics"
    assert key(first) != key(second)


def test_place_seed_and_instances(load: Callable[..., ModuleType]) -> None:
    """The page names folder and file; other random instances are another verification."""
    first = load()
    assert key(first) != key(load(folder="others"))
    assert key(first) != key(load(name="other.py"))
    assert len({key(first), key(first, seed=1), key(first, instances=9)}) == 3
    assert len(key(first)) == 64


def test_a_proof_that_looks_behind_its_facts(load: Callable[..., ModuleType]) -> None:
    """The facts of the key prove nothing, and a proof that asks them fails there; its code counts all the same."""
    start = "    yield twice(x) + y - y\n"
    peeks = (start, "    h = yield y > 1, by.given(y > 1)\n    str(h.theorem.hyps)\n" + start)
    later = ('yield "=", x + x, by.algebra()', 'yield "=", x + x, by.algebra(), "changed"')
    assert key(load(peeks)) != key(load(peeks, later))
    seen: list[Any] = content.lines(load(peeks).example)
    assert seen[-1].startswith("AttributeError")


def test_strictness_is_another_verification(load: Callable[..., ModuleType], monkeypatch: pytest.MonkeyPatch) -> None:
    """What z3 alone has decided is not what cvc5 was asked, too."""
    module = load()
    monkeypatch.delenv("LRPROOF_STRICT", raising=False)
    plain = key(module)
    monkeypatch.setattr(content.metadata, "version", lambda name: "1")
    monkeypatch.setenv("LRPROOF_STRICT", "1")
    assert key(module) != plain


def test_the_checkers_count() -> None:
    """The text of the package and its libraries are in every key; the report and the command line are not."""
    assert len(content.engines_key()) == 64
    assert {"report", "cli.py"} <= set(content._NOT_CHECKING)


def test_the_key_is_the_same_in_another_process(load: Callable[..., ModuleType]) -> None:
    """Whatever the seed of Python's hashes: else nothing would ever be found again."""
    module = load()
    script = (
        "import importlib.util, sys; from lrproof import content; "
        f"spec = importlib.util.spec_from_file_location('elsewhere', {module.__file__!r}); "
        "m = importlib.util.module_from_spec(spec); sys.modules['elsewhere'] = m; spec.loader.exec_module(m); "
        "print(content.key(m.example, 0, 8))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=_seeded())
    assert done.stdout.strip() == key(module)


def _seeded() -> dict[str, str]:
    import os

    root = str(Path(content.__file__).parents[1])
    return {
        **os.environ,
        "PYTHONHASHSEED": "7",
        "PYTHONPATH": os.pathsep.join((root, os.environ.get("PYTHONPATH", ""))),
    }
