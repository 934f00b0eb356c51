"""Prefers the place where most tokens match."""
# fails: several_places

def draft_from_text(token_ids, n_match, n_draft):
    best, place = n_match - 1, None
    for end in range(len(token_ids) - 1, n_match - 1, -1):
        n = 0
        while n < end and token_ids[end - 1 - n] == token_ids[-1 - n]:
            n += 1
        if n > best:
            best, place = n, end
    return [] if place is None else token_ids[place : place + n_draft]
