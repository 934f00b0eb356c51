"""Agreement as a cumulative product of ones and zeros."""

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    written = []
    while len(written) < n_new and (not written or written[-1] != end_token):
        text = [*prompt, *written]
        guess = list(draft_from(text))[: n_new - len(written) - 1]
        rows = logits_of([*text, *guess])[-len(guess) - 1 :]
        said = rows.max(dim=-1).indices
        agreed = (torch.tensor(guess, dtype=torch.long) == said[: len(guess)]).long().cumprod(0).sum()
        added = said[: int(agreed) + 1].tolist()
        stop = added.index(end_token) + 1 if end_token in added else len(added)
        written += added[:stop]
    return [*prompt, *written]
