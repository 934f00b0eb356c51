"""What servers and folders hold arrives in ``submitted``, once, whole, and nothing else does."""

import os
import stat
import unicodedata
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from autograder.base.errors import UsageError
from autograder.base.limits import MIB
from autograder.base.submission_time import read_time
from autograder.course.folder import Course
from autograder.course.roster import Roster
from autograder.submissions.collection import sources
from autograder.submissions.collection.collect import Collected, Rules, collect

SLUGS = ("causal_masking", "parameter_count")


@pytest.fixture
def empty(tmp_path: Path) -> Course:
    return Course.at(tmp_path / "course")


def archive(tmp_path: Path, files: dict[str, bytes]) -> Path:
    path = tmp_path / "submissions.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in files.items():
            file.writestr(name, content)
    return path


def submitted(course: Course) -> dict[str, bytes]:
    root = course.folder("submitted")
    found = {str(p.relative_to(root)): p.read_bytes() for p in root.rglob("*") if p.is_file()}
    assert not list(course.root.rglob("*.part"))
    return found


def problems(collected: Collected) -> dict[str, str]:
    return {left.file: left.reason for left in collected.left if left.problem}


def test_canvas_names_tell_student_late_and_which_is_newest(tmp_path: Path, empty: Course) -> None:
    source = archive(
        tmp_path,
        {
            "lovelaceada_11_501_causal_masking.ipynb": b"old",
            "lovelaceada_11_502_causal_masking-1.ipynb": b"new",
            "hopper_LATE_12_480_causal_masking-3.ipynb": b"late",
            "noether_13_481_solution.zip": b"PK",
            "__MACOSX/._hopper_12_1_causal_masking.ipynb": b"junk",
        },
    )
    collected = collect(empty, [source], Rules(SLUGS))
    assert submitted(empty) == {
        "lovelaceada-11/causal_masking/causal_masking.ipynb": b"new",
        "hopper-12/causal_masking/causal_masking.ipynb": b"late",
    }
    assert {t.student: t.late for t in collected.taken} == {
        "lovelaceada-11": False,
        "hopper-12": True,
    }
    assert "handed in none" in problems(collected)["noether_13_481_solution.zip"]
    older = [left.file for left in collected.left if not left.problem]
    assert older == ["lovelaceada_11_501_causal_masking.ipynb"]

    again = collect(empty, [source], Rules(SLUGS, late=False))
    assert [(t.student, t.state) for t in again.taken] == [("lovelaceada-11", "unchanged")]
    assert problems(again)["hopper_LATE_12_480_causal_masking-3.ipynb"] == "it is late"


def test_canvas_names_of_nobody_and_of_groups(tmp_path: Path, empty: Course) -> None:
    source = archive(
        tmp_path,
        {
            "LATE_anon_x7Ab3_90055_causal_masking-1.ipynb": b"newest",
            "anon_x7Ab3_90054_causal_masking.ipynb": b"older",
            "team_3_1001_90001_causal_masking.ipynb": b"team 3",
            "group_b_LATE_1002_90002_causal_masking.ipynb": b"group b",
            "eve_12_501_3_4_causal_masking.ipynb": b"eve, who would be user 3",
        },
    )
    collected = collect(empty, [source], Rules(SLUGS))
    late = {t.student: t.late for t in collected.taken}
    assert late == {"anon-x7Ab3": True, "team_3-1001": False, "group_b-1002": True}
    assert submitted(empty)["anon-x7Ab3/causal_masking/causal_masking.ipynb"] == b"newest"
    [(name, reason)] = problems(collected).items()
    assert name.startswith("eve")
    assert "can be that of user 12 or 501 or 3" in reason


