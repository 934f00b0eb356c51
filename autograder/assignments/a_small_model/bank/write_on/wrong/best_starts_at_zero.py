"""The search for the largest logit begins at 0, and logits may all lie below."""
# fails: example

def write_on(logits_of, token_ids, n_new, context_length):
    text = list(token_ids)
    for _ in range(n_new):
        best, choice = 0.0, 0
        last = logits_of(torch.tensor([text[-context_length:]]))[0, -1]
        for i, score in enumerate(last.tolist()):
            if score > best:
                best, choice = score, i
        text.append(choice)
    return text
