"""Reads the text from its end on."""

def draft_from_text(token_ids, n_match, n_draft):
    back = list(token_ids)[::-1]
    head = back[:n_match]
    for skipped in range(1, len(back) - n_match + 1):
        if back[skipped : skipped + n_match] == head:
            return back[:skipped][::-1][:n_draft]
    return []
