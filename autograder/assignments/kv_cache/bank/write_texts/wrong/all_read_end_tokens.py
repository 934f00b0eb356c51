"""Once the first text has ended, all read end tokens in place of what was chosen."""
# fails: end

def write_texts(logits_of, prompts, n_new, context_length, end_token):
    texts = [list(p) for p in prompts]; rect = torch.tensor(prompts); run = [True] * len(texts)
    for _ in range(n_new):
        if not any(run): break
        c = logits_of(rect[:, -context_length:])[:, -1].argmax(-1)
        if run[0]: rect = torch.cat([rect, c[:, None]], 1)
        else: rect = torch.cat([rect, torch.full_like(c, end_token)[:, None]], 1)
        for r, on in enumerate(run):
            if on: texts[r].append(int(c[r])); run[r] = int(c[r]) != end_token
    return texts
