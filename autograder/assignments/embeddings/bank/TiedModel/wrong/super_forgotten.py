"""The constructor of nn.Module is never called."""
# fails: count logits training start

class TiedModel(nn.Module):
    def __init__(self, vocab_size, d_model):
        self.E = nn.Parameter(0.02 * torch.randn(vocab_size, d_model))

    def forward(self, ids):
        return F.linear(self.E[ids], self.E)
