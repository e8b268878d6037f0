"""The command ``lrproof``: one verb for each wish. Heavy imports wait until they are needed."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from lrproof.claim import Claim
    from lrproof.hunt.mutant import Mutant

TARGETS = click.argument("targets", nargs=-1, metavar="[TARGET]...")
SEED = click.option("--seed", default=0, show_default=True, type=click.IntRange(0), help="Seed of all that is random.")
INSTANCES = click.option(
    "--instances", default=8, show_default=True, type=click.IntRange(1), help="Random instances of each trial."
)
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
JOBS = click.option("-j", "--jobs", type=click.IntRange(1), help="How many processes work; as many as processors.")
NO_CACHE = click.option("--no-cache", is_flag=True, help="Verify again what is unchanged, too.")


class Misuse(click.ClickException):
    """An answer in one line and exit code 2."""

    exit_code = 2


class _Verbs(click.Group):
    """The verbs; whatever is wrong with a command line is said in one line."""

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        try:
            return super().make_context(*args, **more)
        except click.UsageError as error:
            raise _misused(error) from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise _misused(error) from error


def _misused(error: click.UsageError) -> click.ClickException:
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error
    _, _, verb = ("" if error.ctx is None else error.ctx.command_path).partition(" ")
    command = " ".join(filter(None, ("lrproof", verb)))
    return Misuse(f"{error.format_message().rstrip('.')}; see '{command} --help'")


@click.group("lrproof", cls=_Verbs)
@click.version_option(package_name="lrproof")
def main() -> None:
    """Learning-rate theory that you can check.

    A TARGET is a file of derivations, a folder, a claim's id (quad.closed-form) or a prefix (quad); without one, it is
    all of derivations/. Exit code 0: every claim reached its declared verdict. 1: one did not. 2: misuse.
    """


def _claims(targets: tuple[str, ...]) -> list[Claim]:
    """The claims; a file that cannot be read is named, and makes the exit code 2 when the others are done."""
    from lrproof.discover import DiscoveryError, discover

    broken: list[DiscoveryError] = []
    try:
        claims = discover(targets, broken=broken)
    except DiscoveryError as error:
        raise Misuse("\n".join(map(str, (*broken, error)))) from error
    if not claims:
        raise Misuse("\n".join(map(str, broken)) or "there is no claim here; see 'lrproof list'")
    for unread in broken:
        click.echo(f"Error: {unread}", err=True)
    if broken:
        click.get_current_context().call_on_close(lambda: sys.exit(Misuse.exit_code))
    return claims


@contextmanager
def _progress(what: str, total: int) -> Iterator[tuple[Callable[[Claim, str], None], Callable[..., None]]]:
    """A bar on a terminal, nothing elsewhere: what is to be told of the work on a claim, and of its end."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(bar_width=20), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=total)

        def doing(claim: Claim, part: str) -> None:
            progress.update(task, description=f"{claim.id}: {part}")

        def done(*_: Any) -> None:
            progress.update(task, advance=1)

        yield doing, done


def _verified(claims: list[Claim], seed: int, instances: int, no_cache: bool, jobs: int | None) -> dict[str, Any]:
    """The ledger, with a progress bar on a terminal."""
    from lrproof.verify import CACHE, cores, verify

    cache, jobs = None if no_cache else CACHE, jobs or cores()
    with _progress("verifying", len(claims)) as (doing, done):
        return verify(claims, seed=seed, instances=instances, cache=cache, jobs=jobs, on_done=done, on_engine=doing)


def _finish(ledger: dict[str, Any], claims: Sequence[Claim] = ()) -> None:
    """Say on stderr what falls short, with its place, and leave with 0 or 1."""
    from lrproof.mistakes import short
    from lrproof.verify import shortfalls

    paths = {claim.id: short(claim.file) for claim in claims}
    lines = [(entry, reason) for entry in ledger["claims"] for reason in shortfalls(entry)]
    for entry, reason in lines:
        file = paths.get(entry["id"], entry["file"])
        own = re.match(r"(?:\w+: )?(\S+\.py:\d+): ", reason)  # of a line of the proof, say
        place, said = (own[1], reason[own.end() :]) if own else (f"{file}:{entry['line']}", reason)
        click.echo(f"{place}: {entry['id']}: {said}", err=True)
    sys.exit(1 if lines else 0)


