"""Text by text."""

def mean_pool(hidden, real):
    means = []
    for rows, keep in zip(hidden, real):
        chosen = rows[keep]
        means.append(chosen.mean(0) if len(chosen) else rows.new_zeros(rows.shape[1]))
    return torch.stack(means)
