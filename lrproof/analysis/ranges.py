"""Where the hyper-parameters live, unless somebody says otherwise."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from lrproof.kernel import syntax
from lrproof.kernel.terms import Expr, term
from lrproof.rule import Rule

DEFAULTS: Final = (
    (r"(beta|momentum|mom|rho|mu|decay)\d*", "[0,1)"),  # what fades the past
    (r"(nu|gamma|theta|tau|omega|dampening)\d*", "[0,1]"),  # a share of one thing in another
)
OTHERWISE: Final = "[0,oo)"
RESERVED: Final = re.compile(r"lam|L|B|R|[r-z]|[acdp]\d+|S\d+|mu_min|rho|kappa|sigma|.*_best")
"""Names that the statements use for something else; a hyper-parameter so called is written with a prime."""
STEP: Final = "(-oo,oo)"
"""The step size is free: that it must be positive is found, not assumed."""


def declared(
    rule: Rule, step: str | None, ranges: Mapping[str, str], fixed: Mapping[str, Fraction]
) -> tuple[dict[str, Expr], dict[str, str]]:
    """The value of each hyper-parameter (a number, or a variable with its range), and the ranges, as text.

    Raises ValueError for a name that the rule has not, an unreadable or empty range, and a parameter that is both
    fixed and given a range.
    """
    for what, named in (("a range", ranges), ("a value", fixed)):
        for name in named:
            if name not in rule.hyper:
                has = f"it has {', '.join(rule.hyper)}" if rule.hyper else "it has none"
                raise ValueError(f"{what} is given for {name!r}, which {rule.name} has not; {has}")
    both = sorted(set(ranges) & set(fixed))
    if both:
        raise ValueError(f"{both[0]} is given both a value and a range; drop one of the two")
    values: dict[str, Expr] = {}
    shown: dict[str, str] = {}
    for name in rule.hyper:
        if name in fixed:
            values[name] = term(fixed[name])
            continue
        default = STEP if name == step else next((r for p, r in DEFAULTS if re.fullmatch(p, name)), OTHERWISE)
        shown[name] = "".join(ranges.get(name, default).split())
        values[name] = syntax.real(f"{name}'" if RESERVED.fullmatch(name) else name, shown[name])
    return values, shown
