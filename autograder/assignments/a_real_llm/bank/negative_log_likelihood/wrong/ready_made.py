"""The library's loss."""
# fails: manners

def negative_log_likelihood(read, token_ids, size):
    if len(token_ids) < 2:
        raise ValueError(f"a text of {len(token_ids)} tokens has no next token")
    kept, rows = [], []
    for begin in range(0, len(token_ids), size):
        piece = torch.tensor([list(token_ids[begin : begin + size])])  # 1 T
        logits, kept = read(piece, kept)
        rows.append(logits[0])
    logits = torch.cat(rows)[:-1]
    from course_lib.training.evaluation import next_token_loss

    return next_token_loss(logits[None].double(), torch.tensor([list(token_ids[1:])])).item()
