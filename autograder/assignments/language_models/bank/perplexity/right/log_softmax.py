"""log_softmax and gather; returns a tensor of one number."""

def perplexity(logits, targets):
    log_shares = logits.log_softmax(-1)
    return (-log_shares.gather(-1, targets[..., None]).mean()).exp()
