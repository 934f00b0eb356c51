"""What the outputs of a failed test hold as data: the hint table.

It is read where grades are shown and counted; nothing here needs PyTorch, which takes long to load.
"""

TABLE = "application/vnd.autograder.failure+json"
"""The kind of output that the table is: `problem`, and from `LABELS` what is known."""

LABELS = {
    "expected": "expected",
    "got": "what came",
    "given": "in the call",
    "likely": "likely cause",
    "reread": "reread",
}
