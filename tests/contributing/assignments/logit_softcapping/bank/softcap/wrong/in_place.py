"""The caller's logits are divided in place."""
# fails: inputs_unchanged

def softcap(logits, cap):
    logits /= cap
    return cap * torch.tanh(logits)
