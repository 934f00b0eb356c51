"""Uniform numbers of the right standard deviation, which have no tails."""
# fails: start

class TiedModel(nn.Module):
    def __init__(self, vocab_size, d_model):
        super().__init__()
        self.E = nn.Parameter(torch.empty(vocab_size, d_model))
        nn.init.uniform_(self.E, -0.02 * math.sqrt(3), 0.02 * math.sqrt(3))

    def forward(self, ids):
        return self.E[ids] @ self.E.T

    def step(self, ids, targets, rate):
        loss = F.cross_entropy(self(ids).flatten(0, -2), targets.flatten())
        self.zero_grad()
        loss.backward()
        with torch.no_grad():
            for parameter in self.parameters():
                parameter -= rate * parameter.grad
        return loss.item()
