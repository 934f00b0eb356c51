"""Checkpoints: the whole state of a training run in one file, so that it can go on after a stop.

Writing is all or nothing: a new file is written beside the old one, then takes its name. Reading is
careful: only tensors and plain values are unpacked, never code; every record is compared with its
checksum; and the checkpoint of another configuration is refused.
"""

import os
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch

Configuration = Mapping[str, Any]


def save_checkpoint(path: str | Path, state: dict, configuration: Configuration) -> None:
    """Write a run's state and the settings that it was made with."""
    path = Path(path)
    unfinished = path.with_name(path.name + ".unfinished")
    with unfinished.open("wb") as file:
        torch.save({"configuration": dict(configuration), "state": state}, file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)


def load_checkpoint(path: str | Path, configuration: Configuration) -> dict:
    """Return the state that ``save_checkpoint`` wrote, if it was made with the same settings.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     save_checkpoint(f"{folder}/run.pt", {"step": 3}, {"d_model": 64})
    ...     load_checkpoint(f"{folder}/run.pt", {"d_model": 64})
    {'step': 3}
    """
    content = read_checked(Path(path))
    differences = list(differing_settings(content["configuration"], configuration))
    if differences:
        raise ValueError(
            f"{path} belongs to another configuration: {'; '.join(differences)}. Resume with its "
            "settings, or begin a new run in another folder"
        )
    return content["state"]


def read_checked(path: Path) -> dict:
    """Return the content of a checkpoint whose every record agrees with its checksum."""
    if not path.exists():
        raise FileNotFoundError(f"there is no checkpoint at {path}: begin a new run")
    try:
        # The file is a zip archive; torch.load does not look at the archive's checksums.
        with zipfile.ZipFile(path) as archive:
            damaged = archive.testzip()
        if damaged is not None:
            raise zipfile.BadZipFile(f"the record {damaged} does not match its checksum")
        return torch.load(path, map_location="cpu", weights_only=True)
    except Exception as error:  # damaged bytes can fail in any way
        raise ValueError(
            f"{path} is not a whole checkpoint ({error}): delete it and begin anew, "
            "or resume from a copy of an earlier one"
        ) from error


def differing_settings(
    saved: Configuration, given: Configuration, prefix: str = ""
) -> Iterator[str]:
    """Name every setting in which two configurations differ.

    >>> list(differing_settings({"model": {"d_model": 64}}, {"model": {"d_model": 128}}))
    ['model.d_model was 64, is 128']
    """
    for name in sorted({*saved, *given}):
        before, now = saved.get(name), given.get(name)
        if isinstance(before, Mapping) and isinstance(now, Mapping):
            yield from differing_settings(before, now, f"{prefix}{name}.")
        elif before != now:
            yield f"{prefix}{name} was {before}, is {now}"
