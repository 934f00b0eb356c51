"""One token more than can be read."""
# fails: window

def write_texts(logits_of, prompts, n_new, context_length, end_token):
    texts = [list(prompt) for prompt in prompts]
    rectangle = torch.tensor(prompts)
    running = set(range(len(texts)))
    for _ in range(n_new):
        if not running:
            break
        logits = logits_of(rectangle[:, -context_length - 1 :])
        chosen = logits[:, -1].argmax(dim=-1)
        rectangle = torch.cat([rectangle, chosen[:, None]], dim=1)
        for row in sorted(running):
            texts[row].append(int(chosen[row]))
        running = {row for row in running if texts[row][-1] != end_token}
    return texts
