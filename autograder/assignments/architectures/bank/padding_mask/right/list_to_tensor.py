"""Lists turned into a tensor."""

def padding_mask(lengths, n):
    return torch.tensor([[place < length for place in range(n)] for length in lengths])