def test_a_roster_gives_a_groups_file_to_nobody_else(tmp_path: Path, empty: Course) -> None:
    names = ("team_3_1001_90001_causal_masking.ipynb", "eve_12_501_3_4_causal_masking.ipynb")
    source = archive(tmp_path, dict.fromkeys(names, b""))

    def taken(students: dict[str, list[str]]) -> set[str]:
        rules = Rules(SLUGS, "causal_masking", Roster.of(students.items()))
        return {taken.student for taken in collect(empty, [source], rules).taken}

    assert taken({"grace": ["3"], "ida": ["1001"]}) == {"ida"}
    assert taken({"grace": ["3"]}) == set()
    assert taken({"grace": ["3"], "eve": ["12"]}) == {"eve"}
    assert taken({"grace": ["3"], "evelyn": ["12"]}) == set()


def test_a_name_is_one_in_every_form_of_unicode(tmp_path: Path, empty: Course) -> None:
    for form in ("NFC", "NFD"):
        name = unicodedata.normalize(form, "Jürgen Müller_7_assignsubmission_file_/")
        source = archive(tmp_path, {f"{name}causal_masking.ipynb": form.encode()})
        collect(empty, [source], Rules(SLUGS))
    assert submitted(empty) == {"jürgen_müller/causal_masking/causal_masking.ipynb": b"NFD"}


def test_moodles_participants_without_names_are_several(tmp_path: Path, empty: Course) -> None:
    name = "Participant_{}_assignsubmission_file_/causal_masking.ipynb"
    source = archive(tmp_path, {name.format(n): b"" for n in (71, 72)})
    assert problems(collect(empty, [source], Rules(SLUGS))) == {}
    students = {Path(name).parts[0] for name in submitted(empty)}
    assert students == {"participant_71", "participant_72"}


def test_moodle_folders_and_flat_names(tmp_path: Path, empty: Course) -> None:
    source = archive(
        tmp_path,
        {
            "Ada Lovelace_71_assignsubmission_file_/causal_masking.ipynb": b"ada",
            "Ada Lovelace_71_assignsubmission_file_/notes.ipynb": b"notes",
            "Ada Lovelace_71_assignsubmission_onlinetext_/onlinetext.html": b"text",
            "Émilie du Châtelet_72_assignsubmission_file_causal_masking.ipynb": b"flat",
            "Sam Doe_73_assignsubmission_file_/causal_masking.ipynb": b"one Sam",
            "Sam Doe_74_assignsubmission_file_/causal_masking.ipynb": b"another Sam",
            "Max_75_assignsubmission_file_/Untitled.ipynb": b"unnamed",
        },
    )
    collected = collect(empty, [source], Rules(SLUGS, only="causal_masking"))
    assert submitted(empty) == {
        "ada_lovelace/causal_masking/causal_masking.ipynb": b"ada",
        "émilie_du_châtelet/causal_masking/causal_masking.ipynb": b"flat",
        "max/causal_masking/causal_masking.ipynb": b"unnamed",
    }
    sams = [reason for file, reason in problems(collected).items() if file.startswith("Sam")]
    assert len(sams) == 2
    assert all("--roster" in reason for reason in sams)

    (tmp_path / "worksheet.csv").write_text(
        "Identifier,Full name,Email address,Status\n"
        "Participant 73,Sam Doe,sam@a.org,Submitted\n"
        "Participant 74,Sam Doe,sam@b.org,Submitted\n"
    )
    roster = Roster.read(tmp_path / "worksheet.csv")
    collected = collect(empty, [source], Rules(SLUGS, "causal_masking", roster))
    files = submitted(empty)
    assert files["sam@a.org/causal_masking/causal_masking.ipynb"] == b"one Sam"
    assert files["sam@b.org/causal_masking/causal_masking.ipynb"] == b"another Sam"
    assert any("not in the roster" in reason for reason in problems(collected).values())


