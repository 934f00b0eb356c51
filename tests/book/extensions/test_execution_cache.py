"""Executed pages belong to one state of the library."""

from types import SimpleNamespace

import pytest
from execution_cache import choose_cache, fingerprint
from sphinx.errors import ConfigError


def test_any_change_of_the_library_changes_its_name(tmp_path):
    source = tmp_path / "attention.py"
    source.write_text("x = 1\n")
    first = fingerprint(tmp_path)
    assert fingerprint(tmp_path) == first
    source.write_text("x = 2\n")
    second = fingerprint(tmp_path)
    source.rename(tmp_path / "renamed.py")
    assert len({first, second, fingerprint(tmp_path)}) == 3


def test_other_files_do_not(tmp_path):
    (tmp_path / "a.py").write_text("x = 1\n")
    first = fingerprint(tmp_path)
    (tmp_path / "a.css").write_text("p {}\n")
    assert fingerprint(tmp_path) == first


def test_caches_of_older_libraries_are_dropped_and_nothing_else(tmp_path):
    library = tmp_path / "course_lib"
    library.mkdir()
    (library / "a.py").write_text("x = 1\n")
    old, own = tmp_path / "build" / "cache" / ("0" * 16), tmp_path / "build" / "cache" / "notes"
    old.mkdir(parents=True)
    own.mkdir()
    config = SimpleNamespace(nb_execution_cache_path="build/cache")
    choose_cache(SimpleNamespace(srcdir=tmp_path), config)
    assert (old.exists(), own.exists()) == (False, True)
    assert config.nb_execution_cache_path.endswith(fingerprint(library))


def test_without_a_folder_of_its_own_nothing_is_touched(tmp_path):
    (tmp_path / "course_lib").mkdir()
    with pytest.raises(ConfigError, match="names no execute: cache"):
        choose_cache(SimpleNamespace(srcdir=tmp_path), SimpleNamespace(nb_execution_cache_path=""))
    assert (tmp_path / "course_lib").is_dir()
