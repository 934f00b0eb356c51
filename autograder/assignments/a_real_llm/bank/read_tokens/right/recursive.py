"""A function that calls itself for the layers below."""

def read_tokens(token_ids, tensors, config, layer, kept):
    if len(kept) == 0:
        kept = nothing_kept(config, len(token_ids), tensors["norm.weight"].dtype)
    cache = [None] * config.n_layers

    def behind(n):
        """The path behind n layers."""
        if n == 0:
            return torch.stack([tensors["embed_tokens.weight"][row] for row in token_ids])
        below = behind(n - 1)
        prefix = f"layers.{n - 1}."
        names = [name[len(prefix) :] for name in tensors if name[: len(prefix)] == prefix]
        above, k, v = layer(below, {name: tensors[prefix + name] for name in names}, config, kept[n - 1])
        cache[n - 1] = (k, v)
        return above

    top = behind(config.n_layers)
    top = top * (top.square().mean(-1) + config.norm_eps).pow(-0.5).unsqueeze(-1)
    rows = tensors["embed_tokens.weight"] if "lm_head.weight" not in tensors else tensors["lm_head.weight"]
    return (top * tensors["norm.weight"]).matmul(rows.mT), cache
