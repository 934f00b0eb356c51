"""Takes for granted that every seed has a partner."""
# fails: pairs

def paired_differences(changed, kept):
    return [changed[s] - kept[s] for s in sorted(changed)]
