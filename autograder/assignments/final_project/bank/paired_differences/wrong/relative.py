"""A share of the kept loss."""
# fails: values pairs

def paired_differences(changed, kept):
    return [(changed[s] - kept[s]) / kept[s] for s in sorted(changed) if s in kept]
