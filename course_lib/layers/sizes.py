"""Sizes that go together: what cannot be shared out evenly is refused with its numbers."""


def require_divisible(name: str, value: int, by_name: str, by: int) -> None:
    """Refuse sizes that cannot be shared out evenly.

    >>> require_divisible("d_model", 10, "n_heads", 4)
    Traceback (most recent call last):
    ValueError: d_model = 10 must be a multiple of n_heads = 4
    """
    if by < 1 or value % by != 0:
        raise ValueError(f"{name} = {value} must be a multiple of {by_name} = {by}")
