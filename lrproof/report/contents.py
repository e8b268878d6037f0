"""The order of a report: Parts, in each its topics, in each its claims, as the files of derivations say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from lrproof.report.links import plain, target
from lrproof.report.prose import prose
from lrproof.report.text import escape


def parts(claims: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The Parts, each with ``title``, ``bookmark`` and ``topics``; a topic has ``title``, ``short`` and ``claims``.

    Claims without a place come last, in a Part without a number; where no claim has one, that Part has no title either.
    """
    found: dict[int | None, dict[str, Any]] = {}
    for claim in sorted(claims, key=lambda c: tuple(c["place"]) or (float("inf"),)):
        number = claim["place"][0] if claim["place"] else None
        part = found.setdefault(number, {"number": number, "name": "", "topics": {}})
        part["name"] = part["name"] or claim["part"]
        part["topics"].setdefault(claim["topic"], []).append(claim)
    return [_part(part, alone=len(found) == 1) for part in found.values()]


def _part(part: dict[str, Any], alone: bool) -> dict[str, Any]:
    number, name = part["number"], part["name"]
    words = f"Part {number}" if number is not None else "" if alone else "Other claims"
    title = f"{words}: {name}" if words and name else words or name
    return {
        "title": prose(title),
        "short": prose(words or name),
        "bookmark": bookmark(title),
        "key": f"part:{number}",
        "topics": [
            {
                "title": prose(topic),
                "short": prose(short(topic)),
                "bookmark": bookmark(short(topic)),
                "key": f"topic:{plain(topic)}",
                "claims": claims,
            }
            for topic, claims in part["topics"].items()
        ],
    }


def short(title: str, most: int = 58) -> str:
    """A title for a running head or a bookmark: up to its colon, and no longer than fits."""
    title = title.partition(":")[0].strip()
    return title if len(title) <= most else title[: most - 1].rsplit(" ", 1)[0].rstrip(",") + " …"


def bookmark(text: str) -> str:
    """``text`` as a PDF bookmark takes it: letters, digits and a little punctuation."""
    return "".join(c if (c.isalnum() and c.isascii()) or c in " .,:;()-" else " " for c in text).strip()


def listed(claim: Mapping[str, Any]) -> dict[str, str]:
    """What a table of claims needs of one."""
    return {"id": escape(claim["id"]), "target": target(claim["id"]), "title": prose(claim["title"])}
