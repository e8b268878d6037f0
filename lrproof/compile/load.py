"""A generated module is stored under the hash of its source, and imported from there.

Numba keeps compiled code beside a source file and trusts it while that file is unchanged. A file whose name is the
hash of its *whole* text never changes, and everything that the kernel computes is in that text: a stale kernel cannot
be loaded. What is executed is the text that was asked for, never what a file on disk happens to hold.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType


def load(source: str) -> ModuleType:
    """The module that ``source`` is. Loaded once per process, compiled once per machine."""
    return _load(source, cache_directory())


def cache_directory() -> Path:
    """Where kernels are kept: ``$LRPROOF_CACHE``, else the system's folder for caches, else one for this process."""
    if own := os.environ.get("LRPROOF_CACHE"):
        folder = Path(own).expanduser().absolute()
        folder.mkdir(parents=True, exist_ok=True)  # an error here is the user's to see
        return folder
    try:
        folder = _system_caches() / "lrproof"
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except (OSError, RuntimeError):  # RuntimeError: there is no home folder
        return _own_folder()
    return folder if os.access(folder, os.W_OK) else _own_folder()


def _system_caches() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    given = os.environ.get("XDG_CACHE_HOME", "")
    return Path(given) if os.path.isabs(given) else Path.home() / ".cache"


@lru_cache(maxsize=1)
def _own_folder() -> Path:
    # Not a fixed name below /tmp: somebody else could have put compiled code there.
    return Path(tempfile.mkdtemp(prefix="lrproof-"))


@lru_cache(maxsize=256)
def _load(source: str, folder: Path) -> ModuleType:
    name = "lrproof_kernel_" + hashlib.sha256(source.encode()).hexdigest()
    path = folder / f"{name}.py"
    _store(source, path)
    spec = spec_from_file_location(name, path)
    assert spec is not None
    module = sys.modules[name] = module_from_spec(spec)  # Numba's stored code looks its module up by name
    exec(compile(source, str(path), "exec"), module.__dict__)
    return module


def _store(source: str, path: Path) -> None:
    """Write ``path``, whole or not at all, unless it already says just that (its date is Numba's key)."""
    wanted = source.encode()
    try:
        if path.read_bytes() == wanted:
            return
    except FileNotFoundError:
        pass
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(wanted)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
