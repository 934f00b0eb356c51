"""The parts come from the counter of parameters."""
# fails: integer

def training_flops_per_token(config):
    from course_lib.accounting.parameters import breakdown
    
    parts = breakdown(config)
    head = config.d_model * config.vocab_size
    return 6 * (parts['attention'] + parts['feed_forward'] + head)
