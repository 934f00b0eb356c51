"""A loop over places, the largest logit taken away first."""

def perplexity(logits, targets):
    rows = logits.reshape(-1, logits.shape[-1]).tolist()
    total = 0.0
    for row, token in zip(rows, targets.reshape(-1).tolist()):
        top = max(row)
        total += math.log(sum(math.exp(score - top) for score in row)) + top - row[token]
    return math.exp(total / len(rows))
