"""A class of its own that computes the right logits: PyTorch finds no parameters in it."""
# fails: count logits training start

class TiedModel:
    def __init__(self, vocab_size, d_model):
        self.E = 0.02 * torch.randn(vocab_size, d_model)

    def __call__(self, ids):
        return F.linear(self.E[ids], self.E)
