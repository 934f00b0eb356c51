"""The shares of the ranks are 32-bit numbers."""
# fails: unequal

def average_gradients(gradients, n_tokens):
    if not sum(n_tokens):
        raise ValueError("no tokens")
    shares = torch.tensor(n_tokens, dtype=torch.float32) / sum(n_tokens)
    kept = [(share, own) for share, own in zip(shares, gradients) if share > 0]
    return [sum(share * own[i] for share, own in kept) for i in range(len(gradients[0]))]
