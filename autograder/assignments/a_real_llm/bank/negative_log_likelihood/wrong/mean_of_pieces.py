"""The mean of the pieces' means."""
# fails: pieces

def negative_log_likelihood(read, token_ids, size):
    if len(token_ids) < 2:
        raise ValueError(f"a text of {len(token_ids)} tokens has no next token")
    kept, rows = [], []
    for begin in range(0, len(token_ids), size):
        piece = torch.tensor([list(token_ids[begin : begin + size])])  # 1 T
        logits, kept = read(piece, kept)
        rows.append(logits[0])
    logits = torch.cat(rows)[:-1]
    return torch.stack([F.cross_entropy(part, goal) for part, goal in zip(logits.split(size), torch.tensor(list(token_ids[1:])).split(size))]).mean().item()
