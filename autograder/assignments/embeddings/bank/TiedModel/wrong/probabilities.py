"""Returns probabilities."""
# fails: logits training

class TiedModel(nn.Module):
    def __init__(self, vocab_size, d_model):
        super().__init__()
        self.embed_tokens = nn.Embedding(vocab_size, d_model)
        self.lm_head = nn.Linear(d_model, vocab_size, bias=False)
        self.lm_head.weight = self.embed_tokens.weight
        nn.init.normal_(self.embed_tokens.weight, std=0.02)

    def forward(self, ids):
        return self.lm_head(self.embed_tokens(ids)).softmax(-1)

    def step(self, ids, targets, rate):
        loss = F.cross_entropy(self(ids).flatten(0, -2), targets.flatten())
        self.zero_grad()
        loss.backward()
        with torch.no_grad():
            for parameter in self.parameters():
                parameter -= rate * parameter.grad
        return loss.item()
