"""A rule becomes machine code: its trace is written out as Python (:mod:`.source`), stored and imported (:mod:`.load`).

:func:`kernels` is the whole interface, and what it returns is a module with

* ``fixed(*hyper)`` -> (numbers, lanes): the coefficients that do not change with the step;
* ``at(t, *hyper)`` -> (schedules, tables): those that do, for step t;
* ``diagonal`` and ``dense``, both ``(curvature, state, numbers, lanes, schedules, tables, steps, history)``: advance
  ``state`` (S, n) in place, under curvatures (n,) or (n, n). With K coefficients of each sort, ``numbers`` is (K,),
  ``lanes`` (K, n), ``schedules`` (steps, K), ``tables`` (steps, K, n); ``history`` is (steps, n) or (0, n) for none.
  All are C-contiguous float64.

The arithmetic is that of the rule's own body: same operations, same order, each rounded once, nothing contracted.
"""

from __future__ import annotations

from types import ModuleType

from lrproof.compile import load, source
from lrproof.rule import Rule

__all__ = ["kernels"]


def kernels(rule: Rule, *, lanes: frozenset[str] = frozenset(), varying: frozenset[str] = frozenset()) -> ModuleType:
    """The rule's kernels, when the hyper-parameters ``lanes`` differ by coordinate and ``varying`` differ by step.

    The rule is traced anew on every call, so that no change of its body can be missed. Raises TypeError as
    :meth:`Rule.trace <lrproof.rule.Rule.trace>`, and for an operation that has no code.
    """
    return load.load(source.module_source(rule, lanes=lanes, varying=varying))
