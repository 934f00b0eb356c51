"""The provisioner's entry point for an environment in which the project is not installed anew."""

from pathlib import Path

PROVISIONER = "warm-fork"


def registered(folder: Path, env: dict[str, str]) -> dict[str, str]:
    """Return the environment with a folder on the path that declares the entry point."""
    place = folder / "entry_point"
    about = place / "warm_fork-0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: warm-fork\nVersion: 0\n")
    (about / "entry_points.txt").write_text(
        "[jupyter_client.kernel_provisioners]\n"
        f"{PROVISIONER} = autograder.sandbox.jupyter.provisioner:WarmForkProvisioner\n"
    )
    return env | {"PYTHONPATH": f"{env['PYTHONPATH']}:{place}"}
