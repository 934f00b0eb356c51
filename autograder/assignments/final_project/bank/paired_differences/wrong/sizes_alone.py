"""How far apart, without saying which is lower."""
# fails: values pairs

def paired_differences(changed, kept):
    return [abs(changed[s] - kept[s]) for s in sorted(changed) if s in kept]
