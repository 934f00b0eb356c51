"""A prompt that is longer than the model can read is refused."""
# fails: window

def write_on(logits_of, token_ids, n_new, context_length):
    if len(token_ids) > context_length:
        raise ValueError("the prompt is too long")
    text = list(token_ids)
    for _ in range(n_new):
        window = torch.tensor([text[-context_length:]])
        text.append(int(logits_of(window)[0, -1].argmax()))
    return text
