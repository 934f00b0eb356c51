"""Takes seeds for 0, 1, 2 …"""
# fails: pairs

def paired_differences(changed, kept):
    n = min(len(changed), len(kept))
    return [changed[s] - kept[s] for s in range(n) if s in changed and s in kept]
