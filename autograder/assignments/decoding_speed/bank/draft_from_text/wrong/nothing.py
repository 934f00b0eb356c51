"""Never guesses."""
# fails: one_place several_places edges from_scratch

def draft_from_text(token_ids, n_match, n_draft):
    return []
