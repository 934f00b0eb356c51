"""A run without a partner is compared with 0."""
# fails: pairs

def paired_differences(changed, kept):
    seeds = sorted({*changed, *kept})
    return [changed.get(s, 0.0) - kept.get(s, 0.0) for s in seeds]
