"""The two verdicts on a page: their order, their badges and their meaning. A badge is an icon, a word and a colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, Final

from lrproof.report.text import escape

# key -> (word, fill, colour, icon, the icon's stand-in, meaning)
_THEOREM: Final = {
    "PROVED": ("filled", "green", "check", "+", "Every line of the proof was decided by the kernel."),
    "PROVED GIVEN": ("lined", "blue", "link", "+", "Proved, given named theorems of the literature as axioms."),
    "SUPPORTED": ("dashedline", "amber", "chart-bar", "o", "Numbers agree with it, and nothing more is claimed."),
    "REFUTED": ("filled", "red", "times", "x", "False: there is a counterexample, checked exactly."),
    "UNKNOWN": ("dashedline", "grey", "question", "?", "Not settled; the reason is given."),
    "NONE": ("lined", "grey", "minus", "-", "There is no theorem to prove."),
}  # fmt: skip
_PRINTED: Final = {
    "HOLDS": ("lined", "green", "check", "+", "The text is right as it stands."),
    "HOLDS UNDER": ("lined", "blue", "filter", "+", "Right under an assumption that the text leaves out."),
    "FAILS": ("filled", "red", "times", "x", "Wrong: a counterexample is given, and the corrected theorem."),
    "HEURISTIC": ("dashedline", "amber", "lightbulb", "o", "A rule of thumb; the nearest theorem is given."),
    "EMPIRICAL": ("dashedline", "amber", "flask", "o", "A matter of experiment, not of proof."),
    "NOT PRINTED": ("lined", "grey", "minus", "-", "No text is quoted; the claim stands on its own."),
}  # fmt: skip
_TABLES: Final = (("theorem", "t", _THEOREM), ("printed", "p", _PRINTED))


def check(claim: Mapping[str, Any]) -> None:
    """Raises ValueError for a verdict that there is not."""
    for key, _, table in _TABLES:
        if claim[key] not in table:
            raise ValueError(f"{claim['id']}: {key} is {claim[key]!r}, expected one of {', '.join(table)}")


def keys(claim: Mapping[str, Any]) -> dict[str, str]:
    """The keys of a claim's badges and marks, and the colour of its theorem."""
    check(claim)
    return {
        "theorem_key": "t" + claim["theorem"],
        "printed_key": "p" + claim["printed"],
        "colour": _THEOREM[claim["theorem"]][1],
    }


def badges() -> dict[str, str]:
    """The badge of each verdict."""
    return {
        f"{prefix}{word}": rf"\pill{{{fill}={colour}}}{{{icon}}}{{{plain}}}{{{word}}}"
        for _, prefix, table in _TABLES
        for word, (fill, colour, icon, plain, _) in table.items()
    }


def marks() -> dict[str, str]:
    """Each verdict in a table: icon and word."""
    return {
        f"{prefix}{word}": rf"\verdictmark{{{colour}}}{{{icon}}}{{{plain}}}{{{word.capitalize()}}}"
        for _, prefix, table in _TABLES
        for word, (_, colour, icon, plain, _) in table.items()
    }


def icons() -> dict[str, str]:
    """Each verdict where there is room for its icon only."""
    return {
        f"{prefix}{word}": rf"\textcolor{{{colour}}}{{\icon{{{icon}}}{{{plain}}}}}"
        for _, prefix, table in _TABLES
        for word, (_, colour, icon, plain, _) in table.items()
    }


def counts(claims: Iterable[Mapping[str, Any]]) -> dict[str, list[tuple[str, int, str]]]:
    """The verdicts that were reached, in order: badge, how often, and what it means."""
    claims = list(claims)
    found = {name: Counter(c[name] for c in claims) for name, _, _ in _TABLES}
    return {
        name: [(p + word, found[name][word], escape(row[4])) for word, row in table.items() if found[name][word]]
        for name, p, table in _TABLES
    }
