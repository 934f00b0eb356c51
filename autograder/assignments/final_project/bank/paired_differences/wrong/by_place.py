"""Pairs what stands at the same place."""
# fails: pairs

def paired_differences(changed, kept):
    return [a - b for a, b in zip(changed.values(), kept.values())]
