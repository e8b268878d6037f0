"""Learning-rate theory that you can check. The public names; each is imported when it is first used."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lrproof import by as by
    from lrproof import derive as derive
    from lrproof import schedules as schedules
    from lrproof.analyze import Analysis, analyze
    from lrproof.cheat_sheet import row
    from lrproof.claim import (
        Claim,
        claim,
        derived,
        drawn,
        empirical,
        enclosed,
        fails,
        followed,
        heuristic,
        holds,
        holds_under,
        near_miss,
        not_tried,
        oracle,
        sampled,
        simulated,
    )
    from lrproof.discover import discover
    from lrproof.kernel.syntax import (
        between,
        ceiling,
        conj,
        cos,
        derivative_is,
        eq,
        exists,
        exp,
        expect,
        floor,
        forall,
        function,
        grows,
        iff,
        implies,
        inner,
        integer,
        larger,
        log,
        maximum_is,
        minimum_is,
        natural,
        ne,
        nonnegative,
        norm,
        origin,
        pi,
        positive,
        random_variable,
        rational,
        real,
        scalar_field,
        sequence,
        sin,
        smaller,
        sqrt,
        tanh,
        tends,
        total,
        vector,
        vector_field,
        vectors,
    )
    from lrproof.kernel.terms import Expr, Fn
    from lrproof.latex import latex
    from lrproof.line import at, suppose
    from lrproof.problem import Quadratic, random_quadratic
    from lrproof.result import Result, result
    from lrproof.rule import Rule, recurrence, rule
    from lrproof.rules import (
        adagrad,
        adam,
        adam_l2,
        adamw,
        ema_momentum,
        gradient_descent,
        heavy_ball,
        nesterov,
        quasi_hyperbolic,
        rmsprop,
        torch_adagrad,
        torch_nesterov,
        torch_rmsprop,
        triple_momentum,
        uncorrected_adam,
    )
    from lrproof.simulate import simulate
    from lrproof.verify import verify

_WHERE: Final = {
    "analyze": "Analysis analyze",
    "cheat_sheet": "row",
    "claim": "Claim claim derived drawn empirical enclosed fails followed heuristic holds holds_under near_miss "
    "not_tried oracle sampled simulated",
    "discover": "discover",
    "kernel.syntax": "between ceiling conj cos derivative_is eq exists exp expect floor forall function grows iff "
    "implies inner integer larger log maximum_is minimum_is natural ne nonnegative norm origin pi "
    "positive random_variable rational real scalar_field sequence sin smaller sqrt tanh tends "
    "total vector vector_field vectors",
    "kernel.terms": "Expr Fn",
    "latex": "latex",
    "line": "at suppose",
    "problem": "Quadratic random_quadratic",
    "result": "Result result",
    "rule": "Rule recurrence rule",
    "rules": "adagrad adam adam_l2 adamw ema_momentum gradient_descent heavy_ball nesterov quasi_hyperbolic rmsprop "
    "torch_adagrad torch_nesterov torch_rmsprop triple_momentum uncorrected_adam",
    "simulate": "simulate",
    "verify": "verify",
}
_HOME: Final = {name: module for module, names in _WHERE.items() for name in names.split()}
__all__ = [
    "Analysis", "Claim", "Expr", "Fn", "Quadratic", "Result", "Rule", "adagrad", "adam", "adam_l2", "adamw",
    "analyze", "at", "between", "by", "ceiling", "claim", "conj", "cos", "derivative_is", "derive", "derived",
    "discover", "drawn", "ema_momentum", "empirical", "enclosed", "eq", "exists", "exp", "expect", "fails",
    "floor", "followed", "forall", "function", "gradient_descent", "grows", "heavy_ball", "heuristic", "holds",
    "holds_under", "iff", "implies", "inner", "integer", "larger", "latex", "log", "maximum_is", "minimum_is",
    "natural", "ne", "near_miss", "nesterov", "nonnegative", "norm", "not_tried", "oracle", "origin", "pi",
    "positive", "quasi_hyperbolic", "random_quadratic", "random_variable", "rational", "real", "recurrence",
    "result", "rmsprop", "row", "rule", "sampled", "scalar_field", "schedules", "sequence", "simulate",
    "simulated", "sin", "smaller", "sqrt", "suppose", "tanh", "tends", "torch_adagrad", "torch_nesterov",
    "torch_rmsprop", "total", "triple_momentum", "uncorrected_adam", "vector", "vector_field", "vectors",
    "verify",
]  # fmt: skip


class _Package(ModuleType):
    """A module whose submodules do not hide its functions: ``lrproof.simulate`` stays the function."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOME and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("lrproof")
    if name in ("by", "derive", "schedules"):
        return importlib.import_module(f"lrproof.{name}")
    if name not in _HOME:
        raise AttributeError(f"lrproof has no {name!r}")
    value = getattr(importlib.import_module(f"lrproof.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
