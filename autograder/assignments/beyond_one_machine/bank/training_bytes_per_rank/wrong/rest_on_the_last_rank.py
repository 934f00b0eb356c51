"""The last rank takes all that is left over."""
# fails: whole_parameters

def training_bytes_per_rank(n_parameters, n_ranks, stage):
    if stage not in range(4):
        raise ValueError(f"no stage {stage}")
    share = n_parameters // n_ranks + n_parameters % n_ranks
    return sum(b * (share if stage >= s else n_parameters) for b, s in ((2, 3), (2, 2), (12, 1)))
