/** A conversation as the token ids that a model reads, as in course_lib.generation.chat_template. */

// Private characters of Unicode: a number between them holds the place of a message's content.
const [OPEN, CLOSE] = ["\ue000", "\ue001"];

/**
 * The pieces of a conversation: text of the template, in which special tokens count (`trusted`), and
 * what people and the model said, in which they are spelled out. `render` is the template.
 */
export function piecesOf(render, messages) {
  const held = messages.map(({ role }, i) => ({ role, content: `${OPEN}${i}${CLOSE}` }));
  return render(held)
    .split(new RegExp(`${OPEN}([0-9]+)${CLOSE}`))
    .map((part, i) => (i % 2 ? { text: messages[part].content, trusted: false } : { text: part, trusted: true }))
    .filter(({ text }) => text);
}

/** The token ids of a conversation; `encode(text, trusted)` is the tokenizer. */
export async function encodeChat(render, encode, messages) {
  const ids = [];
  for (const { text, trusted } of piecesOf(render, messages)) ids.push(...(await encode(text, trusted)));
  return ids;
}

/**
 * The ids to answer and the turns in them: the newest that fit below a limit, after the system
 * message. A single question that does not fit is an error.
 */
export async function whatFits(encodeAll, system, turns, limit) {
  for (let kept = turns; ; kept = kept.slice(2)) {
    const ids = await encodeAll([...system, ...kept]);
    if (ids.length <= limit) return { ids, turns: kept };
    if (kept.length === 1) {
      throw new Error(`The message makes a prompt of ${ids.length} tokens, and ${limit} fit: shorten it.`);
    }
  }
}
