"""The differences under their seeds, not as a list."""
# fails: values pairs

def paired_differences(changed, kept):
    return {s: changed[s] - kept[s] for s in sorted(changed) if s in kept}
