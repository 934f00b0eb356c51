"""A base below 10,000 is not believed."""
# fails: places

def llama_logits(token_ids, weights, config, block):
    T = token_ids.shape[1]; rot = RotaryEncoding(config.d_head, max(config.rope_base, 10000.0))(torch.arange(T)); mask = causal_mask(T)
    x = weights["embed_tokens.weight"][token_ids]
    for i in range(config.n_layers):
        own = {n.split(".", 2)[2]: w for n, w in weights.items() if n.startswith(f"layers.{i}.")}
        x = block(x, own, config, rot, mask)
    return rms_norm(x, weights["norm.weight"], config.norm_eps) @ weights.get("lm_head.weight", weights["embed_tokens.weight"]).T
