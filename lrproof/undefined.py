"""A value that is not there."""

from __future__ import annotations


class Undefined(ValueError):
    """The term has no value here, or none in this number system; the text says which part."""
