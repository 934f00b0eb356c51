"""Stage 0 is taken for no stage."""
# fails: stages whole_parameters refused

def training_bytes_per_rank(n_parameters, n_ranks, stage):
    if not stage or stage > 3 or stage < 0:
        raise ValueError(f"no stage {stage}")
    share = -(-n_parameters // n_ranks)
    return sum(b * (share if stage >= s else n_parameters) for b, s in ((2, 3), (2, 2), (12, 1)))
