"""The logits are bent as they are, not measured in caps."""
# fails: values

def softcap(logits, cap):
    return cap * torch.tanh(logits)
