"""Through tensors of 32 bits."""
# fails: values pairs

def paired_differences(changed, kept):
    seeds = sorted(set(changed) & set(kept))
    a, b = (torch.tensor([runs[s] for s in seeds]) for runs in (changed, kept))
    return (a - b).tolist()
