"""What the piece before said last is remembered once, and never renewed."""
# fails: pieces

def negative_log_likelihood(read, token_ids, size):
    if len(token_ids) < 2:
        raise ValueError("two tokens at least")
    kept, nats, before = [], [], None
    for begin in range(0, len(token_ids), size):
        piece = list(token_ids[begin : begin + size])
        logits, kept = read(torch.tensor([piece]), kept)
        logs = logits[0].log_softmax(dim=-1)
        if before is None:
            before = logs[-1]
        if begin:
            nats.append(-before[piece[0]].item())
        nats += [-logs[t, token].item() for t, token in enumerate(piece[1:])]
    return sum(nats) / len(nats)
