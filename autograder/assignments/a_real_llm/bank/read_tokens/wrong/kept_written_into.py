"""Writes into the list that was given."""
# fails: manners

def read_tokens(token_ids, tensors, config, layer, kept):
    x = tensors["embed_tokens.weight"][token_ids]
    kept = kept or nothing_kept(config, len(token_ids), x.dtype)
    for i in range(config.n_layers):
        start = f"layers.{i}."
        own = {n.removeprefix(start): tensors[n] for n in list(tensors) if n.startswith(start)}
        x, *pair = layer(x, own, config, kept[i])
        kept[i] = tuple(pair)
    x = x * torch.rsqrt(x.square().mean(-1, keepdim=True) + config.norm_eps) * tensors["norm.weight"]
    return F.linear(x, tensors.get("lm_head.weight", tensors["embed_tokens.weight"])), kept
