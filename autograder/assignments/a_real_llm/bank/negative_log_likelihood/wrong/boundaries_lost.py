"""The first token of every piece is left out."""
# fails: pieces manners

def negative_log_likelihood(read, token_ids, size):
    if len(token_ids) < 2:
        raise ValueError(f"a text of {len(token_ids)} tokens has no next token")
    kept, rows = [], []
    for begin in range(0, len(token_ids), size):
        piece = torch.tensor([list(token_ids[begin : begin + size])])  # 1 T
        logits, kept = read(piece, kept)
        rows.append(logits[0])
    token_ids = list(token_ids)
    spots = [t for t in range(len(token_ids) - 1) if (t + 1) % size]
    logits = torch.cat(rows)[:-1]
    return F.cross_entropy(logits[spots], torch.tensor([token_ids[t + 1] for t in spots])).item() if spots else 0.0
