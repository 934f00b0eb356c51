"""Sizes of PyTorch's own layers without memory."""

def tensor_shapes(config):
    C, kv = config.d_model, config.n_kv_heads * config.d_model // config.n_heads

    def linear(n_in, n_out):
        return torch.nn.Linear(n_in, n_out, bias=False, device="meta").weight.shape

    shapes = {"embed_tokens.weight": torch.Size([config.vocab_size, C])}
    for i in range(config.n_layers):
        layer = {
            "self_attn.q_proj": linear(C, C),
            "self_attn.k_proj": linear(C, kv),
            "self_attn.v_proj": linear(C, kv),
            "self_attn.o_proj": linear(C, C),
            "mlp.gate_proj": linear(C, config.d_ff),
            "mlp.up_proj": linear(C, config.d_ff),
            "mlp.down_proj": linear(config.d_ff, C),
            "input_layernorm": torch.Size([C]),
            "post_attention_layernorm": torch.Size([C]),
        }
        shapes.update({f"layers.{i}.{name}.weight": shape for name, shape in layer.items()})
    shapes["norm.weight"] = torch.Size([C])
    if config.tied:
        return shapes
    return {**shapes, "lm_head.weight": linear(C, config.vocab_size)}