def test_the_exchange_gives_the_last_submission(tmp_path: Path, empty: Course) -> None:
    inbound = tmp_path / "exchange/how-llms-work/inbound"
    for moment, content in (("09:30:00.5", b"first"), ("10:00:00.0", b"second")):
        folder = inbound / f"ada+causal_masking+2026-01-31 {moment} UTC+x7_-"
        folder.mkdir(parents=True)
        (folder / "Causal Masking.ipynb").write_bytes(content)
        (folder / "timestamp.txt").write_text(moment)
    collected = collect(empty, [tmp_path / "exchange"], Rules(SLUGS))
    folder = empty.folder("submitted", "ada", "causal_masking")
    assert submitted(empty) == {
        "ada/causal_masking/causal_masking.ipynb": b"second",
        "ada/causal_masking/timestamp.txt": b"2026-01-31 10:00:00 UTC\n",
    }
    assert read_time(folder) == datetime(2026, 1, 31, 10)
    assert problems(collected) == {}

    again = inbound / "ada+causal_masking+2026-02-01 08:00:00.0 UTC"
    again.mkdir()
    (again / "causal_masking.ipynb").write_bytes(b"second")
    assert [t.state for t in collect(empty, [inbound], Rules(SLUGS)).taken] == ["unchanged"]
    assert read_time(folder) == datetime(2026, 2, 1, 8)

    ancient = inbound / "ada+causal_masking+0001-01-01 00:00:00 UTC"
    ancient.mkdir()
    (ancient / "causal_masking.ipynb").write_bytes(b"a forged time")
    assert [t.state for t in collect(empty, [inbound], Rules(SLUGS)).taken] == ["unchanged"]

    by_hand = archive(tmp_path, {"ada_causal_masking.ipynb": b"third"})
    collect(empty, [by_hand], Rules(SLUGS))
    assert submitted(empty) == {"ada/causal_masking/causal_masking.ipynb": b"third"}


def test_a_folder_of_notebooks(tmp_path: Path, empty: Course) -> None:
    files = {
        "ada/causal_masking.ipynb": b"1",
        "ada/causal_masking (1).ipynb": b"a browser's copy",
        "blaise/parameter_count/mine.ipynb": b"2",
        "emmy_causal_masking.ipynb": b"3",
        "parameter_count/frances.ipynb": b"4",
        "grace/one.ipynb": b"5",
        "causal_masking.ipynb": b"whose?",
        "causal_masking_chapter (1).ipynb": b"what the chapter's page offers",
        ".ipynb_checkpoints/ada_causal_masking.ipynb": b"junk",
        "readme.txt": b"",
    }
    for name, content in files.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    collected = collect(empty, [tmp_path / "in"], Rules(SLUGS))
    assert sorted(submitted(empty).values()) == [b"1", b"2", b"3", b"4"]
    assert {(t.student, t.assignment) for t in collected.taken} == {
        ("ada", "causal_masking"),
        ("blaise", "parameter_count"),
        ("emmy", "causal_masking"),
        ("frances", "parameter_count"),
    }
    assert set(problems(collected)) == {
        "causal_masking.ipynb",
        "causal_masking_chapter (1).ipynb",
        "grace/one.ipynb",
    }


def test_links_devices_and_large_files_stay_where_they_are(
    tmp_path: Path, empty: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "outside.ipynb").write_bytes(b"secret")
    (folder / "ada_causal_masking.ipynb").symlink_to(tmp_path / "outside.ipynb")
    os.mkfifo(folder / "blaise_causal_masking.ipynb")
    (folder / "emmy_causal_masking.ipynb").write_bytes(b"x" * 101)
    (folder / "linked").symlink_to(tmp_path)
    monkeypatch.setattr(sources, "LARGEST_NOTEBOOK", 100)
    collected = collect(empty, [folder], Rules(SLUGS))
    assert submitted(empty) == {}
    reasons = problems(collected)
    assert reasons["ada_causal_masking.ipynb"] == "it is a link"
    assert reasons["blaise_causal_masking.ipynb"] == "it is not a plain file"
    assert "larger than" in reasons["emmy_causal_masking.ipynb"]
    assert "a link to a folder" in reasons["linked"]


def test_folders_that_are_not_entered_are_named(tmp_path: Path, empty: Course) -> None:
    deep = tmp_path / "in" / "/".join("abcdefghij")
    deep.mkdir(parents=True)
    (deep / "ada_causal_masking.ipynb").write_bytes(b"x")
    reasons = problems(collect(empty, [tmp_path / "in"], Rules(SLUGS)))
    assert "more than 8 folders deep" in reasons["a/b/c/d/e/f/g/h/i"]


