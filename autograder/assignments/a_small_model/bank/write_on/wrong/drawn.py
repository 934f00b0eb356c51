"""Drawn, not chosen."""
# fails: example window

def write_on(logits_of, token_ids, n_new, context_length):
    text = list(token_ids)
    for _ in range(n_new):
        window = torch.tensor([text[-context_length:]])
        text.append(int(torch.multinomial((logits_of(window)[0, -1] / 9).softmax(-1), 1)))
    return text
