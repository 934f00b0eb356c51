"""Each text goes through the model alone."""
# fails: manners

def write_texts(logits_of, prompts, n_new, context_length, end_token):
    texts = [list(prompt) for prompt in prompts]
    for text in texts:
        for _ in range(n_new):
            logits = logits_of(torch.tensor([text[-context_length:]]))
            text.append(int(logits[0, -1].argmax()))
            if text[-1] == end_token:
                break
    return texts
