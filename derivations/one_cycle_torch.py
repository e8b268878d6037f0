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
    larger,
    natural,
    near_miss,
    not_tried,
    oracle,
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
m, end, n = positive("m"), T - 1, natural("n")
SYMBOLS = {top: "max_lr", d: "div_factor, 25 unless said otherwise", f: "final_div_factor, 10⁴ unless said otherwise",
           c: "pct_start, 0.3 unless said otherwise", T: "total_steps", m: "the peak"}  # fmt: skip
placed = eq(m, c * T - 1)


examples = (
    {top: 1, d: 25, f: 10_000, c: rational("3/10"), T: 10, m: 2},
    {top: 2, d: 4, f: 1, c: rational("1/2"), T: 4, m: 1},
)


def anneal(start, stop, share):
    """Half a wave of the cosine from ``start`` to ``stop``: PyTorch's anneal_strategy="cos"."""
    return stop + (start - stop) / 2 * (1 + cos(pi * share))


def up(step):
    """OneCycleLR up to the peak."""
    return anneal(top / d, top, step / m)


def down(step, last=top / (d * f)):
    """OneCycleLR from the peak to the last step."""
    return anneal(top, last, (step - m) / (end - m))


def ends(low=top / d, last=top / (d * f)):
    """Where it starts, peaks and ends."""
    return conj(eq(up(rational(0)), low), eq(up(m), top), eq(down(m), top), eq(down(end), last))


def closes(when=1):
    """It ends where it starts just when final_div_factor is 1."""
    return iff(eq(down(end), up(rational(0))), eq(f, when))


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
    conj(ends(), closes(), default()),
    given=(placed,),
    printed=fails(
        "Part 5", r"\text{1. Warmup: } \eta_{min} \to \eta_{max} \quad \text{2. Annealing: } \eta_{max} \to \eta_{min}",
        eq(down(end), up(rational(0))),
    ),
    examples=examples,
    near_misses=(
        near_miss(conj(ends(last=top / f), closes(), default()), "the last from the peak, not from the start"),
        near_miss(conj(ends(low=top / (d * f)), closes(), default()), "it starts as low as it ends"),
        near_miss(conj(ends(), closes(10_000), default()), "10⁴ for 1"),
        near_miss(conj(ends(), closes(), default(10_000)), "10⁴ below the peak"),
    ),
    tried=(
        enclosed(ends(), {top: ("1",), d: ("25",), f: ("10000",), m: ("2", "29"), T: ("100", "1000")}),
        not_tried("derive", "the ends are PyTorch's formula with the step put in"),
        not_tried("simulate", "the statement is about the schedule alone; no step of an optimizer is taken"),
        oracle("torch.optim.lr_scheduler.OneCycleLR", up(smaller(n, m)) + down(larger(n, m)) - top,
               {n: "t", top: "max_lr", d: "div_factor", f: "final_div_factor", T: "total_steps",
                m: real("pct_start") * real("total_steps") - 1}),
    ),
    figures=(drawn(curves, "OneCycleLR with PyTorch's values for 100 steps with max_lr = 1, and the cycle of the text "
                   "from the same start: PyTorch ends 10⁴ times lower."),),
    cheat_sheet=(row("OneCycleLR ends where it starts for", eq(f, 1), "final_div_factor = f, by default 10⁴"),),
)  # fmt: skip
def torch():
    """OneCycleLR starts at 1/25 of its peak and ends at 1/250 000; only with final_div_factor = 1 do they agree."""
    zero, level = rational(0), (yield eq(cos(rational(0)), 1), by.fact("cos_zero"))
    turned = yield eq(cos(pi), -1), by.fact("cos_pi")
    part = yield c * T < T, by.arithmetic()
    before = yield 0 < end - m, by.arithmetic(part)
    waves = []
    for share, angle in (
        (zero / m, zero), (m / m, pi), ((m - m) / (end - m), zero), ((end - m) / (end - m), pi),
    ):  # fmt: skip
        waves.append((yield eq(cos(pi * share), cos(angle)), by.equal_arguments(before)))
    first = []
    for part in (eq(up(zero), top / d), eq(up(m), top), eq(down(m), top), eq(down(end), top / (d * f))):
        first.append((yield part, by.algebra(*waves, level, turned)))
    low = yield 0 < top / d, by.arithmetic()
    one = yield eq(top / (d * f), top / d / f), by.algebra()
    two = yield iff(eq(top / d / f, top / d), eq(f, 1)), by.arithmetic(low)
    second = yield closes(), by.arithmetic(first[0], first[3], one, two)

    given = yield suppose(eq(d, 25) & eq(f, 10_000))
    one, two = (yield eq(d, 25), by.logic(given)), (yield eq(f, 10_000), by.logic(given))
    three = yield eq(up(zero), top / 25), by.algebra(first[0], one)
    four = yield eq(down(end), top / 250_000), by.algebra(first[3], one, two)
    here = yield default().args[1], by.logic(three, four)
    third = yield default(), by.discharge(given, here)
    yield conj(ends(), closes(), default()), by.logic(*first, second, third)


