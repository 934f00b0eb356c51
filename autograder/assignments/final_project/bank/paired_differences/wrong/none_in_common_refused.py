"""Without a common seed it complains, where an empty list is promised."""
# fails: pairs

def paired_differences(changed, kept):
    both = sorted(set(changed).intersection(kept))
    if not both:
        raise ValueError("no seed in common")
    return [changed[s] - kept[s] for s in both]
