"""Guesses are checked one by one, each added token looked at."""

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    written, text = 0, [*prompt]
    while written < n_new:
        guesses = list(draft_from(list(text)))[: n_new - written - 1]
        rows = logits_of(text + guesses)
        start = len(text) - 1
        for i in range(len(guesses) + 1):
            choice = int(rows[start + i].argmax())
            text.append(choice)
            written += 1
            if choice == end_token:
                return text
            if i < len(guesses) and guesses[i] != choice:
                break
    return text
