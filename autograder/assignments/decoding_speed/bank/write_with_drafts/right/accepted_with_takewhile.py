"""Recursion, pairs of guess and choice, and a tensor for the text."""
from itertools import takewhile

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    if n_new <= 0:
        return [*prompt]
    guesses = [*draft_from([*prompt])][: n_new - 1]
    rows = logits_of([*prompt, *guesses])[-len(guesses) - 1 :]
    choices = [int(row.argmax()) for row in rows]
    stood = len([*takewhile(lambda pair: pair[0] == pair[1], zip(guesses, choices))])
    added = choices[: stood + 1]
    if end_token in added:
        return [*prompt, *added[: added.index(end_token) + 1]]
    return write_with_drafts(logits_of, draft_from, [*prompt, *added], n_new - len(added), end_token)
