"""Complex roots of z² − pz + q: when there are some, and how large they are."""

from second_order import p, q, root, u, w

from lrproof import by, claim, eq, exists, forall, iff, implies, ne, near_miss, rational, sqrt, suppose

PREFIX = "lin"
PLACE = (3, 13)  # in the report: Part 3, thirteenth


def complex_root(p, q, u=u, w=w):
    """u + iw is a root, and not real."""
    return root(p, q, u, w) & ne(w, 0)


def has_complex(p, q):
    """There is such a root; its real part is p/2."""
    return exists(w, complex_root(p, q, p / 2))


def size(p, q, square):
    """Every complex root has this squared absolute value."""
    return forall(u, forall(w, implies(complex_root(p, q), eq(u**2 + w**2, square))))


def size_at_half(p, q, square):
    """The same with the real part p/2, which both of them have: numbers decide it."""
    return forall(w, implies(complex_root(p, q, p / 2), eq((p / 2) ** 2 + w**2, square)))


turns = has_complex(p, q)


@claim(
    iff(turns, p**2 < 4 * q) & size(p, q, q),
    near_misses=(
        near_miss(iff(turns, p**2 < q) & size(p, q, q), "q for 4q"),
        near_miss(iff(turns, (0 <= p) & (p**2 < 4 * q)) & size(p, q, q), "for p ≥ 0 only",
                  examples=({p: rational(-1), q: rational("1/2")},)),
        near_miss(iff(turns, p**2 < 4 * q) & size_at_half(p, q, q**2), "q in size, not √q"),
        near_miss(
            iff(turns, p**2 < 4 * q) & forall(u, implies(root(p, q, u, 0), eq(u**2, q))), "real roots too",
            examples=({p: rational(3), q: rational(2)},),
        ),
    ),
)  # fmt: skip
def complex_roots():
    """The roots of z² − pz + q are complex exactly for p² < 4q; then both are √q in size."""
    found = yield suppose(turns)
    spot = yield suppose(complex_root(p, q, p / 2))
    one = yield p**2 < 4 * q, by.arithmetic(spot)
    one = yield p**2 < 4 * q, by.choose(found, spot, one)
    there = yield implies(turns, p**2 < 4 * q), by.discharge(found, one)
    up = yield suppose(p**2 < 4 * q)
    height = sqrt(4 * q - p**2) / 2
    one = yield complex_root(p, q, p / 2, height), by.arithmetic(up)
    one = yield turns, by.witness(height, given=(one,))
    back = yield implies(p**2 < 4 * q, turns), by.discharge(up, one)
    first = yield iff(turns, p**2 < 4 * q), by.logic(there, back)
    second = yield size(p, q, q), by.arithmetic()
    yield iff(turns, p**2 < 4 * q) & size(p, q, q), by.logic(first, second)
