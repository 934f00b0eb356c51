"""The pass itself, on tensors without numbers."""

def pass_shapes(config, B, T, n_cached=0):
    def empty(*sizes):
        return torch.empty(sizes, device="meta")

    def heads(vectors, n):
        return vectors.unflatten(2, (n, -1)).transpose(1, 2)

    n_q, n_kv = config.n_heads, config.n_kv_heads
    width = config.d_model // n_q
    x = empty(B, T, config.d_model)
    qkv = x @ empty(config.d_model, (n_q + n_kv + n_kv) * width)
    parts = qkv.split([n_q * width, n_kv * width, n_kv * width], dim=2)
    q, k_new, v_new = map(heads, parts, (n_q, n_kv, n_kv))
    cached = empty(B, n_kv, n_cached, width)
    k_all, v_all = (torch.cat([cached, new], dim=2) for new in (k_new, v_new))
    scores = q @ k_all.repeat_interleave(n_q // n_kv, 1).mT
    read = scores.softmax(-1) @ v_all.repeat_interleave(n_q // n_kv, 1)
    merged = read.transpose(1, 2).flatten(2)
    gate_up = merged @ empty(config.d_model, 2 * config.d_ff)
    gate, up = gate_up.chunk(2, dim=2)
    hidden = gate * up
    y = hidden @ empty(config.d_ff, config.d_model)
    next_logits = y[:, -1] @ empty(config.d_model, config.vocab_size)
    made = dict(x=x, qkv=qkv, q=q, k_new=k_new, k_all=k_all, scores=scores, merged=merged)
    made |= dict(gate_up=gate_up, hidden=hidden, next_logits=next_logits)
    return {name: tensor.shape for name, tensor in made.items()}
