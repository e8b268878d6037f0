"""What the README shows works as shown."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

import lrproof
from lrproof import by
from lrproof.discover import discover
from lrproof.verify import shortfalls, verify

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)


def test_the_whole_file_of_the_readme_is_proved(tmp_path: Path) -> None:
    path = tmp_path / "mine.py"
    path.write_text(next(b for b in BLOCKS if "PREFIX" in b), encoding="utf-8")
    (entry,) = verify(discover([str(path)]), cache=None)["claims"]
    assert entry["id"] == "mine.closed-form" and entry["theorem"] == "PROVED" and not shortfalls(entry)


def test_the_rule_of_the_readme_runs(tmp_path: Path) -> None:
    code = next(b for b in BLOCKS if "def heavy_ball" in b)
    path = tmp_path / "readme_rule.py"
    path.write_text("from lrproof import *\n" + code.partition("\nsimulate(")[0], encoding="utf-8")
    from lrproof.discover import load

    own = load(path).heavy_ball
    curvatures, x0 = [1.0, 10.0], [1.0, 1.0]
    same = [lrproof.simulate(r, curvatures, x0, 100, eta=0.1, beta=0.9) for r in (own, lrproof.heavy_ball)]
    np.testing.assert_array_equal(*same)


def test_the_analysis_of_the_readme_says_what_is_shown(tmp_path: Path) -> None:
    from lrproof.discover import load

    code = next(b for b in BLOCKS if "def lazy" in b)
    path = tmp_path / "readme_lazy.py"
    path.write_text(code, encoding="utf-8")
    module = load(path)
    shown = re.findall(r"^(found.*?)  # (.*)$", code, re.MULTILINE)
    for expression, said in shown:
        if not expression.startswith("found ="):
            value = eval(expression, vars(module))
            assert said.startswith(repr(value).strip("()")), expression
    assert len(shown) == 4


def test_every_rule_of_a_line_is_in_the_readme() -> None:
    named = set(re.findall(r"`by\.(\w+)", README))
    assert named == {name for name in vars(by) if name.islower() and callable(getattr(by, name)) and name[0] != "_"} - {
        "dataclass",
        "term",
    }


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(\w+)\(", README)) & set(lrproof.__all__)))
def test_what_the_readme_names_is_public(name: str) -> None:
    assert getattr(lrproof, name) is not None
