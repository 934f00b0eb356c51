"""The lookup as a product; layers sorted into a table first."""

def read_tokens(token_ids, tensors, config, layer, kept):
    table = tensors["embed_tokens.weight"]
    V = table.size(0)
    x = F.one_hot(token_ids, V).to(table.dtype) @ table
    by_layer = [{} for _ in range(config.n_layers)]
    for name, tensor in tensors.items():
        if name.startswith("layers."):
            _, i, short = name.split(".", maxsplit=2)
            by_layer[int(i)][short] = tensor
    earlier = kept if kept else nothing_kept(config, token_ids.size(0), table.dtype)
    results = []
    for own, pair in zip(by_layer, earlier):
        result = layer(x, own, config, pair)
        x = result[0]
        results.append((result[1], result[2]))
    scale = (x.pow(2).sum(-1, keepdim=True) / config.d_model + config.norm_eps).sqrt()
    head = table if tensors.get("lm_head.weight") is None else tensors["lm_head.weight"]
    return torch.einsum("btc,vc->btv", x / scale * tensors["norm.weight"], head), results
