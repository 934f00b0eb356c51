"""Two tensors of the common seeds, subtracted at once."""

def paired_differences(changed, kept):
    both = [s for s in range(min(changed, default=0), max(changed, default=0) + 1)]
    both = [s for s in both if s in changed and s in kept]
    first = torch.tensor([changed[s] for s in both], dtype=torch.float64)
    second = torch.tensor([kept[s] for s in both], dtype=torch.float64)
    return torch.sub(first, second).tolist()