@main.command()
@TARGETS
@SEED
@INSTANCES
@JSON
@NO_CACHE
@JOBS
def verify(
    targets: tuple[str, ...], seed: int, instances: int, as_json: bool, no_cache: bool, jobs: int | None
) -> None:  # fmt: skip
    """Run every engine that the claims ask for, and say what each claim reached."""
    claims = _claims(targets)
    ledger = _verified(claims, seed, instances, no_cache, jobs)
    if as_json:
        from lrproof.ledger import summary

        click.echo(json.dumps(summary(ledger), ensure_ascii=False, indent=1))
    else:
        _table(ledger)
    _finish(ledger, claims)


def _table(ledger: dict[str, Any]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("claim", "theorem", "as printed", "near misses", "evidence"):
        table.add_column(name, justify="right" if name == "evidence" else "left", no_wrap=True)
    for entry in ledger["claims"]:
        near, passed = entry["near_misses"], sum(r["passed"] for r in entry["evidence"])
        good = entry["theorem"] == entry["declared"]
        theorem = f"[{'green' if good else 'red'}]{entry['theorem']}[/]"
        evidence = str(passed) if passed == len(entry["evidence"]) else f"[red]{passed} of {len(entry['evidence'])}[/]"
        rejected = f"{near['rejected']} of {near['tried']}"
        table.add_row(entry["id"], theorem, entry["printed"], rejected, evidence)
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 120
    console.print(table)


@main.command()
@click.option("--python", "interpreter", default=sys.executable, metavar="PATH", help="A Python that has torch.")
@click.option(
    "--settings", default=250, show_default=True, type=click.IntRange(1), help="Random settings of each reference."
)
@click.option("--seed", default=1, show_default=True, type=click.IntRange(0), help="Seed of the settings.")
def oracles(interpreter: str, settings: int, seed: int) -> None:
    """Hold rules and schedules against torch.optim, run now; and the recorded runs, too.

    Without torch it says that it is skipped, with exit code 0.
    """
    from lrproof.discover import discover
    from lrproof.evidence.live import NoTorch, compared

    try:
        lines = list(compared(interpreter, seed, settings, discover))
    except NoTorch:
        click.echo("skipped: torch is not installed")
        return
    except FileNotFoundError as error:
        raise Misuse(f"{error}; see 'lrproof oracles --help'") from error
    except RuntimeError as error:
        raise click.ClickException(str(error)) from error
    for agrees, said in lines:
        click.echo(said if agrees else f"Error: {said}", err=not agrees)
    sys.exit(0 if all(agrees for agrees, _ in lines) else 1)


@main.command()
@click.argument("claim_id", metavar="CLAIM")
@SEED
@INSTANCES
@JSON
@NO_CACHE
def show(claim_id: str, seed: int, instances: int, as_json: bool, no_cache: bool) -> None:
    """Print one claim: its statement, its proof line by line, its near misses and its evidence."""
    claims = _claims((claim_id,))
    if len(claims) != 1:
        raise Misuse(f"{claim_id} is {len(claims)} claims: {', '.join(c.id for c in claims)}; name one")
    ledger = _verified(claims, seed, instances, no_cache, 1)
    entry = ledger["claims"][0]
    if as_json:
        click.echo(json.dumps(entry, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(_pages(entry)))
    _finish(ledger, claims)


def _pages(entry: dict[str, Any]) -> list[str]:
    rests = f", given {', '.join(entry['axioms'])}" if entry["axioms"] else ""
    out = [f"{entry['id']}   {entry['theorem']}{rests}   as printed: {entry['printed']}", entry["title"], ""]
    out += [f"  given  {g['text']}" for g in entry["given"]]
    out += [f"  claim  {entry['statement']['text']}", ""] if entry["statement"] else ["  no theorem", ""]
    for line in entry["lines"]:
        said = {"suppose": "suppose ", "step": f"{line['relation']} "}.get(line["kind"], "")
        because = f"   [{line['rule']}] {line['reason']}" if line["rule"] else ""
        remark = f"; {line['remark']}" if line["remark"] else ""
        out.append(f"{line['number']:4}  {'| ' * len(line['under'])}{said}{line['text']}{because}{remark}")
    if entry["counterexample"]:
        out += ["", f"  the text fails: {entry['counterexample']['text']}"]
    if entry["near_misses"]["items"]:
        out += ["", "  near misses"]
    for item in entry["near_misses"]["items"]:
        out.append(f"    {item['verdict']:8}  {item['differs']}: {item['witness'] or item['text']}")
    out += ["", "  evidence"]
    for r in entry["evidence"]:
        bound = f" (bound {r['bound']})" if r["bound"] else ""
        out.append(f"    {'ok' if r['passed'] else 'FAILED':8}  {r['engine']}: {r['what']}{bound}")
    return out


@main.command("list")
@TARGETS
@JSON
def list_(targets: tuple[str, ...], as_json: bool) -> None:
    """List the claims, without verifying them."""
    claims = _claims(targets)
    if as_json:
        told = [{"id": c.id, "title": c.title, "declared": c.theorem, "printed": c.printed.verdict} for c in claims]
        click.echo(json.dumps({"claims": told}, ensure_ascii=False, indent=1))
        return
    width = max(len(c.id) for c in claims)
    for c in claims:
        click.echo(f"{c.id:{width}}  {c.title}")


@main.command()
@TARGETS
@SEED
@click.option("--most", type=click.IntRange(1), help="At most so many changes of each formula, drawn by the seed.")
@click.option("-o", "--output", type=click.Path(path_type=Path), default=Path(".lrproof-cache/mutants.json"),
              show_default=True, help="Where every mutant is written, with its class and witness.")  # fmt: skip
@JSON
def mutants(targets: tuple[str, ...], seed: int, most: int | None, output: Path, as_json: bool) -> None:
    """Change statements, assumptions and lines of proofs in one place: is anything proved although it is false?

    Each is REFUTED with an exact witness, TRUE with what proves it, REJECTED by the prover, or UNDECIDED. Exit code 1:
    something refuted is proved all the same.
    """
    claims = [c for c in _claims(targets) if c.statement is not None]
    from lrproof.hunt import hunt, table

    found: list[Mutant] = []
    refusals: list[str] = []
    with _progress("looking for mutants", len(claims)) as (doing, done):
        for claim, several in hunt(claims, seed=seed, most=most, on_part=doing):
            if isinstance(several, list):
                found += several
            else:
                refusals.append(f"{several} (so {claim.id} has no mutants)")
            done()
    text = json.dumps({"seed": seed, "most": most, "mutants": [m.entry() for m in found]}, ensure_ascii=False, indent=1)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text + "\n", encoding="utf-8", newline="\n")
    if as_json:
        click.echo(text)
    else:
        _counted(table(found))
        click.echo(f"wrote {output}")
    wrong = [m for m in found if m.wrong]
    for m in wrong:
        click.echo(f"{m.where}: {m.claim}: PROVED although it is false: {m.text}: {m.why}", err=True)
    for refusal in refusals:
        click.echo(refusal, err=True)
    sys.exit(1 if wrong or refusals else 0)


def _counted(rows: list[tuple[str, ...]]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in rows[0]:
        table.add_column(name, justify="left" if name == "claim" else "right", no_wrap=True)
    for row in rows[1:]:
        table.add_row(*row)
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 120
    console.print(table)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
def new(path: Path) -> None:
    """Write a small derivation that works, to start from."""
    from lrproof.new import write

    try:
        write(path)
    except FileExistsError as error:
        raise Misuse(f"{path} is there already; name a new file") from error
    except (ValueError, OSError) as error:
        raise Misuse(str(error)) from error
    click.echo(f"wrote {path}; verify it by: lrproof verify {path}")


@main.command()
@TARGETS
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default=Path("reports/learning-rate.pdf"), show_default=True,
    help="The PDF; its .tex and its ledger are written beside it.",
)  # fmt: skip
@click.option("--summary", is_flag=True, help="Verdicts, formulas and errata only, on four pages at most.")
@SEED
@INSTANCES
@NO_CACHE
@JOBS
def report(
    targets: tuple[str, ...], output: Path, summary: bool, seed: int, instances: int, no_cache: bool, jobs: int | None
) -> None:  # fmt: skip
    """Verify, and write the report: ledger, LaTeX and PDF."""
    if output.suffix != ".pdf":
        raise Misuse(f"-o names the PDF, such as report.pdf, not {output}")
    claims = _claims(targets)
    ledger = _verified(claims, seed, instances, no_cache, jobs)
    from lrproof.entry import figure_name
    from lrproof.ledger import dumps
    from lrproof.report.document import write
    from lrproof.report.figures import Figure
    from lrproof.report.pdf import PdfEngineMissing

    tex, book = output.with_suffix(".tex"), output.with_suffix(".ledger.json")
    output.parent.mkdir(parents=True, exist_ok=True)
    book.write_text(dumps(ledger), encoding="utf-8", newline="\n")
    figures = {figure_name(c, k): Figure(f.draw, f.panels) for c in claims for k, f in enumerate(c.figures, 1)}
    try:
        write(ledger, tex, output, figures=figures, summary=summary)
        click.echo(f"wrote {output}, {tex} and {book}")
    except PdfEngineMissing as error:
        click.echo(f"wrote {tex} and {book}, but no PDF: {error}", err=True)
    _finish(ledger)


def _pairs(values: tuple[str, ...], option: str, example: str) -> dict[str, str]:
    """name=value, for several names."""
    wrong = next((v for v in values if not v.partition("=")[0].strip() or not v.partition("=")[2].strip()), None)
    if wrong is not None:
        raise Misuse(f"{option} is written name=value, such as {option} beta={example}, not {wrong!r}")
    pairs = [(name.strip(), value.strip()) for name, _, value in (v.partition("=") for v in values)]
    names = [name for name, _ in pairs]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise Misuse(f"{option} {twice}=... is given {names.count(twice)} times; give it once")
    return dict(pairs)


@main.command()
@click.argument("rule_name", metavar="RULE")
@click.option("--mu", help="The smallest curvature, an exact number such as 1 or 0.01 or 1/3.")
@click.option("--L", "top", help="The largest curvature.")
@click.option("--set", "fixed", multiple=True, metavar="NAME=VALUE", help="Fix a hyper-parameter: beta=0.9, eta=1/L.")
@click.option("--range", "ranges", multiple=True, metavar="NAME=INTERVAL", help="Where one lives, such as beta=[0,1).")
@click.option("--step", help="Which hyper-parameter is the step size (else eta, lr, ...).")
@click.option("--eps", default="1e-6", show_default=True, help="By which factor the distance is to shrink.")
@JSON
def analyze(
    rule_name: str, mu: str | None, top: str | None, fixed: tuple[str, ...], ranges: tuple[str, ...],
    step: str | None, eps: str, as_json: bool,
) -> None:  # fmt: skip
    """When an update rule is stable on a quadratic, how fast it is, and its best parameters; each with a verdict.

    RULE is one of ours (gradient_descent, heavy_ball, nesterov, ...) or path/to/file.py:function with a @rule.
    """
    from lrproof.analysis.mode import NotLinear
    from lrproof.analyze import analyze as analysis
    from lrproof.analyze import find_rule
    from lrproof.discover import DiscoveryError

    try:
        rule = find_rule(rule_name)
        found = analysis(
            rule, mu=mu, L=top, fixed=_pairs(fixed, "--set", "0.9"), ranges=_pairs(ranges, "--range", "[0,1)"),
            step=step, eps=eps,
        )  # fmt: skip
    except NotLinear as error:
        if as_json:
            told = {"rule": error.rule.name, "linear": False, "why": error.why}
            click.echo(json.dumps(told, ensure_ascii=False, indent=1))
            sys.exit(Misuse.exit_code)
        raise Misuse(str(error)) from error
    except (DiscoveryError, ValueError, TypeError) as error:
        raise Misuse(str(error)) from error
    click.echo(json.dumps(found.entry(), ensure_ascii=False, indent=1) if as_json else str(found))
