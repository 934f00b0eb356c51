"""A map over what two sets have in common."""

def paired_differences(changed, kept):
    import operator

    seeds = list(set(changed) & set(kept))
    seeds.sort()
    return list(map(operator.sub, map(changed.get, seeds), map(kept.get, seeds)))
