"""Sorts the losses and pairs the best with the best."""
# fails: values pairs

def paired_differences(changed, kept):
    return [a - b for a, b in zip(sorted(changed.values()), sorted(kept.values()))]