def test_no_path_in_an_archive_leads_out(tmp_path: Path, empty: Course) -> None:
    names = [
        "../../ada_11_1_causal_masking.ipynb",
        "/etc/ada_11_2_causal_masking.ipynb",
        "a/../../ada_11_3_causal_masking.ipynb",
        "..\\ada_11_4_causal_masking.ipynb",
        "C:/ada_11_5_causal_masking.ipynb",
        "a/b/c/d/e/f/g/h/i/j/ada_11_6_causal_masking.ipynb",
        "line\nbreak_11_7_causal_masking.ipynb",
    ]
    source = archive(tmp_path, dict.fromkeys(names, b"evil"))
    with zipfile.ZipFile(source, "a") as file:
        link = zipfile.ZipInfo("link_12_1_causal_masking.ipynb")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(link, "/etc/passwd")
        file.writestr("..+causal_masking+2026-01-31 10:00:00 UTC/causal_masking.ipynb", b"evil")
        file.writestr("\u2025_13_1_causal_masking.ipynb", b"dots")
    collected = collect(empty, [source], Rules(SLUGS))
    assert {p.name for p in tmp_path.iterdir()} <= {"submissions.zip", "course"}
    assert b"evil" not in submitted(empty).values()
    assert len(problems(collected)) == len(names) + 1
    assert "\n" not in "".join(problems(collected))


