"""The model writes alone."""
# fails: passes

def write_with_drafts(logits_of, draft_from, prompt, n_new, end_token):
    text = list(prompt)
    for _ in range(n_new):
        text.append(int(logits_of(text)[-1].argmax()))
        if text[-1] == end_token:
            break
    return text
