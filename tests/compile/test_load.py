"""Generated modules on disk: found again, never stale, whole, and only ever the text that was asked for."""

from __future__ import annotations

import hashlib
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from lrproof.compile import load as loading
from lrproof.compile.load import cache_directory, load

JITTED = """from numba import njit
import numpy as np


@njit(cache=True)
def run(x):
    return x + {}
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LRPROOF_CACHE", str(tmp_path / "cache ü"))
    return tmp_path / "cache ü"


def test_the_file_bears_the_hash_of_its_whole_text(cache: Path) -> None:
    module = load("value = 1\n")
    name = "lrproof_kernel_" + hashlib.sha256(b"value = 1\n").hexdigest()
    assert module.value == 1 and module.__name__ == name
    assert (cache / f"{name}.py").read_text() == "value = 1\n"
    assert load("value = 1\n") is module
    assert load("value = 1 \n") is not module


def test_compiled_code_is_found_again_and_never_for_another_text(cache: Path) -> None:
    """What a new process does: all that is kept is on disk."""
    assert load(JITTED.format("1.0")).run(1.0) == 2
    loading._load.cache_clear()
    again = load(JITTED.format("1.0"))
    assert again.run(1.0) == 2 and sum(again.run.stats.cache_hits.values()) == 1
    other = load(JITTED.format("2.0"))
    assert other.run(1.0) == 3 and not other.run.stats.cache_hits
    assert list((cache / "__pycache__").glob("*.nbc"))


def test_a_file_that_was_changed_is_not_believed_but_mended(cache: Path) -> None:
    """Half written by a full disk, or edited: what runs is the text that was asked for."""
    path = Path(str(load("value = 1\n").__file__))
    for junk in (b"", b"value = 2\n", b"\xff"):
        path.write_bytes(junk)
        loading._load.cache_clear()
        assert load("value = 1\n").value == 1
        assert path.read_text() == "value = 1\n"


def test_a_good_file_is_left_alone(cache: Path) -> None:
    """Its date is Numba's key: a rewrite would cost a compilation."""
    path = Path(str(load("value = 3\n").__file__))
    os.utime(path, (1, 1))
    loading._load.cache_clear()
    load("value = 3\n")
    assert path.stat().st_mtime == 1


def test_many_writers_leave_one_whole_file_and_no_litter(cache: Path) -> None:
    cache.mkdir()
    path, text = cache / "module.py", "x = 1\n" * 20_000
    with ThreadPoolExecutor(16) as pool:
        list(pool.map(lambda _: loading._store(text, path), range(64)))
    assert [p.name for p in cache.iterdir()] == ["module.py"]
    assert path.read_text() == text


def test_a_failed_write_leaves_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.mkdir()

    def full(*args: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space"):
        loading._store("x = 1\n", cache / "module.py")
    assert not list(cache.iterdir())


def test_the_folder_follows_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_directory() == tmp_path / "cache ü"
    monkeypatch.delenv("LRPROOF_CACHE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_directory() == tmp_path / "lrproof"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # to be ignored, says the XDG specification
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_directory() == tmp_path / "home" / ".cache" / "lrproof"


def test_without_a_writable_home_the_process_has_a_folder_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not a fixed name that somebody else could have filled."""
    (tmp_path / "file").write_text("")
    monkeypatch.delenv("LRPROOF_CACHE")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    folder = cache_directory()
    assert folder.is_dir() and folder.stat().st_mode & 0o077 == 0 and folder == cache_directory()
    assert load(JITTED.format("4.0")).run(np.float64(1)) == 5
