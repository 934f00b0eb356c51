"""Lower stages are taken for 0."""
# fails: refused

def training_bytes_per_rank(n_parameters, n_ranks, stage):
    if not stage <= 3:
        raise ValueError(f"no stage {stage}: choose 0, 1, 2 or 3")
    part = (n_parameters + n_ranks - 1) // n_ranks
    held = 0
    for size, first in ((12, 1), (2, 2), (2, 3)):
        held += size * (part if stage >= first else n_parameters)
    return held
