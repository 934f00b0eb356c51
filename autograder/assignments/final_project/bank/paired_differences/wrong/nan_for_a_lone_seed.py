"""A seed that only one of them has gives NaN."""
# fails: pairs

def paired_differences(changed, kept):
    nan = float("nan")
    return [changed.get(seed, nan) - kept.get(seed, nan) for seed in sorted({*changed, *kept})]
