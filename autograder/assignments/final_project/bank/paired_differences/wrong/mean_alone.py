"""One number for all seeds: the mean."""
# fails: values pairs

def paired_differences(changed, kept):
    both = [s for s in changed if s in kept]
    return [sum(changed[s] - kept[s] for s in both) / max(len(both), 1)]
