"""The order is that in which the runs were made."""
# fails: pairs

def paired_differences(changed, kept):
    return [loss - kept[seed] for seed, loss in changed.items() if seed in kept]
