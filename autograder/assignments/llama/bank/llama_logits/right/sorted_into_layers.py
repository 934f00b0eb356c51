"""All names are sorted into layers first."""

def llama_logits(token_ids, weights, config, block):
    layers = [{} for _ in range(config.n_layers)]
    for name, tensor in weights.items():
        where, _, rest = name.partition(".")
        if where == "layers":
            number, _, short = rest.partition(".")
            layers[int(number)][short] = tensor
    n = token_ids.size(-1)
    places = torch.arange(n)
    turn = RotaryEncoding(config.d_head, config.rope_base)(places)
    hidden = F.embedding(token_ids, weights["embed_tokens.weight"])
    for own in layers:
        hidden = block(hidden, own, config, turn, places <= places[:, None])
    hidden = F.rms_norm(hidden, hidden.shape[-1:], weights["norm.weight"], config.norm_eps)
    return F.linear(hidden, weights["embed_tokens.weight" if config.tied else "lm_head.weight"])
