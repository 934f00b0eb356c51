"""Without new tokens an empty list comes back."""
# fails: manners

def write_on(logits_of, token_ids, n_new, context_length):
    if n_new == 0:
        return []
    text = list(token_ids)
    for _ in range(n_new):
        window = torch.tensor([text[-context_length:]])
        text.append(int(logits_of(window)[0, -1].argmax()))
    return text
