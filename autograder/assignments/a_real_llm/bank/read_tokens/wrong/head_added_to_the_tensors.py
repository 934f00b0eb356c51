"""A tied head is put among the tensors that came."""
# fails: manners

def read_tokens(token_ids, tensors, config, layer, kept):
    x = tensors["embed_tokens.weight"][token_ids]
    kept = kept or nothing_kept(config, len(token_ids), x.dtype)
    new = []
    for i in range(config.n_layers):
        start = f"layers.{i}."
        own = {n.removeprefix(start): w for n, w in tensors.items() if n.startswith(start)}
        x, keys, values = layer(x, own, config, kept[i])
        new.append((keys, values))
    x = x * torch.rsqrt(x.square().mean(dim=-1, keepdim=True) + config.norm_eps) * tensors["norm.weight"]
    return F.linear(x, tensors.setdefault("lm_head.weight", tensors["embed_tokens.weight"])), new
