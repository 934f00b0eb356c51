"""Seeds are sorted as text: 10 comes before 9."""
# fails: pairs

def paired_differences(changed, kept):
    return [changed[seed] - kept[seed] for seed in sorted(changed.keys() & kept.keys(), key=str)]
