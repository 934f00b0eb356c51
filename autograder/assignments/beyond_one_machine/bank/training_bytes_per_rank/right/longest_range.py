"""The parameters dealt out as ranges, and the longest one measured."""

def training_bytes_per_rank(n_parameters, n_ranks, stage):
    if stage not in range(4):
        raise ValueError(f"no stage {stage}: there are 0 to 3")
    edges = [0, -(n_parameters * -1 // n_ranks)]
    whole, part = range(n_parameters), range(*edges)
    held = [whole, whole, whole] if stage == 0 else None
    held = held or [part if stage == 3 else whole, whole if stage == 1 else part, part]
    return sum((r.stop - r.start) * b for r, b in zip(held, (2, 2, 12)))
