"""The differences are sorted by their size."""
# fails: values pairs

def paired_differences(changed, kept):
    return sorted(changed[s] - kept[s] for s in changed if s in kept)
