"""Rounded for the table."""
# fails: values pairs

def paired_differences(changed, kept):
    return [round(changed[s] - kept[s], 2) for s in sorted(changed) if s in kept]
