"""A stable softmax by hand; the last token is not read."""

def negative_log_likelihood(read, token_ids, size):
    if not len(token_ids) >= 2:
        raise ValueError("nothing to predict")
    kept, nats = [], []
    inputs, goals = list(token_ids)[:-1], list(token_ids)[1:]
    for start in range(0, len(inputs), size):
        rows, kept = read(torch.tensor([inputs[start : start + size]]), kept)
        for row, goal in zip(rows[0], goals[start : start + size]):
            below = row - row.max()
            nats.append((below.exp().sum().log() - below[goal]).item())
    return sum(nats) / len(nats)
