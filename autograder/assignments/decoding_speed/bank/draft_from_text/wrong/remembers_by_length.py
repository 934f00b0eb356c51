"""Drafts are kept under the length of the text, and given again for another text."""
# fails: several_places

def draft_from_text(token_ids, n_match, n_draft, seen={}):
    key = len(token_ids), n_match, n_draft
    if key not in seen:
        seen[key] = []
        for end in range(len(token_ids) - 1, n_match - 1, -1):
            if token_ids[end - n_match : end] == token_ids[-n_match:]:
                seen[key] = token_ids[end : end + n_draft]
                break
    return seen[key]
