"""The command: one verb for each wish, an exit code that a script can trust, and one line for misuse."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from lrproof.cli import main

GOOD = '''"""Squares."""

from lrproof import *

PREFIX = "sq"
x = real("x")


@claim(x * x >= 0, near_misses=(near_miss(x * x > 0, "strict"),))
def square():
    """A square is not negative."""
    yield x * x >= 0, by.arithmetic()
'''


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


@pytest.fixture
def good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "squares.py"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_verify_says_what_is_proved(good: Path) -> None:
    done = run("verify", "squares.py")
    assert done.exit_code == 0 and "sq.square" in done.output and "PROVED" in done.output and "1 of 1" in done.output


def test_verify_json_is_the_schema(good: Path) -> None:
    done = run("verify", "squares.py", "--json")
    (told,) = json.loads(done.stdout)["claims"]
    assert set(told) == {"id", "theorem", "axioms", "printed", "near_misses", "evidence"}
    assert (told["id"], told["theorem"], told["axioms"], told["printed"]) == ("sq.square", "PROVED", [], "NOT PRINTED")
    assert told["near_misses"] == {"tried": 1, "rejected": 1} and told["evidence"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("yield x * x >= 0, by", "yield x * x >= x, by", "by.arithmetic does not give this"),
        ("near_misses=(near_miss(x * x > 0, \"strict\"),)", "near_misses=()", "no near miss"),
        ("near_miss(x * x > 0,", "near_miss(x * x > -1,", "is no miss, it follows"),
        ("@claim(x * x >= 0", "@claim(x * x > 0", "the theorem is REFUTED"),
        ("by.arithmetic()", "by.arithmetik()", "arithmetik"),
    ],
)  # fmt: skip
def test_what_falls_short_gives_one_and_a_reason(good: Path, old: str, new: str, said: str) -> None:
    good.write_text(GOOD.replace(old, new), encoding="utf-8")
    done = run("verify", "squares.py")
    assert done.exit_code == 1 and said in done.stderr and "squares.py:" in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("verify", "nowhere.py"), "no such file"),
        (("verify", "nowhere"), "no file, folder, claim or prefix is called 'nowhere'"),
        (("verify", "empty"), "there is no Python file in this folder; 'lrproof new empty/mine.py' writes one"),
        (("verify", "notes.txt"), "derivations are Python files"),
        (("show", "quad.closed-frm"), "did you mean quad.closed-form"),
        (("mutants", "squares.py", "--most", "0"), "--most"),
        (("verify", "--nope"), "see 'lrproof verify --help'"),
        (("--nope",), "see 'lrproof --help'"),
        (("show",), "Missing argument 'CLAIM'"),
        (("verify", "squares.py", "--seed", "-1"), "--seed"),
        (("show", "squares.py", "--instances", "0"), "--instances"),
        (("report", "squares.py", "-o", "x.txt"), "-o names the PDF"),
        (("prove", "squares.py"), "No such command"),
    ],
)
def test_misuse_gives_two_and_one_line(good: Path, args: tuple[str, ...], said: str) -> None:
    (good.parent / "empty").mkdir()
    (good.parent / "notes.txt").touch()
    done = run(*args)
    assert done.exit_code == 2 and said in done.stderr and len(done.stderr.splitlines()) == 1, done.stderr


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('PREFIX = "sq"', "", "PREFIX"),
        ("x * x >= 0, near", "x * x >= 0.5, near", "float"),
        ("x * x >= 0, near", "x == x, near", "eq(x, y)"),
        ("from lrproof", "from lrprove", "No module named 'lrprove'"),
    ],
)
def test_a_file_that_cannot_be_read_gives_two_and_its_line(good: Path, old: str, new: str, said: str) -> None:
    good.write_text(GOOD.replace(old, new), encoding="utf-8")
    done = run("verify", "squares.py")
    assert done.exit_code == 2 and said in done.stderr and "squares.py:" in done.stderr


def test_one_broken_file_does_not_hide_the_others(good: Path) -> None:
    """Each is told with its line, the others are verified, and the exit code says that something was not read."""
    for name, text in {"syntax.py": "x = = 1\n", "wrong.py": GOOD.replace("x * x >= 0, near", "0.5 < x, near")}.items():
        (good.parent / name).write_text(text.replace('"sq"', '"other"'), encoding="utf-8")
    (good.parent / "after.py").write_text(
        '"""It imports what cannot be imported."""\nimport syntax\n', encoding="utf-8"
    )
    done = run("verify", ".")
    assert done.exit_code == 2 and "sq.square" in done.output and "PROVED" in done.output
    told = [line for line in done.stderr.splitlines() if line.startswith("Error: ")]
    assert len(told) == 2 and "syntax.py:1: " in told[0] and "wrong.py:9: " in told[1] and "float" in told[1]
    assert "Traceback" not in done.stderr


def test_a_new_file_is_proved_as_it_stands(good: Path) -> None:
    """What a newcomer starts from works; nothing is overwritten."""
    done = run("new", "my_derivations/my_rule.py")
    assert done.exit_code == 0 and "lrproof verify my_derivations/my_rule.py" in done.output
    verified = run("verify", "my_derivations", "--instances", "2")
    assert verified.exit_code == 0 and "myrule.closed-form" in verified.output, verified.output
    again = run("new", "my_derivations/my_rule.py")
    assert again.exit_code == 2 and "is there already" in again.stderr
    assert run("new", "1.py").exit_code == 2 and run("new", "notes.txt").exit_code == 2


def test_mutants_are_counted_and_written(good: Path) -> None:
    """x² ≥ 0: what is false is refuted, what is true is proved, and the same seed gives the same bytes."""
    done = run("mutants", "squares.py", "-o", "first.json")
    assert done.exit_code == 0 and "sq.square" in done.stdout and not done.stderr, done.stderr
    told = json.loads(Path("first.json").read_text(encoding="utf-8"))["mutants"]
    verdicts = {m["text"]: m["verdict"] for m in told if m["of"] == "statement"}
    assert verdicts == {"0 < x * x": "REFUTED", "1 <= x * x": "REFUTED", "-1 <= x * x": "TRUE"}
    assert {m["verdict"] for m in told if m["of"] == "line"} == {"REJECTED", "TRUE"}
    assert all(m["why"] and not m["wrong"] for m in told)
    assert "squares.py:12" in {m["where"] for m in told}
    run("mutants", "squares.py", "-o", "second.json")
    assert Path("first.json").read_bytes() == Path("second.json").read_bytes()


def test_a_claim_without_a_proof_has_no_mutants(good: Path) -> None:
    good.write_text(GOOD.replace("yield x * x >= 0", "yield x >= 0"), encoding="utf-8")
    done = run("mutants", "squares.py")
    assert done.exit_code == 1 and "squares.py:12: by.arithmetic" in done.stderr and "no mutants" in done.stderr


def test_show_prints_the_proof(good: Path) -> None:
    done = run("show", "squares.py")
    assert done.exit_code == 0 and "[arithmetic] real arithmetic" in done.output and "REFUTED" in done.output
    assert json.loads(run("show", "squares.py", "--json").stdout)["id"] == "sq.square"


def test_list_verifies_nothing(good: Path) -> None:
    assert run("list", "squares.py").output.split(None, 1)[0] == "sq.square"
    told = json.loads(run("list", "squares.py", "--json").stdout)
    assert told["claims"][0]["declared"] == "PROVED"


def test_report_writes_ledger_tex_and_pdf(good: Path) -> None:
    """The same input gives the same bytes, whatever was cached."""
    first = run("report", "squares.py", "-o", "out/squares.pdf")
    assert first.exit_code == 0, first.output
    written = {p.name: p.read_bytes() for p in Path("out").iterdir()}
    assert {"squares.tex", "squares.ledger.json"} <= set(written)
    run("report", "squares.py", "-o", "out/squares.pdf", "--no-cache")
    assert {p.name: p.read_bytes() for p in Path("out").iterdir()} == written


def test_report_without_tex_writes_the_source_and_says_so_in_one_line(
    good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No TeX is no failure of the claims: exit code 0, and what to install."""
    monkeypatch.setattr("lrproof.report.pdf.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(good.parent))
    done = run("report", "squares.py", "-o", "out/squares.pdf")
    assert done.exit_code == 0, done.output
    assert {p.name for p in Path("out").iterdir()} == {"squares.tex", "squares.ledger.json"}
    (line,) = done.stderr.splitlines()
    assert "no PDF" in line and "pip install 'lrproof[pdf]'" in line


def test_summary_has_no_proof(good: Path) -> None:
    done = run("report", "squares.py", "--summary", "-o", "out/summary.pdf")
    assert done.exit_code == 0, done.output
    source = Path("out/summary.tex").read_text(encoding="utf-8")
    assert "sq.square" in source and "\\proofrow{0}" not in source and ": summary" in source
