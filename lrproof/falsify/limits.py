"""Exact limits of what is, from some t on, a finite sum of c t^k b^t with rational c, b and whole k.

Such a sum is found by walking the term; a sequence with f(n+1) = q f(n) + r, q and r constant, is one. The functions
t^k b^t are linearly independent and no two of them but b and -b are of one order, so convergence is read off; of sums,
products, quotients and roots of such sequences it follows from the limits of the parts, ∞ included. Another
is a sequence in which each value determines the next, once it comes back after one step or two.
"""

from __future__ import annotations

from fractions import Fraction
from math import inf

from lrproof.evaluate import EXACT, Undefined
from lrproof.falsify import systems
from lrproof.falsify.assumptions import without
from lrproof.falsify.model import Env, Instance
from lrproof.kernel.normal import canonical
from lrproof.kernel.terms import Expr, Fn

Form = dict[tuple[Fraction, int], Fraction]
"""(b, k) -> c; b is not 0, c is not 0."""
End = Fraction | float
"""A limit: a fraction, inf or -inf."""


def tends(at: Instance, env: Env, var: Expr, body: Expr, to: Fraction) -> bool | None:
    """Whether the body tends to ``to``; None where this cannot be told."""
    form = _form(at, env, var, body)
    if form is None:
        found = _end(at, env, var, body)
        return _coupled(at, env, var, body, to) if found is None else found == to
    if any(abs(b) > 1 or (abs(b) == 1 and (k > 0 or (k == 0 and b == -1))) for b, k in form):
        return False
    return form.get((Fraction(1), 0), Fraction(0)) == to


def _coupled(at: Instance, env: Env, var: Expr, body: Expr, to: Fraction) -> bool | None:
    """The limit of p + q f(t + k), or of its absolute value when that should be 0, f one of two coupled sequences."""
    if body.head == "abs" and to == 0:
        return _coupled(at, env, var, body.args[0], to)
    try:
        atoms = {n for n in body.walk() if n.head == "app" and n.data in at.defs.recurrences}
        if len(atoms) != 1:
            return None
        (atom,) = atoms
        if _index(at, env, var, atom.args[0])[0] != 1:
            return None
        p, q = affine(at, {v: c for v, c in env.items() if v != var}, atom, body)
        if q == 0:
            return p == to
        converges, where = systems.limit(at, atom.data)
        return converges and p + q * where == to
    except Undefined:
        return None


def grows(at: Instance, env: Env, var: Expr, body: Expr) -> bool | None:
    """Whether the body tends to +∞; None where this cannot be told."""
    form = _form(at, env, var, body)
    if form is None:
        found = _end(at, env, var, body)
        return None if found is None else found == inf
    size, k = max(((abs(b), k) for b, k in form), default=(Fraction(0), 0))
    if size < 1 or (size == 1 and k <= 0):
        return False
    plain, turning = (form.get((b, k), Fraction(0)) for b in (size, -size))
    return None if plain == abs(turning) else plain > abs(turning)


def _end(at: Instance, env: Env, var: Expr, e: Expr) -> End | None:
    """Where the term goes, from where its parts go: a fraction, ∞ or −∞; None where this cannot be told."""
    form = _form(at, env, var, e)
    if form is not None:
        return _end_of(form)
    if e.head not in ("add", "sub", "mul", "div", "neg", "sqrt"):
        return None
    ends = [_end(at, env, var, a) for a in e.args]
    if any(end is None for end in ends):
        return None
    x, y = (ends * 2)[:2]
    assert x is not None and y is not None
    if e.head == "neg":
        return -x
    if e.head == "sqrt":
        return _root(x)
    far = (abs(x) == inf) + (abs(y) == inf)
    if e.head == "div":
        if abs(y) == inf and far == 1:
            return Fraction(0)
        return None if y == 0 or far == 2 else _signed(x, y) if far else x / y
    if e.head == "mul":
        return x * y if not far else None if 0 in (x, y) else _signed(x, y)
    y = -y if e.head == "sub" else y
    return x + y if not far else x if abs(y) != inf else y if abs(x) != inf or x == y else None


def _signed(x: End, y: End) -> float:
    return inf if (x > 0) == (y > 0) else -inf


def _end_of(form: Form) -> End | None:
    size, k = max(((abs(b), k) for b, k in form), default=(Fraction(0), 0))
    if size < 1:
        return Fraction(0)
    plain, turning = (form.get((b, k), Fraction(0)) for b in (size, -size))
    if (size, k) == (1, 0):
        return None if turning else plain
    return None if abs(plain) <= abs(turning) else inf if plain > 0 else -inf


def _root(x: End) -> End | None:
    if x == inf:
        return inf
    try:
        return EXACT.functions["sqrt"](x) if x > 0 else None  # type: ignore[no-any-return]
    except Undefined:
        return None


def _form(at: Instance, env: Env, var: Expr, e: Expr) -> Form | None:
    try:
        return _walk(at, env, var, e)
    except Undefined:
        return None


def _constant(c: Fraction) -> Form:
    return {(Fraction(1), 0): c} if c else {}


def _plus(one: Form, two: Form) -> Form:
    found = {key: one.get(key, Fraction(0)) + two.get(key, Fraction(0)) for key in (*one, *two)}
    return {key: c for key, c in found.items() if c}


def _times(one: Form, two: Form) -> Form:
    found: Form = {}
    for (b, k), c in one.items():
        for (d, m), e in two.items():
            found = _plus(found, {(b * d, k + m): c * e})
    return found


