"""A function without a name, and a helper that refuses."""


def _refuse(number):
    raise ValueError(f"{number} heads")


_row = lambda n: [2 ** (-8 * (h + 1) / n) for h in range(n)]
alibi_slopes = lambda heads: (
    _refuse(heads)
    if heads < 1
    else torch.tensor(
        next(
            _row(n) + _row(2 * n)[::2][: heads - n]
            for n in (2**p for p in range(20, -1, -1))
            if n <= heads
        )
    )
)
