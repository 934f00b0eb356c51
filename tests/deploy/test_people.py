"""Names and passwords: drawn once, kept for the hub alone, refused in one line where impossible."""

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.base.errors import UsageError
from deploy import people


def test_everybody_gets_a_password_of_their_own_and_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "passwords.csv"
    first = people.join(path, "tutor", ["ada", "ben"])
    assert [(it.name, it.role) for it in first.values()] == [
        ("tutor", "instructor"),
        ("ada", "student"),
        ("ben", "student"),
    ]
    assert len({it.password for it in first.values()}) == 3
    assert all(len(it.password) == people.LETTERS for it in first.values())
    assert path.stat().st_mode & 0o777 == 0o600
    later = people.join(path, "somebody", ["ben", "cleo"])
    assert later == first | {"cleo": later["cleo"]}, "there is an instructor already"
    assert people.read(path) == later


@pytest.mark.parametrize("name", ["Ada", "ada lovelace", "../ada", "ada+ben", "1ada", "", "ä"])
def test_a_name_that_no_system_user_can_have_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be a user's name; expected a small letter"):
        people.join(tmp_path / "passwords.csv", "tutor", [name])
    assert not (tmp_path / "passwords.csv").exists()


def test_a_student_cannot_have_the_instructors_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tutor is the instructor's name"):
        people.join(tmp_path / "passwords.csv", "tutor", ["tutor"])


def test_a_name_that_is_refused_later_is_not_kept(tmp_path: Path) -> None:
    """Else the class would not start with a mended roster either."""
    path, asked = tmp_path / "passwords.csv", []

    def check(names) -> None:
        asked.extend(names)
        raise UsageError("daemon: this machine has a user of that name")

    with pytest.raises(UsageError, match="daemon"):
        people.join(path, "tutor", ["daemon"], check)
    assert asked == ["tutor", "daemon"]
    assert not path.exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,role\nada,student\n", "expected the columns name,role,password"),
        ("name,role,password\nada,student,\n", "needs a password"),
        ("name,role,password\nada,admin,x\n", "a role, instructor or student"),
    ],
)
def test_a_file_that_was_edited_wrongly_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "passwords.csv"
    path.write_text(text)
    with pytest.raises(UsageError, match=said):
        people.read(path)


def test_a_roster_without_a_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no such file"):
        people.students_of(tmp_path / "none.csv")


def test_only_ones_own_password_opens_and_a_line_that_is_gone_closes(tmp_path: Path) -> None:
    pytest.importorskip("jupyterhub")
    from deploy.authenticator import PasswordFile

    path = tmp_path / "passwords.csv"
    known = people.join(path, "tutor", ["ada", "ben"])
    door = PasswordFile(path=str(path))

    def let_in(name: str, password: str) -> str | None:
        return asyncio.run(door.authenticate(None, {"username": name, "password": password}))

    assert let_in("ada", known["ada"].password) == "ada"
    for name, password in (
        ("ada", known["ben"].password),
        ("ada", ""),
        ("nobody", ""),
        ("nobody", known["ada"].password),
    ):
        assert let_in(name, password) is None
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("ada,")))
    assert let_in("ada", known["ada"].password) is None
    lost = []
    ada, ben = (
        SimpleNamespace(
            name=name,
            api_tokens=[f"{name}'s token"],
            db=SimpleNamespace(delete=lost.append, commit=lambda: lost.append("for good")),
        )
        for name in ("ada", "ben")
    )
    assert not asyncio.run(door.refresh_user(ada)), "who has logged in before is shut out too"
    assert asyncio.run(door.refresh_user(ben))
    assert lost == ["ada's token", "for good"]
