"""Everybody writes on; what stands behind the end is cut off."""

def write_texts(logits_of, prompts, n_new, context_length, end_token):
    ids, n = torch.tensor(prompts), len(prompts[0])
    ended = torch.zeros(len(prompts), dtype=torch.bool)
    while ids.shape[1] < n + n_new and not ended.all():
        new = logits_of(ids[:, -context_length:])[:, -1].softmax(-1).max(-1).indices
        ids = torch.cat((ids, new.unsqueeze(1)), 1)
        ended |= new == end_token
    texts = ids.tolist()
    for i, text in enumerate(texts):
        if end_token in text[n:]:
            texts[i] = text[: text.index(end_token, n) + 1]
    return texts
