"""Nothing is written."""
# fails: example window manners

def write_on(logits_of, token_ids, n_new, context_length):
    return list(token_ids)
