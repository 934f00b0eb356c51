"""Kept minus changed."""
# fails: values pairs

def paired_differences(changed, kept):
    return [kept[s] - changed[s] for s in sorted(changed) if s in kept]
