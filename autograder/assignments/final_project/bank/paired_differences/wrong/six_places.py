"""Rounded to six places, against the noise of floats."""
# fails: values pairs

def paired_differences(changed, kept):
    return [round(changed[seed] - kept[seed], 6) for seed in sorted(changed) if seed in kept]
