"""Zero for every model."""
# fails: totals feed_forward grouped_queries norms embedding_and_head positions integer from_scratch

def count_parameters(config):
    return 0
