import { change, element, follow, frame, freshId, presets, slider } from "../parts/parts.js";

const SHOWN_PAIRS = 5;

/** The words of a text as lists of bytes; a word takes the space before it along. */
function byteWords(text) {
  const utf8 = new TextEncoder();
  return (text.match(/ ?\S+|\s+/g) ?? []).map((word) => [...utf8.encode(word)]);
}

/** Pairs of neighbours with their counts, the most frequent first, then the smallest ids. */
function rankedPairs(words) {
  const pairs = new Map();
  for (const word of words) {
    for (let i = 0; i + 1 < word.length; i++) {
      const key = `${word[i]},${word[i + 1]}`;
      const known = pairs.get(key) ?? { left: word[i], right: word[i + 1], count: 0 };
      known.count += 1;
      pairs.set(key, known);
    }
  }
  return [...pairs.values()].sort(
    (a, b) => b.count - a.count || a.left - b.left || a.right - b.right,
  );
}

/** A word in which every such pair, from left to right, has become one token. */
function merged(word, { left, right }, newId) {
  const tokens = [];
  for (let i = 0; i < word.length; i++) {
    const found = word[i] === left && word[i + 1] === right;
    tokens.push(found ? newId : word[i]);
    if (found) i += 1;
  }
  return tokens;
}

/** Every state of a text, from its bytes to the point where no pair occurs twice. */
function history(text) {
  const spelled = Array.from({ length: 256 }, (_, byte) => [byte]);
  let words = byteWords(text);
  const states = [];
  for (;;) {
    const pairs = rankedPairs(words);
    states.push({ words, pairs });
    if (!pairs.length || pairs[0].count < 2) return { states, spelled };
    const best = pairs[0];
    words = words.map((word) => merged(word, best, spelled.length));
    spelled.push([...spelled[best.left], ...spelled[best.right]]);
  }
}

function shown(bytes) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array(bytes));
    return text.replaceAll(" ", "␣");
  } catch {
    return bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, "0")).join(" ");
  }
}

const times = (count) => (count === 1 ? "once" : `${count} times`);
const counted = (number, noun) => `${number} ${noun}${number === 1 ? "" : "s"}`;

function reading(step, { states, spelled }) {
  const { words, pairs } = states[step];
  const before = states[0].words.flat().length;
  const start = `After ${counted(step, "merge")}, ${counted(before, "byte")} are ${counted(words.flat().length, "token")}. `;
  if (!pairs.length) return `${start}No neighbours are left inside a word.`;
  const { left, right, count } = pairs[0];
  const pair = `“${shown(spelled[left])}” and “${shown(spelled[right])}”`;
  if (step === states.length - 1) return `${start}No pair occurs twice any more: ${pair} meet ${times(count)}.`;
  return `${start}The next merge joins ${pair}, side by side ${times(count)}.`;
}

/** All states of the model's text, the last one's number, and that of the one to show. */
function reached(model) {
  const past = history(model.get("text"));
  const last = past.states.length - 1;
  return { past, last, step: Math.min(model.get("step"), last) };
}

function textControl(model) {
  const id = freshId("text");
  const text = element("input", {
    id,
    type: "text",
    maxlength: model.get("longest"),
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => change(model, { text: text.value, step: 0 }),
  });
  const draw = () => {
    if (text.value !== model.get("text")) text.value = model.get("text");
  };
  return [element("div", { class: "merging-text" }, element("label", { for: id }, "Text to learn from"), text), draw];
}

function mergeControl(model) {
  const read = () => {
    const { step, last } = reached(model);
    return { value: step, words: `${step} of ${last}`, max: last };
  };
  const go = (by) => {
    const { step, last } = reached(model);
    change(model, { step: Math.min(Math.max(step + by, 0), last) });
  };
  const write = (step) => change(model, { step });
  return slider("Merges", { read, write }, presets(["Undo one", () => go(-1)], ["Merge", () => go(1)]));
}

function chips(words, spelled, newest) {
  return words.flat().map((id) => {
    const kind = id === newest ? "new" : id > 255 ? "merged" : "byte";
    return element("li", { class: kind }, shown(spelled[id]), element("small", {}, `${id}`));
  });
}

function pairRows(pairs, spelled) {
  return pairs.slice(0, SHOWN_PAIRS).map(({ left, right, count }, place) =>
    element(
      "tr",
      { class: place === 0 && count > 1 ? "chosen" : "" },
      element("th", { scope: "row" }, `${shown(spelled[left])} + ${shown(spelled[right])}`),
      element("td", {}, `${count}`),
    ),
  );
}

/** Draws the merges of a model's text into an element and keeps them up to date. */
function render({ model, el }) {
  const [text, drawText] = textControl(model);
  const [merge, drawMerge] = mergeControl(model);
  const tokens = element("ul", { class: "tokens", "aria-label": "Tokens and their ids" });
  const body = element("tbody", {});
  const head = ["pair of neighbours", "count"].map((name) => element("th", { scope: "col" }, name));
  const table = element(
    "table",
    { class: "pairs" },
    element("caption", {}, "The most frequent pairs now."),
    element("thead", {}, element("tr", {}, ...head)),
    body,
  );
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, text, merge),
      tokens,
      element("div", { class: "pairs-and-words" }, element("div", { class: "figure-scroll" }, table), words),
    ),
  );
  return follow(model, ["text", "step"], () => {
    const { past, step } = reached(model);
    const { words: now, pairs } = past.states[step];
    drawText();
    drawMerge();
    tokens.replaceChildren(...chips(now, past.spelled, step + 255));
    body.replaceChildren(...pairRows(pairs, past.spelled));
    words.textContent = reading(step, past);
  });
}

export default { render };
