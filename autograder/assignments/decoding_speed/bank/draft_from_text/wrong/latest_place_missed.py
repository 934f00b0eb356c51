"""The search begins one place too early: that which ends before the last token is missed."""
# fails: several_places

def draft_from_text(token_ids, n_match, n_draft):
    newest = token_ids[-n_match:]
    for start in range(len(token_ids) - n_match - 2, -1, -1):
        if token_ids[start : start + n_match] == newest:
            return token_ids[start + n_match : start + n_match + n_draft]
    return []
