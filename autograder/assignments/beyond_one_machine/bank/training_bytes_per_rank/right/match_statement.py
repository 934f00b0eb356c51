"""Four cases, divmod for the share."""

def training_bytes_per_rank(n_parameters, n_ranks, stage):
    quotient, rest = divmod(n_parameters, n_ranks)
    share = quotient + (rest > 0)
    match stage:
        case 0:
            return 16 * n_parameters
        case 1:
            return 4 * n_parameters + 12 * share
        case 2:
            return 2 * n_parameters + 14 * share
        case 3:
            return 16 * share
    raise ValueError(f"stage {stage} is not one of 0 to 3")
