"""Shorten the text until its end matches."""

def draft_from_text(token_ids, n_match, n_draft):
    def search(rest):
        if len(rest) < n_match:
            return None
        return len(rest) if rest[-n_match:] == token_ids[-n_match:] else search(rest[:-1])
    found = search(token_ids[:-1])
    return token_ids[found : found + n_draft] if found else []
