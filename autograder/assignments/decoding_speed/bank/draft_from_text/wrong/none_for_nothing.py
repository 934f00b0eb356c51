"""None where nothing matches."""
# fails: edges

def draft_from_text(token_ids, n_match, n_draft):
    newest = token_ids[-n_match:]
    for end in range(len(token_ids) - 1, n_match - 1, -1):
        if token_ids[end - n_match : end] == newest:
            return token_ids[end : end + n_draft]
