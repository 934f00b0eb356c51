"""Looks for the digits: 1 2 is found inside of 11 2."""
# fails: edges

def draft_from_text(token_ids, n_match, n_draft):
    written = " ".join(map(str, token_ids[:-1]))
    newest = " ".join(map(str, token_ids[len(token_ids) - n_match :]))
    place = written.rfind(newest)
    if len(token_ids) <= n_match or place < 0:
        return []
    end = len(written[:place].split()) + n_match
    return token_ids[end : end + n_draft]
