"""log_softmax and gather on tensors split by size."""

def negative_log_likelihood(read, token_ids, size):
    text = torch.as_tensor(token_ids)
    if text.numel() <= 1:
        raise ValueError(text.numel())
    state, collected = [], []
    for chunk in text.split(size):
        out, state = read(chunk.unsqueeze(0), state)
        collected.append(out.squeeze(0).log_softmax(-1))
    spoken = torch.cat(collected, 0)
    right_ones = spoken[torch.arange(len(text) - 1), text[1:]]
    return float(-right_ones.mean())
