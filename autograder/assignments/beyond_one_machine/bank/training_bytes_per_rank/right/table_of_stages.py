"""A table of what is whole in each stage."""

import math


def training_bytes_per_rank(n_parameters, n_ranks, stage):
    whole_bytes = {0: 16, 1: 4, 2: 2, 3: 0}
    if stage not in whole_bytes:
        raise ValueError(f"unknown stage: {stage}")
    whole = whole_bytes[stage]
    biggest_share = math.floor((n_parameters - 1) // n_ranks) + 1
    return whole * n_parameters + (16 - whole) * biggest_share
