"""Every tensor is taken out of a copy of the dictionary and sorted by its layer."""

def llama_logits(token_ids, weights, config, block):
    left, layers = dict(weights), {}
    table, gain = left.pop("embed_tokens.weight"), left.pop("norm.weight")
    head = left.pop("lm_head.weight", table)
    while left:
        name, tensor = left.popitem()
        _, number, rest = name.split(".", 2)
        layers.setdefault(int(number), {})[rest] = tensor
    places = torch.arange(token_ids.size(-1))
    angles = RotaryEncoding(config.d_head, config.rope_base)(places)
    hidden = table[token_ids]
    for number in sorted(layers):
        hidden = block(hidden, layers[number], config, angles, causal_mask(len(places)))
    return rms_norm(hidden, gain, config.norm_eps) @ head.T
