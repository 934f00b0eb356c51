"""A running sum over the pieces, the last row carried over."""

def negative_log_likelihood(read, token_ids, size):
    n = len(token_ids)
    if n < 2:
        raise ValueError("two tokens or more")
    total, cache, carried, i = 0.0, [], None, 0
    while i < n:
        piece = list(token_ids)[i : i + size]
        scores, cache = read(torch.tensor(piece)[None], cache)
        for j, token in enumerate(piece):
            if carried is not None:
                total += (carried.logsumexp(0) - carried[token]).item()
            carried = scores[0, j]
        i += size
    return total / (n - 1)
