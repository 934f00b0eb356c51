"""Only places that n_draft tokens follow."""
# fails: several_places edges

def draft_from_text(token_ids, n_match, n_draft):
    newest = token_ids[-n_match:]
    for end in range(len(token_ids) - n_draft, n_match - 1, -1):
        if end < len(token_ids) and token_ids[end - n_match : end] == newest:
            return token_ids[end : end + n_draft]
    return []
