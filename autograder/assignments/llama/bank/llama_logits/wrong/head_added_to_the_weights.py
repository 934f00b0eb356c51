"""A tied head is put among the weights that came."""
# fails: manners

def llama_logits(token_ids, weights, config, block):
    T = token_ids.shape[1]
    rotation = RotaryEncoding(config.d_head, config.rope_base)(torch.arange(T))
    mask = causal_mask(T)
    x = weights["embed_tokens.weight"][token_ids]
    for i in range(config.n_layers):
        start = f"layers.{i}."
        own = {name[len(start) :]: w for name, w in weights.items() if name.startswith(start)}
        x = block(x, own, config, rotation, mask)
    x = rms_norm(x, weights["norm.weight"], config.norm_eps)
    head = weights.setdefault("lm_head.weight", weights["embed_tokens.weight"])
    return x @ head.T
