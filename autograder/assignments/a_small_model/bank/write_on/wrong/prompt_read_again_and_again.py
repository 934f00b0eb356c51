"""What was written is not read."""
# fails: example window

def write_on(logits_of, token_ids, n_new, context_length):
    text = list(token_ids)
    for _ in range(n_new):
        window = torch.tensor([token_ids[-context_length:]])
        text.append(int(logits_of(window)[0, -1].argmax()))
    return text
