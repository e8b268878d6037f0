"""The one-cycle policy as PyTorch computes it: OneCycleLR ends far below its start."""

from lrproof import (
    by,
    claim,
    conj,
    cos,
    drawn,
    enclosed,
    eq,
    fails,
    forall,
    iff,
    implies,
    integer,
    near_miss,
    not_tried,
    pi,
    positive,
    rational,
    real,
    row,
    sin,
    smaller,
    suppose,
)
from lrproof.schedules import one_cycle

PREFIX = "onecycle"
PLACE = (5, 43)  # in the report: Part 5, forty-third

top, d, f = positive("eta_max", latex=r"\eta_{\max}"), positive("d"), positive("f")
c, T, x = real("c", "(0, 1)"), integer("T", "[2, oo)"), real("x")
SYMBOLS = {top: "max_lr", d: "div_factor, 25 unless said otherwise", f: "final_div_factor, 10⁴ unless said otherwise",
           c: "pct_start, 0.3 unless said otherwise", T: "total_steps"}  # fmt: skip
peak, end = c * T - 1, T - 1


def anneal(start, stop, share):
    """Half a wave of the cosine from ``start`` to ``stop``: PyTorch's anneal_strategy="cos"."""
    return stop + (start - stop) / 2 * (1 + cos(pi * share))


def up(step):
    """OneCycleLR up to the peak."""
    return anneal(top / d, top, step / peak)


def down(step, last=top / (d * f)):
    """OneCycleLR from the peak to the last step."""
    return anneal(top, last, (step - peak) / (end - peak))


def ends(low=top / d, last=top / (d * f)):
    """Where it starts, peaks and ends."""
    return conj(eq(up(rational(0)), low), eq(up(peak), top), eq(down(peak), top), eq(down(end), last))


def closes(when=1):
    """It ends where it starts just when final_div_factor is 1."""
    return iff(eq(down(end), up(rational(0))), eq(f, when))


def same(last=end):
    """And then it is the one cycle of the text, in half-waves, over T − 1."""
    cycle = one_cycle(x, eta_min=top / d, eta_max=top, peak=peak, T=last, phase="cosine")
    first = forall(x, implies((0 <= x) & (x <= peak), eq(up(x), cycle)))
    second = forall(x, implies((peak <= x) & (x <= end), eq(down(x), cycle)))
    return first & implies(eq(f, 1), second)


def default(last=250_000):
    """With PyTorch's own values of d and f."""
    return implies(eq(d, 25) & eq(f, 10_000), eq(up(rational(0)), top / 25) & eq(down(end), top / last))


def curves(axes):
    """The default of PyTorch and the cycle of the text."""
    import numpy as np

    steps, turn, last = np.arange(100), 29.0, 99.0
    rising = 1 + (0.04 - 1) / 2 * (1 + np.cos(np.pi * steps / turn))
    falling = 4e-6 + (1 - 4e-6) / 2 * (1 + np.cos(np.pi * (steps - turn) / (last - turn)))
    axes.semilogy(steps, np.where(steps <= turn, rising, falling), label="OneCycleLR")
    cycle = one_cycle(steps, eta_min=0.04, eta_max=1.0, peak=turn, T=last, phase="cosine")
    axes.semilogy(steps, cycle, "--", label="the text's cycle")
    axes.set(xlabel="$t$", ylabel=r"$\eta_t$", xticks=(0, 29, 50, 99))
    axes.legend()


