"""Who has ended leaves the batch."""

def write_texts(logits_of, prompts, n_new, context_length, end_token):
    texts = [prompt[:] for prompt in prompts]
    running = list(range(len(texts)))
    while running and len(texts[running[0]]) < len(prompts[0]) + n_new:
        window = torch.tensor([texts[row][-context_length:] for row in running])
        best = logits_of(window)[:, -1].argmax(-1).tolist()
        for row, token in zip(running, best):
            texts[row].append(token)
        running = [row for row, token in zip(running, best) if token != end_token]
    return texts
