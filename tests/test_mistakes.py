"""What an author gets wrong is said once, with its file and line, what was expected, and what to do.

Each mistake stands in a file beside one without; that one is verified all the same.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lrproof.cli import main

GOOD = '''"""Squares."""

from lrproof import *

PREFIX = "{prefix}"
x, a, eta, t = real("x"), real("a"), real("eta"), natural("t")


@claim(x * x >= 0, near_misses=(near_miss(x * x > 0, "strict"),))
def square():
    """A square is not negative."""
    yield x * x >= 0, by.arithmetic()
'''
SIMULATED = '''
@rule
def odd(x, /, grad, *, eta):
    """A rule."""
    return {step}


@claim(x * x >= 0, tried=(simulated(odd, x - eta * u(1), reads={{x: "start", u: "gradient of step", eta: "eta"}},
       hyper={{"eta": 1}}, control="eta", steps=1),), near_misses'''
CLAIM, LINE = "@claim(x * x >= 0, near_misses", "    yield x * x >= 0, by.arithmetic()"
FIRST = "x, a, eta, t ="
UNREADABLE = [
    ("a syntax error", LINE, "    yield x * x >= = 0", r":12: this is no Python \(invalid syntax\): yield x \* x >= = 0"),
    ("an unknown symbol", CLAIM, "@claim(y * y >= 0, near_misses", r":9: name 'y' is not defined; define it, such as y = "),
    ("a float", CLAIM, "@claim(x * x >= 0.5, near_misses", r":9: 0.5 is a float.*: write rational\('0.5'\)"),
    ("a chain", CLAIM, "@claim(0 <= x * x < 1, near_misses", r":9: '0 <= x \* x' is an expression, not a yes or no. Write"),
    ("== for eq", CLAIM, "@claim(x * x == x, near_misses", r":9: claim square: statement: a formula .* is eq\(x, y\)\)"),
    ("no such module", "from lrproof", "import nothere\nfrom lrproof", r":3: No module named 'nothere'; install it, or put"),
    ("no such name", "import *", "import near_mis", r":3: lrproof has no 'near_mis'; did you mean near_miss\?"),
    ("no docstring", '    """A square is not negative."""\n', "", r":9: claim square: it has no docstring; say in a sentence"),
    ("no title", '"""Squares."""\n', "", r":8: claim square: the file has no docstring; begin it with a title"),
    ("no PREFIX", "PREFIX = ", "OTHER = ", r":9: claim square: the file has no PREFIX; the file must say PREFIX = "),
    ("a bad PREFIX", "PREFIX = ", "PREFIX = 'X' + ", r":9: claim square: PREFIX is 'Xwrong'; the file must say PREFIX = "),
    ("no tuple", CLAIM, "@claim(x * x >= 0, given=(x > 0), near_misses", r":9: claim square: given is a tuple, also of one"),
    ("no claim in uses", CLAIM, "@claim(x * x >= 0, uses=(1,), near_misses", r":9: claim square: uses .* and 1 is none"),
    ("an example that raises", CLAIM, "@claim(x * x >= 0, examples=({sequence('u'): lambda k: 1 / 0},), near_misses", r":9: ZeroDivisionError: division by zero"),
    ("no such argument", CLAIM, "@claim(x * x >= 0, gives=(), near_misses", r":9: claim\(\) got an unexpected keyword argument 'gives'"),
    ("no generator", LINE, "    return x * x >= 0", r":9: claim square: a proof is a generator: it yields its lines"),
    ("one id twice", 'PREFIX = "wrong"', 'PREFIX = "good"', r":10: good.square is also the claim at .*good.py:9: rename"),
]  # fmt: skip
SHORT = [
    ("a wrong first line", LINE, f"    h = yield x >= 0, by.arithmetic()\n{LINE}",
     r":12: wrong.square: by.arithmetic does not give this: 0 <= x does not follow \(for example x = -1"),
    ("a wrong last line", LINE, "    yield x * x + 1 >= 0, by.arithmetic()",
     r":12: wrong.square: the last line must be the statement '0 <= x \* x', not '0 <= x \* x \+ 1'"),
    ("an unknown symbol in the proof", LINE, f"    yield z * z >= 0, by.arithmetic()\n{LINE}",
     r":12: wrong.square: the proof stops: name 'z' is not defined; define it"),
    ("an unknown rule", "by.arithmetic()", "by.aritmetic()", r":12: .*lrproof.by has no 'aritmetic'; did you mean arithmetic\?"),
    ("no call", "by.arithmetic()", "by.arithmetic", r":12: wrong.square: a rule is called, also without premises"),
    ("it raises", LINE, f"    yield eq(x, x), by.algebra()\n    1 / 0\n{LINE}",
     r":13: wrong.square: the proof stops: ZeroDivisionError: division by zero"),
    ("a strange line", LINE, f"    yield 42\n{LINE}", r":12: wrong.square: a line is 'formula, by.rule\(...\)'.* not 42"),
    ("no rule", LINE, f"    yield x * x >= 0\n{LINE}", r":12: wrong.square: '0 <= x \* x' has no rule,? and no link follows"),
    ("it contradicts itself", CLAIM, "@claim(x * x >= 0, given=(x > 0, x < 0), near_misses",
     r":9: wrong.square: the assumptions contradict one another \(0 < x, x < 0\), and .*: drop or change one"),
    ("a near miss that is true", "x * x > 0", "x * x > -1",
     r":9: wrong.square: controls: the near miss 'strict' is no miss, it follows: name a"),
    ("not in uses", LINE, f"    yield x * x >= 0, by.cite(good)\n{LINE}", r":13: .*good.square is cited, but does not stand in "),
    ("false", "x * x >= 0", "x * x > 0", r":9: wrong.square: the theorem is REFUTED, and PROVED was declared; it is .* x = 0"),
    ("a branch", CLAIM, SIMULATED.format(step="x - eta if grad(x) > 0 else x"), r":11: wrong.square: rule odd: the body cannot"),
    ("a float in a rule", CLAIM, SIMULATED.format(step="x - 0.1 * grad(x)"), r":11: .* 0.1 is a float, .* write rational\('0.1'\)"),
    ("what Numba cannot do", CLAIM, SIMULATED.format(step="x - eta * total(grad(x), t, 0, 3)"), r":1\d: .*odd: .*compile"),
]  # fmt: skip


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def told(folder: Path, old: str, new: str) -> tuple[Result, list[str]]:
    """What is said of a folder of one good file and one where ``new`` stands for ``old``."""
    good = GOOD.format(prefix="good")
    (folder / "good.py").write_text(good, encoding="utf-8")
    text = GOOD.format(prefix="wrong").replace(
        FIRST, f"from good import square as good\n{FIRST}" if "good" in new else FIRST
    )
    text = text.replace(FIRST, f'u = sequence("u")\n{FIRST}' if "odd" in new else FIRST)
    assert old in text
    (folder / "wrong.py").write_text(text.replace(old, new), encoding="utf-8")
    done = run("verify", ".", "--instances", "1")
    return done, done.stderr.splitlines()


@pytest.mark.parametrize(("mistake", "old", "new", "said"), UNREADABLE, ids=[m[0] for m in UNREADABLE])
def test_a_file_that_cannot_be_read(
    mistake: str, old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, exit code 2, and the other file is verified."""
    monkeypatch.chdir(tmp_path)
    done, lines = told(tmp_path, old, new)
    assert len(lines) == 1 and re.match(rf"Error: wrong\.py{said}", lines[0]), done.stderr
    assert done.exit_code == 2 and "good.square" in done.stdout and "PROVED" in done.stdout


@pytest.mark.parametrize(("mistake", "old", "new", "said"), SHORT, ids=[m[0] for m in SHORT])
def test_a_claim_that_falls_short(
    mistake: str, old: str, new: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line, exit code 1, and the other file is verified."""
    monkeypatch.chdir(tmp_path)
    done, lines = told(tmp_path, old, new)
    assert len(lines) == 1 and re.match(rf"wrong\.py{said}", lines[0]), done.stderr
    assert done.exit_code == 1 and re.search(r"good\.square +PROVED", done.stdout)
