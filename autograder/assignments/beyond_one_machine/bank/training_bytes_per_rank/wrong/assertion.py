"""An assertion in place of a ValueError."""
# fails: refused

def training_bytes_per_rank(n_parameters, n_ranks, stage):
    assert 0 <= stage <= 3, f"no stage {stage}"
    part = (n_parameters + n_ranks - 1) // n_ranks
    held = 0
    for size, first in ((12, 1), (2, 2), (2, 3)):
        held += size * (part if stage >= first else n_parameters)
    return held
