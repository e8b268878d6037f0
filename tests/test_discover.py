"""Claims are found where they stand, once each, and what cannot be found is said with a hint."""

from __future__ import annotations

from pathlib import Path

import pytest

from lrproof.discover import DiscoveryError, discover, load

FILE = '''"""A file of claims."""

from lrproof import *

PREFIX = "{prefix}"
{more}
x = real("x")


@claim(x * x >= 0, near_misses=(near_miss(x * x > 0, "strict"),){uses})
def {name}():
    """A square is not negative."""
    yield x * x >= 0, by.arithmetic()
'''


def write(
    folder: Path, file: str, *, prefix: str = "mine", name: str = "square", more: str = "", uses: str = ""
) -> Path:
    path = folder / file
    path.write_text(FILE.format(prefix=prefix, name=name, more=more, uses=uses), encoding="utf-8")
    return path


def ids(*targets: str) -> list[str]:
    return [c.id for c in discover(targets)]


def test_a_file_a_folder_an_id_a_prefix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "derivations").mkdir()
    path = write(tmp_path / "derivations", "found_a.py")
    write(tmp_path / "derivations", "found_b.py", prefix="other", name="two_words")
    monkeypatch.chdir(tmp_path)
    assert ids(str(path)) == ids("mine") == ids("mine.square") == ["mine.square"]
    assert ids() == ids("derivations") == ["mine.square", "other.two-words"]
    assert discover(["other.two-words"])[0].title == "A square is not negative."


def test_a_place_orders_and_a_use_comes_first(tmp_path: Path) -> None:
    write(tmp_path, "order_a.py", prefix="a", more="from order_z import square as cited", uses=", uses=(cited,)")
    write(tmp_path, "order_b.py", prefix="b", more="PLACE = (1, 1)")
    write(tmp_path, "order_z.py", prefix="z")
    assert ids(str(tmp_path)) == ["b.square", "z.square", "a.square"]


def test_a_sibling_is_the_same_module(tmp_path: Path) -> None:
    """The claim that another file cites is the claim that its own file has."""
    one = write(tmp_path, "same_a.py", prefix="a", more="from same_b import square as cited", uses=", uses=(cited,)")
    other = write(tmp_path, "same_b.py", prefix="b")
    (a,) = discover([str(one)])
    assert a.uses == (load(other).square,)


def test_two_folders_with_files_of_one_name(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, "twin.py", prefix=folder)
    assert ids(str(tmp_path / "one"), str(tmp_path / "two")) == ["one.square", "two.square"]


@pytest.mark.parametrize(
    ("targets", "said"),
    [
        (["nothing.py"], "nothing.py: no such file"),
        (["quad.convergence-intervall"], "did you mean quad.convergence-interval"),
        (["nix"], "no file, folder, claim or prefix is called 'nix'"),
    ],
)
def test_what_is_not_there(targets: list[str], said: str) -> None:
    with pytest.raises(DiscoveryError, match=said):
        discover(targets)


def test_a_file_that_breaks_says_where(tmp_path: Path) -> None:
    path = write(tmp_path, "broken.py", more="y = undefined_name")
    with pytest.raises(DiscoveryError, match=r"broken.py:6: name 'undefined_name' is not defined"):
        discover([str(path)])
    path.write_text("x = = 1\n", encoding="utf-8")
    with pytest.raises(DiscoveryError, match=r"broken.py:1: this is no Python"):
        discover([str(path)])


def test_two_claims_of_one_id(tmp_path: Path) -> None:
    write(tmp_path, "double_a.py")
    write(tmp_path, "double_b.py")
    with pytest.raises(DiscoveryError, match=r"double_b.py:10: mine\.square is also the claim at .*double_a.py:10"):
        discover([str(tmp_path)])


def test_a_file_without_claims(tmp_path: Path) -> None:
    path = tmp_path / "empty.py"
    path.write_text("x = 1\n", encoding="utf-8")
    with pytest.raises(DiscoveryError, match="has no claim"):
        discover([str(path)])
