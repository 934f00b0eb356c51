"""All windows of a tensor at once."""

def draft_from_text(token_ids, n_match, n_draft):
    ids = torch.tensor(token_ids, dtype=torch.long)
    if len(ids) <= n_match:
        return []
    windows = ids.unfold(0, n_match, 1)
    hits = (windows[:-1] == windows[-1]).all(dim=1).nonzero().flatten()
    if len(hits) == 0:
        return []
    start = int(hits[-1]) + n_match
    return ids[start : start + n_draft].tolist()
