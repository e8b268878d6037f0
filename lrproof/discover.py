"""Where claims are found: Python files are imported, and what is a Claim in them is collected. There is no registry."""

from __future__ import annotations

import difflib
import importlib.util
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType

from lrproof.chapter import place
from lrproof.claim import Claim
from lrproof.mistakes import placed, short


class DiscoveryError(ValueError):
    """There is no such file or claim, or a file cannot be imported."""


def discover(targets: Sequence[str] = (), *, broken: list[DiscoveryError] | None = None) -> list[Claim]:
    """The claims of ``targets``: files, folders, ids ("quad.closed-form") and prefixes ("quad"); all, if none is given.

    "All" is the folder ``derivations`` here, or else the one that lrproof brings. Files stand in the order of their
    PLACE, but after those whose claims they use. A file that cannot be read is told to ``broken``, if that is given,
    and the others are looked at all the same. Raises :class:`DiscoveryError`.
    """
    paths = [Path(t) for t in targets if t.endswith(".py") or "/" in t or Path(t).exists()]
    names = [t for t in targets if Path(t) not in paths]
    claims = [c for path in paths for c in _from(path, broken)]
    if names or not targets:
        everything = _from(home(), broken)
        for name in names:
            found = [c for c in everything if name in (c.id, c.id.partition(".")[0])]
            if not found:
                known = sorted({c.id for c in everything} | {c.id.partition(".")[0] for c in everything})
                near = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
                prefixes = ", ".join(k for k in known if "." not in k)
                hint = f"did you mean {' or '.join(near)}?" if near else f"the prefixes are {prefixes}"
                raise DiscoveryError(f"no file, folder, claim or prefix is called {name!r} (claims: {home()}); {hint}")
            claims += found
        claims = claims if targets else everything
    claims = list(dict.fromkeys(claims))
    seen: dict[str, Claim] = {}
    for claim in claims:
        other = seen.setdefault(claim.id, claim)
        if other is not claim:
            there, here = (f"{short(c.file)}:{c.line}" for c in (other, claim))
            error = DiscoveryError(f"{here}: {claim.id} is also the claim at {there}: rename one, or its PREFIX")
            if broken is None:
                raise error
            broken.append(error)
    return list(seen.values())


def home() -> Path:
    """The folder of the project's derivations: here, beside the package, or inside it."""
    package = Path(__file__).parent
    for folder in (Path("derivations"), package.parent / "derivations", package / "_derivations"):
        if folder.is_dir():
            return folder
    raise DiscoveryError("there is no folder 'derivations' here; name the files to look at")


def _from(path: Path, broken: list[DiscoveryError] | None) -> list[Claim]:
    if not path.exists():
        raise DiscoveryError(f"{path}: no such file or folder")
    if path.is_file() and path.suffix != ".py":
        raise DiscoveryError(f"{path}: derivations are Python files; name a .py file or a folder of them")
    inside = (file for file in sorted(path.glob("*.py")) if not file.name.startswith("_"))
    files = [path] if path.is_file() else list(inside)
    if not files:
        raise DiscoveryError(f"{path}: there is no Python file in this folder; 'lrproof new {path}/mine.py' writes one")
    read: list[tuple[tuple[int, ...], str, Path, list[Claim]]] = []
    for file in files:
        try:
            read.append((_place(file), file.name, file, _claims(file)))
            if path.is_file() and not read[0][-1]:
                raise DiscoveryError(f"{path} has no claim; a claim is a generator that is decorated by @claim(...)")
        except DiscoveryError as error:
            if broken is None:
                raise
            if str(error) not in map(str, broken):  # a file that imports a broken one fails at the same place
                broken.append(error)
    found = {file: claims for _, _, file, claims in sorted(read, key=lambda entry: entry[:2])}
    return [c for file in _ordered(found) for c in found[file]]


def _place(file: Path) -> tuple[int, ...]:
    """Where the file stands in the report: its PLACE, such as (2, 1); a file without one comes last."""
    module = load(file)
    try:
        return place(vars(module)) or (10**6,)
    except ValueError as error:
        raise DiscoveryError(f"{file}: {error}") from None


def _ordered(found: dict[Path, list[Claim]]) -> Iterator[Path]:
    """The files, each after those whose claims it uses, otherwise by name."""
    owner = {c: file for file, claims in found.items() for c in claims}
    done: set[Path] = set()

    def visit(file: Path) -> Iterator[Path]:
        if file not in done:
            done.add(file)
            for claim in found[file]:
                for used in claim.uses:
                    if owner.get(used, file) != file:
                        yield from visit(owner[used])
            yield file

    for file in found:
        yield from visit(file)


def _claims(file: Path) -> list[Claim]:
    module = load(file)
    own = {c for c in vars(module).values() if isinstance(c, Claim) and Path(c.file).resolve() == file.resolve()}
    return sorted(own, key=lambda c: c.line)


def load(file: Path) -> ModuleType:
    """The module of ``file``, imported once for each file; its siblings can be imported by their names."""
    file = file.resolve()
    name = file.stem
    known = sys.modules.get(name)
    if known is not None and _file(known) == file:
        return known
    folder = str(file.parent)
    hidden = {n: m for n, m in list(sys.modules.items()) if _hides(m, file.parent, n)}
    for n in hidden:
        del sys.modules[n]  # a sibling of the same name in another folder
    sys.path.insert(0, folder)
    try:
        spec = importlib.util.spec_from_file_location(name, file)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    except Exception as error:
        sys.modules.pop(name, None)
        raise DiscoveryError(placed(error, file)) from error
    finally:
        sys.path.remove(folder)
    return module


def _file(module: ModuleType) -> Path | None:
    file = getattr(module, "__file__", None)
    return Path(file).resolve() if isinstance(file, str) else None


def _hides(module: ModuleType, folder: Path, name: str) -> bool:
    """Whether a loaded module has the name of another file in ``folder``, and is a derivation itself."""
    file = _file(module) if "." not in name else None
    return file is not None and file.parent != folder and (folder / f"{name}.py").exists() and hasattr(module, "PREFIX")
