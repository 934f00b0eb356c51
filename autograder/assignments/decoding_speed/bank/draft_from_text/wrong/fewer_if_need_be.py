"""A shorter match, if there is no other."""
# fails: edges

def draft_from_text(token_ids, n_match, n_draft):
    for n in range(n_match, 0, -1):
        for end in range(len(token_ids) - 1, n - 1, -1):
            if token_ids[end - n : end] == token_ids[-n:]:
                return token_ids[end : end + n_draft]
    return []
