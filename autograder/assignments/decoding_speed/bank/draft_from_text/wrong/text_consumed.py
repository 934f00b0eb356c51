"""Tokens are popped from the text."""
# fails: edges

def draft_from_text(token_ids, n_match, n_draft):
    newest = token_ids[-n_match:]
    follow = []
    while len(token_ids) > n_match:
        follow.insert(0, token_ids.pop())
        if token_ids[-n_match:] == newest:
            return follow[:n_draft]
    return []
