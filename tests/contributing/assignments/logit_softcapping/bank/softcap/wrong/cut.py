"""The logits are cut at the cap, not bent."""
# fails: values

def softcap(logits, cap):
    return logits.clamp(-cap, cap)
