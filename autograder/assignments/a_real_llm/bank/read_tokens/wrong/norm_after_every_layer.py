"""The last norm follows every layer."""
# fails: logits a_small_llama

def read_tokens(token_ids, tensors, config, layer, kept):
    x = tensors["embed_tokens.weight"][token_ids]
    kept = kept or nothing_kept(config, len(token_ids), x.dtype)
    new = []
    for i in range(config.n_layers):
        start = f"layers.{i}."
        own = {n.removeprefix(start): w for n, w in tensors.items() if n.startswith(start)}
        x, keys, values = layer(x, own, config, kept[i])
        x = F.rms_norm(x, x.shape[-1:], tensors["norm.weight"], config.norm_eps)
        new.append((keys, values))
    x = x * 1
    return F.linear(x, tensors.get("lm_head.weight", tensors["embed_tokens.weight"])), new
