"""One pass, and the rest by the function itself."""

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    if n_new <= 0:
        return list(prompt)
    guess = draft_from(list(prompt))[: n_new - 1]
    choices = logits_of([*prompt, *guess]).argmax(dim=1)[len(prompt) - 1 :].tolist()
    new = []
    for choice, guessed in zip(choices, [*guess, None]):
        new.append(choice)
        if choice == end_token:
            return [*prompt, *new]
        if choice != guessed:
            break
    return write_with_drafts(logits_of, draft_from, [*prompt, *new], n_new - len(new), end_token)
