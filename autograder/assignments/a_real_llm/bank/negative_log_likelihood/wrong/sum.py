"""The sum, not the mean."""
# fails: value pieces manners

def negative_log_likelihood(read, token_ids, size):
    if len(token_ids) < 2:
        raise ValueError(f"a text of {len(token_ids)} tokens has no next token")
    kept, rows = [], []
    for begin in range(0, len(token_ids), size):
        piece = torch.tensor([list(token_ids[begin : begin + size])])  # 1 T
        logits, kept = read(piece, kept)
        rows.append(logits[0])
    logits = torch.cat(rows)[:-1]
    return F.cross_entropy(logits, torch.tensor(list(token_ids[1:])), reduction="sum").item()
