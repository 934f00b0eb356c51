"""The model is built on the meta device from layers of torch."""

def count_gpt2_parameters(config):
    C, F = config.d_model, config.d_ff
    with torch.device("meta"):
        layers = [
            nn.TransformerEncoderLayer(C, config.n_heads, F) for _ in range(config.n_layers)
        ]
        words = nn.Embedding(config.vocab_size, C)
        head = nn.Linear(C, config.vocab_size, bias=False)
        if config.tied:
            head.weight = words.weight
        positions = nn.Embedding(config.context_length, C)
        model = nn.ModuleList([words, positions, *layers, nn.LayerNorm(C), head])
    return sum(parameter.numel() for parameter in model.parameters())
