"""The names are taken apart once, into a table of layers."""
import re

def read_tokens(token_ids, tensors, config, layer, kept):
    table = [{} for _ in range(config.n_layers)]
    for name, tensor in tensors.items():
        if found := re.fullmatch(r"layers\.(\d+)\.(.+)", name):
            table[int(found[1])][found[2]] = tensor
    x = F.embedding(token_ids, tensors["embed_tokens.weight"])
    pairs = list(kept) if len(kept) else nothing_kept(config, token_ids.shape[0], x.dtype)
    for i, own in enumerate(table):
        x, *pair = layer(x, own, config, pairs[i])
        pairs[i] = tuple(pair)
    x = x / (x.pow(2).sum(-1, keepdim=True) / x.shape[-1] + config.norm_eps).sqrt()
    head = tensors["lm_head.weight"] if "lm_head.weight" in tensors else tensors["embed_tokens.weight"]
    return torch.einsum("btc,vc->btv", x * tensors["norm.weight"], head), pairs
