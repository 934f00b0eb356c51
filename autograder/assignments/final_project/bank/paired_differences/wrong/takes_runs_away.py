"""Takes the runs out of the dictionaries that it was given."""
# fails: pairs

def paired_differences(changed, kept):
    return [changed.pop(s) - kept.pop(s) for s in sorted(changed) if s in kept]
