"""The errors that end a command with one line."""


class UsageError(Exception):
    """What the person at the keyboard can put right; the message says how."""


class GraderFault(Exception):  # noqa: N818 - no error of the person's at the keyboard
    """What is wrong with the grader or its machine, for everybody; the message says what."""
