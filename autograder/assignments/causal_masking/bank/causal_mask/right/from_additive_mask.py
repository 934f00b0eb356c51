"""PyTorch's additive mask, asked where it is 0."""

def causal_mask(n):
    return torch.nn.Transformer.generate_square_subsequent_mask(n) == 0
