"""Figures as vector PDF, the same bytes on every run: matplotlib in the fonts of the report, without dates.

A figure is a callable that draws on one ``Axes`` or on several. It gets no data from here: what it shows was measured
before.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

INK: Final = "#1a1a1a"
COLOURS: Final = ("#1f5fa8", "#b3261e", "#1b7f4b", "#9a6300")
"""Blue, red, green, amber: the report's own, told apart in grey print by their line styles, not by hue alone."""
_STYLE: Final[dict[str, Any]] = {
    "font.family": "serif", "font.serif": ["cmr10"], "mathtext.fontset": "cm", "axes.formatter.use_mathtext": True,
    "axes.unicode_minus": False, "font.size": 10, "axes.labelsize": 10, "axes.titlesize": 10,
    "xtick.labelsize": 9, "ytick.labelsize": 9,
    "legend.fontsize": 9, "legend.frameon": False, "axes.spines.top": False, "axes.spines.right": False,
    "axes.edgecolor": INK, "axes.linewidth": 0.6, "xtick.major.width": 0.6, "ytick.major.width": 0.6,
    "lines.linewidth": 1.4, "axes.grid": True, "grid.color": "#dddddd", "grid.linewidth": 0.5, "axes.axisbelow": True,
    "pdf.fonttype": 3, "pdf.compression": 6, "svg.hashsalt": "lrproof", "path.simplify": False,
}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """What to draw: ``draw`` takes as many Axes as there are ``panels``, side by side."""

    draw: Callable[..., object]
    panels: int = 1

    @property
    def size(self) -> tuple[float, float]:
        """The size of the paper in inches; the text is 6.1 wide."""
        return (5.3, 2.6) if self.panels == 1 else (6.1, 2.2)


def render(figure: Figure) -> bytes:
    """The PDF of ``figure``; the same bytes for the same drawing."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    from cycler import cycler
    from matplotlib import rc_context, rcParamsDefault
    from matplotlib.backends.backend_pdf import FigureCanvasPdf
    from matplotlib.figure import Figure as Paper

    with rc_context({k: v for k, v in rcParamsDefault.items() if not k.startswith(("backend", "date.", "webagg"))}):
        lines = cycler(color=COLOURS) + cycler(linestyle=["-", "--", "-.", ":"])
        style: Any = {**_STYLE, "axes.prop_cycle": lines}
        with rc_context(style):
            paper = Paper(figsize=figure.size, layout="constrained")
            FigureCanvasPdf(paper)
            figure.draw(*paper.subplots(1, figure.panels, squeeze=False, sharey=True)[0])
            out = io.BytesIO()
            paper.savefig(out, format="pdf", metadata={"CreationDate": None, "ModDate": None, "Producer": "lrproof"})
    return out.getvalue()
