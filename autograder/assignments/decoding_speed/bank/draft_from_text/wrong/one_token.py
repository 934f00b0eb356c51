"""The newest token alone has to match."""
# fails: one_place several_places edges

def draft_from_text(token_ids, n_match, n_draft):
    for end in range(len(token_ids) - 1, 0, -1):
        if token_ids[end - 1] == token_ids[-1]:
            return token_ids[end : end + n_draft]
    return []