def cycle(step, last=end):
    """The one cycle of the text, in half-waves."""
    return one_cycle(step, eta_min=top / d, eta_max=top, peak=m, T=last, phase="cosine")


def descends(last=end, start=m):
    """After the peak it is the cycle, too."""
    return forall(x, implies((start <= x) & (x <= end), eq(down(x), cycle(x, last))))


climbing = forall(x, implies((0 <= x) & (x <= m), eq(up(x), cycle(x))))
descending = implies(eq(f, 1), descends())


@claim(
    climbing & descending,
    given=(placed,),
    examples=examples,
    near_misses=(
        near_miss(climbing & descends(), "whatever f"),
        near_miss(climbing & implies(eq(f, 1), descends(T)), "over T, not T − 1"),
        near_miss(climbing & implies(eq(f, 1), descends(start=rational(0))), "the second phase from 0 on"),
        near_miss(forall(x, implies((0 <= x) & (x <= end), eq(up(x), cycle(x)))) & descending, "the first to the end"),
    ),
    tried=(not_tried("simulate", "the statement is about the schedule alone; no step of an optimizer is taken"),),
)
def torch_cycle():
    """To its peak OneCycleLR is the text's cycle in half-waves over T − 1, with final_div_factor = 1 to its end."""
    turned = yield eq(cos(pi), -1), by.fact("cos_pi")
    part = yield c * T < T, by.arithmetic()
    before = yield 0 < end - m, by.arithmetic(part)
    one = yield eq(x / m * m, x), by.algebra()
    two = yield eq((end - x) / (end - m) * (end - m), end - x), by.algebra(before)
    share = smaller(x / m, (end - x) / (end - m))
    inside = yield suppose((0 <= x) & (x <= m))
    least = yield x / m <= 1, by.arithmetic(one, inside)
    most = yield 1 <= (end - x) / (end - m), by.arithmetic(two, inside, before)
    rising = yield eq(share, x / m), by.arithmetic(least, most)
    wave = yield eq(cos(pi * share), cos(pi * (x / m))), by.equal_arguments(rising)
    here = yield climbing.args[0].args[1], by.algebra(wave)
    here = yield implies((0 <= x) & (x <= m), here.formula), by.discharge(inside, here)
    third = yield climbing, by.generalize(here)
    single = yield suppose(eq(f, 1))
    inside = yield suppose((m <= x) & (x <= end))
    most = yield 1 <= x / m, by.arithmetic(one, inside)
    least = yield (end - x) / (end - m) <= 1, by.arithmetic(two, inside, before)
    falling = yield eq(share, (end - x) / (end - m)), by.arithmetic(least, most)
    b = pi * ((x - m) / (end - m))
    one = yield eq(cos(pi * share), cos(pi + -b)), by.equal_arguments(falling, before)
    two = yield eq(cos(pi + -b), cos(pi) * cos(-b) - sin(pi) * sin(-b)), by.fact("cos_sum", pi, -b)
    three = yield eq(cos(-b), cos(b)), by.fact("cos_minus", b)
    nought = yield eq(sin(pi), 0), by.fact("sin_pi")
    here = yield descending.args[1].args[0].args[1], by.algebra(one, two, three, turned, nought, single)
    here = yield implies((m <= x) & (x <= end), here.formula), by.discharge(inside, here)
    here = yield descending.args[1], by.generalize(here)
    fourth = yield descending, by.discharge(single, here)

    yield climbing & descending, by.logic(third, fourth)
