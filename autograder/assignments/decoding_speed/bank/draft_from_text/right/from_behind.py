"""The text is turned round, so that the latest place is the first."""

def draft_from_text(token_ids, n_match, n_draft):
    back = tuple(reversed(token_ids))
    for shift in range(1, len(back) - n_match + 1):
        if back[shift : shift + n_match] == back[:n_match]:
            follows = list(reversed(back[:shift]))
            return follows[:n_draft]
    return []
