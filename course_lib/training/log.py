"""The diary of a training run: one JSON object a line, appended as training goes on.

    {"step": 100, "loss": 2.51, "learning_rate": 0.003}
    {"step": 100, "validation_loss": 2.53, "perplexity": 12.5}

Lines are whole or absent, so the file can be read while the run writes it, or after it was killed.
"""

import json
from pathlib import Path
from typing import Any

Curves = dict[str, list[tuple[int, float]]]


class TrainingLog:
    """Appends records to a file; what was logged after ``last_step`` is forgotten first.

    A run that resumes from step 100 repeats the steps after it; the log must not hold them twice.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     TrainingLog(f"{folder}/log.jsonl").append(step=1, loss=4.2)
    ...     read_log(f"{folder}/log.jsonl")
    [{'step': 1, 'loss': 4.2}]
    """

    def __init__(self, path: str | Path, last_step: int = 0):
        self.path = Path(path)
        kept = [record for record in read_log(self.path) if record["step"] <= last_step]
        self.path.write_text("".join(json.dumps(record) + "\n" for record in kept), "utf-8")

    def append(self, **record: Any) -> None:
        """Write one record."""
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(record) + "\n")


def read_log(path: str | Path) -> list[dict[str, Any]]:
    """Return the records of a log; a last line that was cut off is left out.

    >>> read_log("no_such_run.jsonl")
    []
    """
    path = Path(path)
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines[:-1]]


def loss_curves(records: list[dict[str, Any]]) -> Curves:
    """Return the curves to plot: training and validation loss over the steps.

    >>> loss_curves([{"step": 1, "loss": 4.2}, {"step": 1, "validation_loss": 4.1}])
    {'training': [(1, 4.2)], 'validation': [(1, 4.1)]}
    """
    names = {"training": "loss", "validation": "validation_loss"}
    curves = {
        title: [(record["step"], record[name]) for record in records if name in record]
        for title, name in names.items()
    }
    return {title: curve for title, curve in curves.items() if curve}
