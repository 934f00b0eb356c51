"""F.embedding, F.rms_norm, a zip over the layers."""

def read_tokens(token_ids, tensors, config, layer, kept):
    E = tensors["embed_tokens.weight"]
    path = F.embedding(token_ids, E)
    pairs = list(kept) if len(kept) else nothing_kept(config, token_ids.shape[0], E.dtype)
    out = []
    for number, pair in enumerate(pairs):
        mine = {}
        for name in tensors:
            pieces = name.split(".", 2)
            if pieces[:2] == ["layers", str(number)]:
                mine[pieces[2]] = tensors[name]
        path, *new_pair = layer(path, mine, config, pair)
        out.append(tuple(new_pair))
    path = F.rms_norm(path, (config.d_model,), tensors["norm.weight"], config.norm_eps)
    return path @ (tensors["lm_head.weight"] if "lm_head.weight" in tensors else E).T, out
