"""The whole text is read at once."""
# fails: pieces

def negative_log_likelihood(read, token_ids, size):
    if len(token_ids) < 2:
        raise ValueError(f"a text of {len(token_ids)} tokens has no next token")
    kept, rows = [], []
    for begin in range(0, len(token_ids), len(token_ids)):
        piece = torch.tensor([list(token_ids[begin : begin + len(token_ids)])])  # 1 T
        logits, kept = read(piece, kept)
        rows.append(logits[0])
    logits = torch.cat(rows)[:-1]
    return F.cross_entropy(logits, torch.tensor(list(token_ids[1:]))).item()
