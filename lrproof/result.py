"""A claim handed out for use: its statement as a term, as SymPy, as LaTeX, and as a function of numbers.

The claim says what is proved; a :class:`Result` is that in the reader's own tools. Nothing is proved again here, and a
formula that SymPy cannot express is refused, not approximated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lrproof.claim import Claim
from lrproof.derive import NotFound, Translation
from lrproof.discover import DiscoveryError, discover
from lrproof.kernel.terms import Expr


class _Named(Translation):
    """Terms and formulas to SymPy, in symbols that bear the names of the claim."""

    def symbol(self, var: Expr) -> Any:
        import sympy

        if var not in self.dummies and var.head == "var":
            assumed = {k: True for k, v in super().symbol(var).assumptions0.items() if v and k != "commutative"}
            self.dummies[var] = sympy.Symbol(var.data[0], **assumed)
        return self.dummies[var] if var.head == "var" else self._applied(var)

    def _applied(self, e: Expr) -> Any:
        import sympy

        return sympy.Function(e.data.name)(*map(self.to, e.args))

    def to(self, e: Expr) -> Any:
        if e.head == "app" and not e.data.random and e.sort == "real":
            return self._applied(e)
        if e.head == "floor":
            import sympy

            return sympy.floor(self.to(e.args[0]))
        return super().to(e)

    def formula(self, e: Expr) -> Any:
        """A formula; "for every" in front is dropped: SymPy's free symbols are universal. Raises NotFound."""
        import sympy

        if e.head == "forall":
            return self.formula(e.args[0])
        if e.head == "tends":
            assert e.var is not None
            limit = sympy.Limit(self.to(e.args[1]), self.symbol(e.var), sympy.oo, dir="-")
            return sympy.Eq(limit, self.to(e.args[0]), evaluate=False)
        if e.head in ("eq", "lt", "le"):
            kind = {"eq": sympy.Eq, "lt": sympy.Lt, "le": sympy.Le}[e.head]
            return kind(*map(self.to, e.args), evaluate=False)
        joined = {"and": sympy.And, "or": sympy.Or, "not": sympy.Not, "implies": sympy.Implies, "iff": sympy.Equivalent}
        if e.head not in joined:
            raise NotFound(f"SymPy has no formula for '{e}'")
        inner = e.args if e.head == "and" else tuple(map(_free_of_quantifiers, e.args))
        return joined[e.head](*map(self.formula, inner), evaluate=False)


def _free_of_quantifiers(e: Expr) -> Expr:
    if any(node.head in ("forall", "exists") for node in e.walk()):
        raise NotFound(f"SymPy has no quantifiers, and '{e}' has one inside")
    return e


@dataclass(frozen=True)
class Result:
    """What a claim states. ``claim`` has the rest: proof, near misses, what the text prints."""

    claim: Claim

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id

    @property
    def title(self) -> str:
        """The claim in a sentence."""
        return self.claim.title

    @property
    def statement(self) -> Expr:
        """The formula that is proved. Raises ValueError for a matter of experiment, which states none."""
        if self.claim.statement is None:
            raise ValueError(f"{self.id} is a matter of experiment and states no theorem: {self.title}")
        return self.claim.statement

    @property
    def latex(self) -> str:
        """The statement in LaTeX, for a displayed formula."""
        from lrproof.latex import latex

        return latex(self.statement)

    @property
    def sympy(self) -> Any:
        """The statement as a SymPy formula, unevaluated; symbols have the names and domains of the claim.

        Raises :class:`lrproof.derive.NotFound` for what SymPy does not express: vectors, inner quantifiers, maxima.
        """
        return _Named().formula(self.statement)

    @property
    def terms(self) -> dict[str, Expr]:
        """What can be computed: the terms that SymPy derives, by what they are, else right sides of the equations."""
        found = {d.what: d.target for d in self.claim.derived}
        return found or {str(e.args[0]): e.args[1] for e in _equations(self.statement)}

    def lambdify(self, what: str | None = None, *, modules: str = "numpy") -> Callable[..., Any]:
        """One of :attr:`terms` as a function of its symbols, by name or in the order of its signature.

        A value of a sequence such as θ(0) is the argument ``theta_0``. ``modules``: "numpy", "mpmath", "math" or
        another that ``sympy.lambdify`` knows. Raises ValueError where ``what`` must be named, and NotFound.
        """
        import sympy

        terms = self.terms
        if what is None and len(terms) == 1:
            (what,) = terms
        if what not in terms:
            raise ValueError(f"{self.id}.lambdify: name one of {', '.join(map(repr, terms)) or 'no terms at all'}")
        body = _Named().to(terms[what])
        values = body.atoms(sympy.core.function.AppliedUndef)
        applied = {f: sympy.Symbol("_".join(map(str, (f.func, *f.args)))) for f in values}
        plain = body.xreplace(applied)
        names = [s for s in _in_order(terms[what]) if s in {v.name for v in plain.free_symbols}]
        names += sorted({v.name for v in plain.free_symbols} - set(names))
        symbols = {v.name: v for v in plain.free_symbols}
        return sympy.lambdify([symbols[name] for name in names], plain, modules)  # type: ignore[no-any-return]

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex}$"

    def __repr__(self) -> str:
        return repr(self.claim).replace("<claim", "<result", 1)


def _in_order(e: Expr) -> list[str]:
    return list(dict.fromkeys(n.data[0] for n in e.walk() if n.head == "var"))


def _equations(e: Expr) -> Iterator[Expr]:
    """The equations that a statement says of everything, "for every" and "and" taken off."""
    if e.head == "eq":
        yield e
    elif e.head in ("forall", "and"):
        for part in e.args:
            yield from _equations(part)
    elif e.head == "implies" and e.args[0].head in ("le", "lt"):  # the domain of what is bound
        yield from _equations(e.args[1])


def result(name: str) -> Result:
    """The result with this id, from the project's derivations. Raises :class:`lrproof.discover.DiscoveryError`."""
    if "." not in name:
        raise DiscoveryError(f"{name!r} is no id of a claim; an id looks like 'gen.opt-eta'")
    (found,) = discover([name])
    return Result(found)
