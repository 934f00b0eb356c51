"""Cosines and sines from their formula; one-hot lookup."""

from functools import reduce


def llama_logits(token_ids, weights, config, block):
    T, D = token_ids.shape[1], config.d_head
    exponents = torch.arange(0, D, 2).double() / D
    angles = torch.arange(T).double()[:, None] / config.rope_base**exponents
    embedding = weights["embed_tokens.weight"]
    dtype = embedding.dtype
    rotation = angles.cos().to(dtype), angles.sin().to(dtype)
    mask = torch.ones(T, T).tril().bool()

    def through(x, i):
        names = [n for n in weights if n.split(".")[:2] == ["layers", str(i)]]
        own = {n.split(".", 2)[2]: weights[n] for n in names}
        return block(x, own, config, rotation, mask)

    x = F.one_hot(token_ids, len(embedding)).to(dtype) @ embedding
    x = reduce(through, range(config.n_layers), x)
    x = rms_norm(x, weights["norm.weight"], config.norm_eps)
    rows = weights["lm_head.weight"] if "lm_head.weight" in weights else embedding
    return torch.einsum("btc,vc->btv", x, rows)
