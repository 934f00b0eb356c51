"""The shapes of tensors that are computed without memory."""

def every_shape(config, B, T):
    def empty(*shape):
        return torch.empty(*shape, device="meta")

    H, K, D = config.n_heads, config.n_kv_heads, config.d_head
    x = empty(B, T, config.d_model)
    q, k = empty(B, T, H * D).unflatten(-1, (H, D)).mT.movedim(-1, 1), empty(B, T, K, D)
    q, k = empty(B, T, H, D).transpose(1, 2), k.transpose(1, 2)
    scores = q @ k.repeat_interleave(H // K, dim=1).mT
    heads = scores @ k.repeat_interleave(H // K, dim=1)
    hidden = x @ empty(config.d_model, config.d_ff)
    logits = x @ empty(config.d_model, config.vocab_size)
    tensors = {
        "embedding": x,
        "q": q,
        "k": k,
        "v": k,
        "scores": scores,
        "heads": heads,
        "attention": heads.transpose(1, 2).flatten(2),
        "hidden": hidden,
        "feed_forward": hidden @ empty(config.d_ff, config.d_model),
        "final": x,
        "logits": logits,
        "next_logits": logits[:, -1],
    }
    return {name: tensor.shape for name, tensor in tensors.items()}
