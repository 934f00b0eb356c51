"""The first disagreement by comparison of tensors."""

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    result = torch.tensor(prompt, dtype=torch.long)
    left = n_new
    while left:
        guess = torch.tensor(draft_from(result.tolist()), dtype=torch.long)[: left - 1]
        chosen = logits_of(torch.cat([result, guess]).tolist()).argmax(-1)[len(result) - 1 :]
        wrong = (chosen[:-1] != guess).nonzero().flatten()
        n = int(wrong[0]) + 1 if len(wrong) else len(guess) + 1
        new = chosen[:n]
        ended = (new == end_token).nonzero().flatten()
        if len(ended):
            return torch.cat([result, new[: int(ended[0]) + 1]]).tolist()
        result = torch.cat([result, new])
        left -= n
    return result.tolist()