def _walk(at: Instance, env: Env, var: Expr, e: Expr) -> Form:
    h = e.head
    if var not in e.free:
        return _constant(at.value(e, env))
    if e == var:
        return {(Fraction(1), 1): Fraction(1)}
    if h in ("add", "sub", "mul", "neg"):
        forms = [_walk(at, env, var, a) for a in e.args]
        if h == "mul":
            return _times(*forms)
        minus = {key: -c for key, c in forms[-1].items()}
        return minus if h == "neg" else _plus(forms[0], minus if h == "sub" else forms[1])
    if h == "div":
        top, bottom = (_walk(at, env, var, a) for a in e.args)
        return _times(top, _power(bottom, -1))
    if h == "abs":
        form = _walk(at, env, var, e.args[0])
        if len(form) <= 1:
            return {(abs(b), k): abs(c) for (b, k), c in form.items()}
    if h == "pow" and var not in e.args[1].free:
        return _power(_walk(at, env, var, e.args[0]), int(at.value(e.args[1], env)))
    if h == "pow" and var not in e.args[0].free:
        base = at.value(e.args[0], env)
        many, more = _index(at, env, var, e.args[1])
        if base == 0:
            if many > 0:
                return {}
            raise Undefined(f"{e}: a power of 0")
        if abs(many) + abs(more) > 100:
            raise Undefined(f"{e} is too large")
        return {(base**many, 0): base**more}
    if h == "app" and len(e.args) == 1:
        return _orbit(at, env, e.data, *_index(at, env, var, e.args[0]))
    raise Undefined(f"the limit of {e}")


def _power(form: Form, k: int) -> Form:
    if k >= 0:
        result = _constant(Fraction(1))
        for _ in range(min(k, 20)):
            result = _times(result, form)
        if k > 20:
            raise Undefined("too large a power")
        return result
    if len(form) != 1:
        raise Undefined("a quotient")
    (((b, m), c),) = form.items()
    return _power({(1 / b, -m): 1 / c}, -k)


def _index(at: Instance, env: Env, var: Expr, e: Expr) -> tuple[int, int]:
    """e = many · var + more."""
    p, q = affine(at, env, var, e)
    if p.denominator != 1 or q.denominator != 1:
        raise Undefined(f"{e} is no index")
    return int(q), int(p)


def affine(at: Instance, env: Env, atom: Expr, e: Expr) -> tuple[Fraction, Fraction]:
    """e = p + q · atom, by walking the term; raises Undefined when it is not of this form (or looks otherwise)."""
    zero = Fraction(0)
    if e == atom:
        return zero, Fraction(1)
    if all(node != atom for node in e.walk()):
        return at.value(e, env), zero
    if e.head in ("add", "sub", "neg", "mul", "div"):
        args = e.args if e.head != "neg" else (Expr("num", data=zero), *e.args)
        (p, q), (r, s) = (affine(at, env, atom, a) for a in args)
        if e.head == "add":
            return p + r, q + s
        if e.head in ("sub", "neg"):
            return p - r, q - s
        if e.head == "mul" and (q == 0 or s == 0):
            return p * r, p * s + q * r
        if e.head == "div" and s == 0 and r != 0:
            return p / r, q / r
    raise Undefined(f"{e} is not affine in {atom}")


def _orbit(at: Instance, env: Env, fn: Fn, many: int, more: int) -> Form:
    """fn(many · t + more) for a sequence with fn(n + 1) = q fn(n) + r."""
    r = at.defs.recurrences.get(fn)
    if r is None or many <= 0 or len(r.guard) != 1:  # more conditions than the lower end: it may stop
        raise Undefined(f"{fn.name} is not known for all t")
    old = [n for n in r.rhs.walk() if n.head == "app" and n.data == fn]
    if any(canonical(n.args[0] - (r.var + r.shift)) != Expr("num", data=Fraction(-1)) for n in old):
        raise Undefined(f"{fn.name} looks further back")
    inside = {v: c for v, c in at.values.items() if v != r.var}
    if not old and r.var in r.rhs.free:
        raise Undefined(f"{fn.name} depends on t otherwise")
    atom = old[0] if old else fn(r.var + (r.shift - 1))
    start = at.first[fn] - 1
    after = _unified(r.rhs, fn, atom)
    try:
        rest, q = affine(at, inside, atom, after)
    except Undefined:
        return _cycle(at, fn, r.var in without(after, atom).free, start, many, more)
    value = at.value(fn(start), at.values)
    if q == 1:  # value + rest (many t + more - start)
        return _plus(_constant(value + rest * (more - start)), _times(_constant(rest * many), {(q, 1): Fraction(1)}))
    fixed = rest / (1 - q)
    if q == 0 or value == fixed:
        return _constant(fixed)
    if abs(many) + abs(more - start) > 100:
        raise Undefined("too far")
    return _plus(_constant(fixed), {(q**many, 0): q ** (more - start) * (value - fixed)})


def _cycle(at: Instance, fn: Fn, clocked: bool, start: int, many: int, more: int) -> Form:
    """The same for fn(n + 1) = f(fn(n)), if a value comes again after one step or two: from there on it is periodic."""
    if clocked:
        raise Undefined(f"{fn.name} depends on t otherwise")
    for n in range(start, start + 4):
        one, two, three = (at.value(fn(k), at.values) for k in (n, n + 1, n + 2))
        if one == two:
            return _constant(one)
        if one == three:
            turning = (one - two) / 2 * (-1) ** (more - n)
            return _plus(_constant((one + two) / 2), {(Fraction((-1) ** many), 0): turning})
    raise Undefined(f"{fn.name} does not come back")


def _unified(e: Expr, fn: Fn, atom: Expr) -> Expr:
    """Every application of fn (all have one index, perhaps written differently) as the one atom."""
    if e.head == "app" and e.data == fn:
        return atom
    if not e.args or e.var is not None:
        return e
    return Expr(e.head, tuple(_unified(a, fn, atom) for a in e.args), data=e.data if e.head == "app" else None)
