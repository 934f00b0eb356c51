"""Probabilities first; the likeliest is the same."""

def write_on(logits_of, token_ids, n_new, context_length):
    text = list(token_ids)
    for _ in range(n_new):
        window = torch.tensor([text[-context_length:]])
        text.append(int(logits_of(window).softmax(-1)[0, -1].topk(1).indices))
    return text
