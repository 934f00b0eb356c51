"""A text that is no longer than the match is an error."""
# fails: edges

def draft_from_text(token_ids, n_match, n_draft):
    if len(token_ids) <= n_match:
        raise ValueError("too short")
    newest = token_ids[-n_match:]
    for end in range(len(token_ids) - 1, n_match - 1, -1):
        if token_ids[end - n_match : end] == newest:
            return token_ids[end : end + n_draft]
    return []
