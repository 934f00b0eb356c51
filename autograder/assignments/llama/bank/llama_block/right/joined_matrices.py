"""Matrices joined as in Phi-3, pairs turned by hand, groups by einsum."""

def llama_block(x, weights, config, rotation, mask):
    def norm(y, name):
        size = (y.square().mean(-1, keepdim=True) + config.norm_eps).sqrt()
        return y / size * weights[f"{name}_layernorm.weight"]

    def turn(heads):
        cosine, sine = rotation
        first, second = heads.chunk(2, dim=-1)
        return torch.cat([first * cosine - second * sine, second * cosine + first * sine], dim=-1)

    B, T, C = x.shape
    K, D = config.n_kv_heads, config.d_head
    joined = torch.cat([weights[f"self_attn.{n}_proj.weight"] for n in "qkv"])
    q, k, v = (norm(x, "input") @ joined.T).split([C, K * D, K * D], dim=-1)
    q = turn(q.view(B, T, K, -1, D).permute(0, 2, 3, 1, 4))  # B K g T D
    k, v = (part.view(B, T, K, D).transpose(1, 2) for part in (k, v))  # B K T D
    scores = torch.einsum("bkgtd,bksd->bkgts", q, turn(k)) / D**0.5
    shares = scores.masked_fill(~mask, -torch.inf).softmax(-1)
    read = torch.einsum("bkgts,bksd->btkgd", shares, v).reshape(B, T, C)
    path = x + read @ weights["self_attn.o_proj.weight"].T
    wide = torch.cat([weights["mlp.gate_proj.weight"], weights["mlp.up_proj.weight"]])
    gate, up = (norm(path, "post_attention") @ wide.T).chunk(2, dim=-1)
    return path + (F.silu(gate) * up) @ weights["mlp.down_proj.weight"].T
