"""A pass for each guess."""
# fails: passes

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    text = list(prompt)
    longest = len(prompt) + n_new
    while len(text) < longest:
        for guess in [*draft_from(text)[: longest - len(text) - 1], None]:
            text.append(int(logits_of(text)[-1].argmax()))
            if text[-1] == end_token:
                return text
            if text[-1] != guess:
                break
    return text
