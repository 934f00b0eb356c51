"""A prompt that is too long is cut in the result."""
# fails: window

def write_on(logits_of, token_ids, n_new, context_length):
    text = list(token_ids)[-context_length:]
    for _ in range(n_new):
        window = torch.tensor([text[-context_length:]])
        text.append(int(logits_of(window)[0, -1].argmax()))
    return text
