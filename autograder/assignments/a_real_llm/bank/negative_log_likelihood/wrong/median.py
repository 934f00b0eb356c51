"""The middle one of the surprises."""
# fails: value pieces manners

def negative_log_likelihood(read, token_ids, size):
    if len(token_ids) < 2:
        raise ValueError("no next token")
    kept, rows = [], []
    for begin in range(0, len(token_ids), size):
        logits, kept = read(torch.tensor([list(token_ids[begin : begin + size])]), kept)
        rows.append(logits[0])
    nats = F.cross_entropy(torch.cat(rows)[:-1], torch.tensor(list(token_ids[1:])), reduction="none")
    return nats.median().item()