@claim(
    conj(ends(), closes(), same(), default()),
    given=(0 < peak,),
    printed=fails(
        "Part 5", r"\text{1. Warmup: } \eta_{min} \to \eta_{max} \quad \text{2. Annealing: } \eta_{max} \to \eta_{min}",
        eq(down(end), up(rational(0))),
    ),
    examples=(
        {top: 1, d: 25, f: 10_000, c: rational("3/10"), T: 10},
        {top: 2, d: 4, f: 1, c: rational("1/2"), T: 4},
    ),
    near_misses=(
        near_miss(conj(ends(last=top / f), closes(), same(), default()), "the last from the peak, not from the start"),
        near_miss(conj(ends(low=top / (d * f)), closes(), same(), default()), "it starts as low as it ends"),
        near_miss(conj(ends(), closes(10_000), same(), default()), "10⁴ for 1"),
        near_miss(conj(ends(), closes(), same(last=T), default()), "over T, not T − 1"),
        near_miss(conj(ends(), closes(), same(), default(10_000)), "10⁴ below the peak"),
    ),
    tried=(
        enclosed(implies(0 < peak, ends()), {top: ("1",), d: ("25",), f: ("10000",), c: ("0.3",), T: ("10", "100")}),
        not_tried("derive", "the ends are PyTorch's formula with the step put in"),
        not_tried("simulate", "the statement is about the schedule alone; no step of an optimizer is taken"),
    ),
    figures=(drawn(curves, "OneCycleLR with PyTorch's values for 100 steps with max_lr = 1, and the cycle of the text "
                   "from the same start: PyTorch ends 10⁴ times lower."),),
    cheat_sheet=(row("OneCycleLR ends where it starts for", eq(f, 1), "final_div_factor = f, by default 10⁴"),),
)  # fmt: skip
def torch():
    """OneCycleLR starts at 1/25 of its peak and ends at 1/250 000; with final_div_factor = 1 it is the text's cycle."""
    zero, level = rational(0), (yield eq(cos(rational(0)), 1), by.fact("cos_zero"))
    turned = yield eq(cos(pi), -1), by.fact("cos_pi")
    before = yield 0 < end - peak, by.arithmetic()
    waves = []
    for share, angle in (
        (zero / peak, zero), (peak / peak, pi), ((peak - peak) / (end - peak), zero), ((end - peak) / (end - peak), pi),
    ):  # fmt: skip
        waves.append((yield eq(cos(pi * share), cos(angle)), by.equal_arguments(before)))
    first = []
    for part in (eq(up(zero), top / d), eq(up(peak), top), eq(down(peak), top), eq(down(end), top / (d * f))):
        first.append((yield part, by.algebra(*waves, level, turned)))
    low = yield 0 < top / d, by.arithmetic()
    one = yield eq(top / (d * f), top / d / f), by.algebra()
    two = yield iff(eq(top / d / f, top / d), eq(f, 1)), by.arithmetic(low)
    second = yield closes(), by.arithmetic(first[0], first[3], one, two)

    one = yield eq(x / peak * peak, x), by.algebra()
    two = yield eq((end - x) / (end - peak) * (end - peak), end - x), by.algebra(before)
    share = smaller(x / peak, (end - x) / (end - peak))
    inside = yield suppose((0 <= x) & (x <= peak))
    least = yield x / peak <= 1, by.arithmetic(one, inside)
    most = yield 1 <= (end - x) / (end - peak), by.arithmetic(two, inside, before)
    rising = yield eq(share, x / peak), by.arithmetic(least, most)
    wave = yield eq(cos(pi * share), cos(pi * (x / peak))), by.equal_arguments(rising)
    here = yield same().args[0].args[0].args[1], by.algebra(wave)
    here = yield implies((0 <= x) & (x <= peak), here.formula), by.discharge(inside, here)
    third = yield same().args[0], by.generalize(here)
    single = yield suppose(eq(f, 1))
    inside = yield suppose((peak <= x) & (x <= end))
    most = yield 1 <= x / peak, by.arithmetic(one, inside)
    least = yield (end - x) / (end - peak) <= 1, by.arithmetic(two, inside, before)
    falling = yield eq(share, (end - x) / (end - peak)), by.arithmetic(least, most)
    b = pi * ((x - peak) / (end - peak))
    one = yield eq(cos(pi * share), cos(pi + -b)), by.equal_arguments(falling, before)
    two = yield eq(cos(pi + -b), cos(pi) * cos(-b) - sin(pi) * sin(-b)), by.fact("cos_sum", pi, -b)
    three = yield eq(cos(-b), cos(b)), by.fact("cos_minus", b)
    nought = yield eq(sin(pi), 0), by.fact("sin_pi")
    here = yield same().args[1].args[1].args[0].args[1], by.algebra(one, two, three, turned, nought, single)
    here = yield implies((peak <= x) & (x <= end), here.formula), by.discharge(inside, here)
    here = yield same().args[1].args[1], by.generalize(here)
    fourth = yield same().args[1], by.discharge(single, here)

    given = yield suppose(eq(d, 25) & eq(f, 10_000))
    one, two = (yield eq(d, 25), by.logic(given)), (yield eq(f, 10_000), by.logic(given))
    three = yield eq(up(zero), top / 25), by.algebra(first[0], one)
    four = yield eq(down(end), top / 250_000), by.algebra(first[3], one, two)
    here = yield default().args[1], by.logic(three, four)
    fifth = yield default(), by.discharge(given, here)
    yield conj(ends(), closes(), same(), default()), by.logic(*first, second, third, fourth, fifth)
