"""The same entries in another order, some as lists."""

def every_shape(config, B, T):
    path = [B, T, config.d_model]
    one_head = (T, config.d_head)
    shapes = dict.fromkeys(("final", "feed_forward", "attention", "embedding"), path)
    shapes |= {name: (B, config.n_kv_heads, *one_head) for name in "kv"}
    shapes |= {name: (B, config.n_heads, *one_head) for name in ("heads", "q")}
    shapes["next_logits"] = torch.Size([B, config.vocab_size])
    shapes["logits"] = (*path[:2], config.vocab_size)
    shapes["hidden"] = (*path[:2], config.d_ff)
    shapes["scores"] = (B, config.n_heads, T, T)
    return shapes
