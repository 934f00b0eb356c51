"""A tensor comes back."""
# fails: example window manners

def write_on(logits_of, token_ids, n_new, context_length):
    text = list(token_ids)
    for _ in range(n_new):
        window = torch.tensor([text[-context_length:]])
        text.append(int(logits_of(window)[0, -1].argmax()))
    return torch.tensor(text)
