"""A dictionary from runs to what follows them."""

def draft_from_text(token_ids, n_match, n_draft):
    followed = {}
    for i in range(n_match, len(token_ids)):
        followed[tuple(token_ids[i - n_match : i])] = i
    i = followed.get(tuple(token_ids[-n_match:]), len(token_ids))
    return token_ids[i : i + n_draft]
