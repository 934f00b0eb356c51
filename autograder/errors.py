"""The error that ends a command because of what it was given."""


class UsageError(Exception):
    """What the person at the keyboard can put right; the message says how."""
