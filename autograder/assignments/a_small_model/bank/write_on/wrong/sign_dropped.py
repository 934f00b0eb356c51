"""The largest logit without its sign."""
# fails: example

def write_on(logits_of, token_ids, n_new, context_length):
    text = list(token_ids)
    for _ in range(n_new):
        last = logits_of(torch.tensor([text[-context_length:]]))[0, -1]
        text.append(int(last.abs().argmax()))
    return text
