"""A file is what it was or what it was to become, whoever fails, is killed or writes it too."""

import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from autograder.csv_files import write_rows
from autograder.feedback.again import write_zip
from autograder.pages import write_page
from autograder.whole_files import part_of, remove_lost_parts, write_whole

ROOT = Path(__file__).parents[2]
HALF_A_CHARACTER = "\ud800"  # no file can hold it


@pytest.fixture
def umask() -> Iterator[int]:
    """Another one than the usual, so that no fixed permissions can look right."""
    before = os.umask(0o027)
    yield 0o027
    os.umask(before)


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def script(lines: str, path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", lines, str(path)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE)


def finished(process: subprocess.Popen[bytes]) -> bytes:
    with process:
        output, _ = process.communicate()
    assert process.returncode == 0
    return output


def fail_midway(
    path: Path,
    error: BaseException | type[BaseException],
    meanwhile: Callable[[Path], object] = lambda part: None,
) -> None:
    with part_of(path) as part:
        part.write_text("half of what was to be")
        meanwhile(part)
        raise error


def test_the_text_and_nothing_else_is_there(tmp_path: Path) -> None:
    write_whole(tmp_path / "page.html", "Ω\nold")
    write_whole(tmp_path / "page.html", "Ω\nnew\n")
    assert files(tmp_path) == {"page.html": "Ω\nnew\n"}


def test_names_may_be_as_long_as_file_systems_allow(tmp_path: Path) -> None:
    for name in ("x" * 255, "Ω" * 127):
        write_whole(tmp_path / name, "text")
        assert (tmp_path / name).read_text() == "text"


def test_what_utf_8_has_not_is_an_error_or_replaced(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        write_whole(tmp_path / "a", f"x{HALF_A_CHARACTER}")
    assert files(tmp_path) == {}
    write_whole(tmp_path / "a", f"x{HALF_A_CHARACTER}", errors="replace")
    write_page(tmp_path / "b", f"x{HALF_A_CHARACTER}")
    assert files(tmp_path) == {"a": "x?", "b": "x?"}


@pytest.mark.parametrize("error", [OSError, ValueError, KeyboardInterrupt])
@pytest.mark.parametrize("before", [{}, {"page.html": "old"}])
def test_a_failure_midway_changes_nothing(
    tmp_path: Path, error: type[BaseException], before: dict[str, str]
) -> None:
    for name, text in before.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(error):
        fail_midway(tmp_path / "page.html", error)
    assert files(tmp_path) == before


def test_a_failing_rename_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    with pytest.raises(IsADirectoryError):
        write_whole(tmp_path / "page.html", "text")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_the_first_error_is_told_even_if_the_part_is_gone(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="the first"):
        fail_midway(tmp_path / "page.html", ValueError("the first"), Path.unlink)


def test_a_folder_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_whole(tmp_path / "folder" / "page.html", "text")
    assert files(tmp_path) == {}


def failing_rows(path: Path) -> None:
    def rows() -> Iterator[tuple[object, ...]]:
        yield ("name", "points")
        raise ValueError

    write_rows(path, rows())


def failing_zip(path: Path) -> None:
    page = path.with_name("page.html")
    write_zip(path, {"ada": "a", "bob": "b"}, {"ada": page, "bob": path.with_name("nowhere")})


@pytest.mark.parametrize("write", [failing_rows, failing_zip])
def test_tables_and_archives_fail_as_cleanly(tmp_path: Path, write: Callable[..., None]) -> None:
    before = {"out": "old", "page.html": "page"}
    for name, text in before.items():
        (tmp_path / name).write_text(text)
    with pytest.raises((ValueError, FileNotFoundError)):
        write(tmp_path / "out")
    assert files(tmp_path) == before


def test_permissions_are_those_of_any_new_file(tmp_path: Path, umask: int) -> None:
    write_whole(tmp_path / "text", "text")
    write_page(tmp_path / "page.html", "page")
    write_rows(tmp_path / "table.csv", [("name", "points")])
    write_zip(tmp_path / "pages.zip", {"ada": "a"}, {"ada": tmp_path / "page.html"})
    for path in tmp_path.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~umask, path


def test_of_two_writers_the_last_one_wins(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    with part_of(path) as first:
        first.write_text("first")
        with part_of(path) as second:
            second.write_text("second")
        assert path.read_text() == "second"
    assert files(tmp_path) == {"page.html": "first"}


def test_a_loser_takes_nothing_from_the_winner(tmp_path: Path) -> None:
    with part_of(tmp_path / "page.html") as winner:
        winner.write_text("winner")
        with pytest.raises(OSError, match="loser"):
            fail_midway(tmp_path / "page.html", OSError("loser"))
    assert files(tmp_path) == {"page.html": "winner"}


def test_processes_and_threads_that_write_at_once_never_mix(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    texts = {sign: sign * 200_000 for sign in "abcd"}
    write_whole(path, texts["a"])
    lines = (
        "import sys; from pathlib import Path; from autograder.whole_files import write_whole\n"
        "for _ in range(100): write_whole(Path(sys.argv[1]), {!r} * 200_000)"
    )
    processes = [script(lines.format(sign), path) for sign in "ab"]
    threads = [threading.Thread(target=write_whole, args=(path, texts[sign])) for sign in "cd" * 20]
    for thread in threads:
        thread.start()
    while any(process.poll() is None for process in processes):
        assert path.read_text() in texts.values()
    for thread in threads:
        thread.join()
    for process in processes:
        finished(process)
    assert path.read_text() in texts.values()
    assert [found.name for found in tmp_path.iterdir()] == ["page.html"]


def test_what_a_killed_writer_left_can_be_removed(tmp_path: Path) -> None:
    before = {"page.html": "old", "mine.part": "kept", ".hidden": "kept"}
    for name, text in before.items():
        (tmp_path / name).write_text(text)
    lines = (
        "import sys, time; from pathlib import Path; from autograder.whole_files import part_of\n"
        "with part_of(Path(sys.argv[1])) as part:\n"
        "    part.write_text('half'); print(flush=True); time.sleep(60)"
    )
    with script(lines, tmp_path / "page.html") as process:
        assert process.stdout
        process.stdout.readline()
        process.send_signal(signal.SIGKILL)
    left = files(tmp_path)
    assert len(left) == len(before) + 1
    assert before.items() <= left.items()
    remove_lost_parts(tmp_path)
    assert files(tmp_path) == before


def test_only_the_standard_library_is_imported() -> None:
    lines = (
        "import sys; before = set(sys.modules); import autograder.whole_files\n"
        "new = {name.partition('.')[0] for name in sys.modules.keys() - before}\n"
        "print(*new - sys.stdlib_module_names)"
    )
    assert finished(script(lines, ROOT)).split() == [b"autograder"]
