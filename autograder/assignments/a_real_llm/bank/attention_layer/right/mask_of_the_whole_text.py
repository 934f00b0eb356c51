"""One mask for the whole text, of which the last rows are used; complex numbers turn."""

def attention_layer(x, weights, config, kept):
    B, T, _ = x.shape
    S = kept[0].shape[2] + T
    H, K, D = config.n_heads, config.n_kv_heads, config.d_head
    speeds = torch.tensor([config.rope_base ** (-2 * i / D) for i in range(D // 2)], dtype=torch.float64)
    turns = torch.outer(torch.arange(S).double(), speeds)[S - T :]
    turns = torch.polar(torch.ones_like(turns), turns)

    def rotated(heads):
        pairs = torch.complex(heads[..., : D // 2].double(), heads[..., D // 2 :].double()) * turns
        return torch.cat([pairs.real, pairs.imag], dim=-1).to(x.dtype)

    q = (x @ weights["self_attn.q_proj.weight"].T).view(B, T, H, D).permute(0, 2, 1, 3)
    k = (x @ weights["self_attn.k_proj.weight"].T).view(B, T, K, D).permute(0, 2, 1, 3)
    v = (x @ weights["self_attn.v_proj.weight"].T).view(B, T, K, D).permute(0, 2, 1, 3)
    keys = torch.cat((kept[0], rotated(k)), dim=-2)
    values = torch.cat((kept[1], v), dim=-2)
    grouped = rotated(q).view(B, K, H // K, T, D)
    scores = torch.einsum("bkgtd,bksd->bkgts", grouped, keys) / D**0.5
    shape = torch.ones(S, S, dtype=torch.bool).tril()[S - T :]
    shares = torch.where(shape, scores, torch.full_like(scores, -torch.inf)).softmax(-1)
    read = torch.einsum("bkgts,bksd->btkgd", shares, values).reshape(B, T, H * D)
    return read @ weights["self_attn.o_proj.weight"].T, keys, values
