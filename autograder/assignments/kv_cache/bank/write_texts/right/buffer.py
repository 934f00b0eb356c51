"""A buffer that is allocated once."""

def write_texts(logits_of, prompts, n_new, context_length, end_token):
    n, lengths = len(prompts[0]), [len(prompts[0]) + n_new] * len(prompts)
    buffer = torch.zeros(len(prompts), n + n_new, dtype=torch.long)
    buffer[:, :n] = torch.tensor(prompts)
    ended = set()
    for place in range(n, n + n_new):
        if len(ended) == len(prompts):
            break
        begin = max(place - context_length, 0)
        buffer[:, place] = logits_of(buffer[:, begin:place])[:, -1].argmax(-1)
        for row in range(len(prompts)):
            if row not in ended and buffer[row, place] == end_token:
                ended.add(row)
                lengths[row] = place + 1
    return [row[:length].tolist() for row, length in zip(buffer, lengths)]