def test_bombs_are_refused_before_they_fill_memory(
    tmp_path: Path, empty: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LARGEST_NOTEBOOK", 2 * MIB)
    bomb = archive(tmp_path, {"ada_1_1_causal_masking.ipynb": b"0" * (2 * MIB + 1)})
    assert bomb.stat().st_size < 100_000
    assert "larger than" in str(problems(collect(empty, [bomb], Rules(SLUGS))))

    monkeypatch.setattr(sources, "LARGEST_SOURCE", 1000)
    names = [f"s{n}_{n}_1_causal_masking.ipynb" for n in range(10)]
    with pytest.raises(UsageError, match="unpacks to more"):
        collect(empty, [archive(tmp_path, dict.fromkeys(names, b"0" * 300))], Rules(SLUGS))

    monkeypatch.setattr(sources, "MOST_FILES", 9)
    with pytest.raises(UsageError, match="more than 9 files"):
        collect(empty, [archive(tmp_path, dict.fromkeys(names, b""))], Rules(SLUGS))

    monkeypatch.setattr(sources, "LARGEST_DIRECTORY", 200)
    with pytest.raises(UsageError, match="list of files"):
        collect(empty, [archive(tmp_path, dict.fromkeys(names, b""))], Rules(SLUGS))


def test_a_file_that_lies_about_its_size_is_refused(tmp_path: Path, empty: Course) -> None:
    source = archive(tmp_path, {"ada_1_1_causal_masking.ipynb": b"0" * 5000})
    data = bytearray(source.read_bytes())
    for mark, place in ((b"PK\1\2", 24), (b"PK\3\4", 22)):  # the sizes it claims
        at = data.index(mark) + place
        data[at : at + 4] = (10).to_bytes(4, "little")
    source.write_bytes(data)
    assert "cannot be unpacked" in str(problems(collect(empty, [source], Rules(SLUGS))))


def test_damaged_archives_are_refused_with_a_reason(tmp_path: Path, empty: Course) -> None:
    whole = archive(tmp_path, {"ada_1_1_causal_masking.ipynb": b"0" * 5000}).read_bytes()
    broken = tmp_path / "broken.zip"
    for content in (b"", b"not a zip", whole[:-30]):
        broken.write_bytes(content)
        with pytest.raises(UsageError, match="not a zip archive"):
            collect(empty, [broken], Rules(SLUGS))
    damaged = bytearray(whole)
    damaged[60] ^= 255
    broken.write_bytes(damaged)
    assert "cannot be unpacked" in str(problems(collect(empty, [broken], Rules(SLUGS))))
    with pytest.raises(UsageError, match="no such"):
        collect(empty, [tmp_path / "nowhere"], Rules(SLUGS))


def test_an_encrypted_file_is_refused(tmp_path: Path, empty: Course) -> None:
    source = archive(tmp_path, {"ada_1_1_causal_masking.ipynb": b"0"})
    data = bytearray(source.read_bytes())
    for mark, place in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        data[data.index(mark) + place] |= 1
    source.write_bytes(data)
    assert "password" in str(problems(collect(empty, [source], Rules(SLUGS))))


def test_a_dry_run_writes_nothing(tmp_path: Path, empty: Course) -> None:
    source = archive(tmp_path, {"ada_1_1_causal_masking.ipynb": b"0"})
    collected = collect(empty, [source], Rules(SLUGS, write=False))
    assert [taken.state for taken in collected.taken] == ["new"]
    assert not empty.root.exists()


def test_a_replacement_leaves_one_notebook(tmp_path: Path, empty: Course) -> None:
    empty.submit("ada-1", "causal_masking", b"before", "causal_masking (copy 2).ipynb")
    source = archive(tmp_path, {"ada_1_1_causal_masking.ipynb": b"after"})
    collected = collect(empty, [source], Rules(SLUGS))
    assert [taken.state for taken in collected.taken] == ["replaced"]
    assert submitted(empty) == {"ada-1/causal_masking/causal_masking.ipynb": b"after"}
    [kept] = empty.replaced("ada-1", "causal_masking")
    assert (kept / "causal_masking (copy 2).ipynb").read_bytes() == b"before"


def test_every_version_of_a_students_work_is_kept(tmp_path: Path, empty: Course) -> None:
    for content in (b"first", b"second", b"second"):
        source = archive(tmp_path, {"ada_1_1_causal_masking.ipynb": content})
        collect(empty, [source], Rules(SLUGS))
    [kept] = empty.replaced("ada-1", "causal_masking")
    assert (kept / "causal_masking.ipynb").read_bytes() == b"first"
    assert submitted(empty) == {"ada-1/causal_masking/causal_masking.ipynb": b"second"}


def test_links_in_submitted_are_not_written_through(tmp_path: Path, empty: Course) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    empty.folder("submitted", "ada-1").mkdir(parents=True)
    empty.folder("submitted", "ada-1", "causal_masking").symlink_to(outside)
    collect(empty, [archive(tmp_path, {"ada_1_1_causal_masking.ipynb": b"x"})], Rules(SLUGS))
    assert list(outside.iterdir()) == []
    assert submitted(empty) == {"ada-1/causal_masking/causal_masking.ipynb": b"x"}


def test_of_a_whole_exchange_what_was_handed_out_is_nobodys(tmp_path: Path, empty: Course) -> None:
    exchange = tmp_path / "exchange/how-llms-work"
    folder = exchange / "inbound/ada+causal_masking+2026-01-31 12:00:00.0 UTC+x7"
    for place in (exchange / "outbound/causal_masking", folder):
        place.mkdir(parents=True)
        (place / "causal_masking.ipynb").write_bytes(b"{}")
    (folder / "submission_secret.txt").write_text("x7")
    collected = collect(empty, [exchange], Rules(SLUGS))
    assert [taken.student for taken in collected.taken] == ["ada"]
    assert collected.left == []


def test_other_assignments_in_the_exchange_are_no_news(tmp_path: Path, empty: Course) -> None:
    """All of a course is handed in to one folder: the others are for another day."""
    inbound = tmp_path / "exchange/how-llms-work/inbound"
    for slug in SLUGS[:2]:
        folder = inbound / f"ada+{slug}+2026-01-31 12:00:00.0 UTC+x7"
        folder.mkdir(parents=True)
        (folder / f"{slug}.ipynb").write_bytes(b"{}")
    collected = collect(empty, [inbound], Rules(SLUGS, SLUGS[0]))
    assert [taken.assignment for taken in collected.taken] == [SLUGS[0]]
    assert collected.left == []
