"""The last real token speaks for all."""
# fails: values padding empty gradients dtype

def mean_pool(hidden, real):
    last = real.sum(1).clamp(min=1) - 1
    return hidden[torch.arange(len(hidden)), last]
