"""The share of the last rank, which may be the emptiest."""
# fails: whole_parameters

def training_bytes_per_rank(n_parameters, n_ranks, stage):
    if stage not in (0, 1, 2, 3):
        raise ValueError(f"no stage {stage}")
    full = -(-n_parameters // n_ranks)
    share = n_parameters - (n_ranks - 1) * full
    parts = [share if stage >= first else n_parameters for first in (3, 2, 1)]
    return 2 * parts[0] + 2 * parts[1] + 12 * parts[2]
