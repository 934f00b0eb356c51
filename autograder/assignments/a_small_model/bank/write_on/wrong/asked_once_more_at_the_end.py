"""The model is asked once more when all is written."""
# fails: manners

def write_on(logits_of, token_ids, n_new, context_length):
    text = list(token_ids)
    for _ in range(n_new):
        window = torch.tensor([text[-context_length:]])
        text.append(int(logits_of(window)[0, -1].argmax()))
    if n_new:
        logits_of(torch.tensor([text[-context_length:]]))
    return text
