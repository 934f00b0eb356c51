"""The model is built on the meta device from layers of torch."""

def count_parameters(config):
    C, F = config.d_model, config.d_ff
    kv = C // config.n_heads * config.n_kv_heads
    with torch.device("meta"):
        embedding = nn.Embedding(config.vocab_size, C)
        layers = nn.ModuleList(
            nn.ModuleDict(
                {
                    "attention": nn.ModuleList(nn.Linear(C, n, bias=False) for n in (C, kv, kv, C)),
                    "feed_forward": nn.ModuleList(nn.Linear(C, F, bias=False) for _ in range(3)),
                    "norms": nn.ModuleList(nn.RMSNorm(C) for _ in range(2)),
                }
            )
            for _ in range(config.n_layers)
        )
        head = nn.Linear(C, config.vocab_size, bias=False)
        if config.tied:
            head.weight = embedding.weight
        model = nn.ModuleList([embedding, layers, nn.RMSNorm(C), head])
    return sum(parameter.numel() for parameter in model.parameters())
