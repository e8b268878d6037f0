"""What went wrong in an author's file, said in a line: where, what, and what can be done about it."""

from __future__ import annotations

import os
import re
import sys
import traceback
from difflib import get_close_matches
from pathlib import Path


def short(path: str) -> str:
    """``path`` as seen from here, when it lies below."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else relative


def placed(error: Exception, file: Path) -> str:
    """``file:line: what``, for a file that cannot be imported: its line, or that of a file beside it."""
    if isinstance(error, SyntaxError) and error.filename is not None:
        shown = f": {error.text.strip()}" if error.text else ""
        return f"{short(error.filename)}:{error.lineno}: this is no Python ({error.msg}){shown}"
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).resolve().parent == file.resolve().parent:
            return _at(frame.filename, frame.lineno, explained(error))
    return _at(str(file), 1, explained(error))


def stopped(error: Exception, file: str, line: int) -> str:
    """``file:line: what``, for an engine that stops in what the author wrote at ``line`` or somewhere in ``file``."""
    return _at(file, line_of(error, file) or line, explained(error))


def line_of(error: Exception, file: str) -> int | None:
    """The line of ``file`` that was running when ``error`` was raised, if one was."""
    frames = traceback.extract_tb(error.__traceback__)
    return next((f.lineno for f in frames if f.filename == file and f.lineno is not None), None)


def _at(path: str, line: int | None, said: str) -> str:
    if own := re.match(r"(.+?\.py):(\d+): ", said):  # it says where, too
        path, line, said = own[1], int(own[2]), said[own.end() :]
    return f"{short(path)}:{line}: {said}"


def explained(error: Exception) -> str:
    """The error in a line, and what can be done about it; of what has no better words, the kind too."""
    said = " ".join(str(error).split())
    if isinstance(error, NameError) and error.name is not None:
        return f'{said}; define it, such as {error.name} = real("{error.name}"), or import it'
    if isinstance(error, ModuleNotFoundError):
        return f"{said}; install it, or put {error.name}.py beside this file"
    if isinstance(error, ImportError) and (found := re.match(r"cannot import name '(\w+)' from '([\w.]+)'", said)):
        near = get_close_matches(found[1], dir(sys.modules.get(found[2])), n=1)
        return f"{found[2]} has no {found[1]!r}{_perhaps(near)}"
    if isinstance(error, AttributeError) and error.obj is not None:
        name = getattr(error.obj, "__name__", type(error.obj).__name__)
        near = get_close_matches(str(error.name), [n for n in dir(error.obj) if n[0] != "_"], n=1)
        return f"{name} has no {error.name!r}{_perhaps(near)}"
    return said if isinstance(error, (TypeError, ValueError)) else f"{type(error).__name__}: {said}"


def _perhaps(near: list[str]) -> str:
    return f"; did you mean {near[0]}?" if near else ""
