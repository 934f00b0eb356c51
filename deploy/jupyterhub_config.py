"""How JupyterHub runs the class; `hub.py` names the file that says where everything is."""

import json
import os
import shutil
from pathlib import Path

from deploy import people
from deploy.authenticator import PasswordFile
from deploy.layout import Layout
from deploy.people import INSTRUCTOR, STUDENT

MOST_PROCESSES = 2000  # and threads, of a user: a fork bomb then stops one student, not the class

c = get_config()  # type: ignore[name-defined]
box = json.loads(Path(os.environ["CLASS_IN_A_BOX"]).read_text(encoding="utf-8"))
layout = Layout(Path(box["data"]), Path(box["programs"]))
members = people.read(layout.passwords)
of_role = {
    role: sorted(name for name, person in members.items() if person.role == role)
    for role in (INSTRUCTOR, STUDENT)
}


def role_of(spawner):
    """The role that decides what a server shows."""
    return INSTRUCTOR if spawner.user.name in of_role[INSTRUCTOR] else STUDENT


c.JupyterHub.bind_url = box["url"]
c.JupyterHub.ssl_cert, c.JupyterHub.ssl_key = box["certificate"], box["key"]
c.JupyterHub.hub_bind_url = f"http://127.0.0.1:{box['hub_port']}"
c.JupyterHub.db_url = f"sqlite:///{layout.hub / 'jupyterhub.sqlite'}"
c.JupyterHub.cookie_secret_file = str(layout.hub / "cookie_secret")
c.ConfigurableHTTPProxy.command = box["proxy"]
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{box['proxy_port']}"
c.ConfigurableHTTPProxy.pid_file = str(layout.hub / "proxy.pid")

c.JupyterHub.authenticator_class = PasswordFile
c.PasswordFile.path = str(layout.passwords)
c.PasswordFile.auth_refresh_age = 60  # seconds until who was shut out notices
c.JupyterHub.load_groups = {
    f"{role}s": {"users": names, "properties": {}} for role, names in of_role.items()
}
c.JupyterHub.load_roles = [
    {
        "name": "class-instructor",
        "description": "sees who is there, starts and stops servers, opens nobody's",
        "scopes": ["admin-ui", "list:users", "servers"],
        "groups": [f"{INSTRUCTOR}s"],
    }
]

c.JupyterHub.spawner_class = (
    "simple" if box["one_user"] else "jupyterhub.spawner.LocalProcessSpawner"
)
c.SimpleLocalProcessSpawner.home_dir_template = str(layout.homes / "{username}")
prlimit = None if box["one_user"] else shutil.which("prlimit")
limited = [prlimit, f"--nproc={MOST_PROCESSES}:{MOST_PROCESSES}"] if prlimit else []
c.Spawner.cmd = [*limited, str(layout.python), "-m", "jupyterhub.singleuser"]
c.Spawner.default_url = "/lab/tree/START.md"
c.Spawner.ip = "127.0.0.1"
c.Spawner.start_timeout = c.Spawner.http_timeout = 300  # a class comes all at once
c.Spawner.env_keep = []
c.Spawner.environment = layout.environment | {
    "JUPYTER_CONFIG_PATH": lambda spawner: str(layout.settings(role_of(spawner))),
    # the instructor's `autograder` is the whole one, a student's that of the wheel
    "PYTHONPATH": lambda spawner: str(layout.grader) if role_of(spawner) == INSTRUCTOR else "",
}
