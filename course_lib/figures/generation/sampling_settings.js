import { change, element, follow, frame, freshId, readable } from "../parts/parts.js";
import { inPercent, samplingPresets, samplingSliders } from "../parts/sampling_controls.js";
import { vocabularySize, whatIsLeft } from "../parts/sampling_rules.js";

const SETTINGS = ["temperature", "top_k", "top_p", "min_p"];

const chosen = (model) => model.get("texts")[model.get("selected")];

const settingsOf = (model) => Object.fromEntries(SETTINGS.map((name) => [name, model.get(name)]));

function outcome(model) {
  const text = chosen(model);
  return { text, ...whatIsLeft(text, settingsOf(model)) };
}

function reading({ text, nKept, own, now, ownOfKept, entropy }) {
  const tokens = nKept === 1 ? "tokens is" : "tokens are";
  return (
    `${readable(nKept)} of ${readable(vocabularySize(text))} ${tokens} left; the model gave ` +
    `${inPercent(ownOfKept)}\u00a0% to what is left. “${text.tokens[0]}” goes from ${inPercent(own[0])}\u00a0% to ` +
    `${inPercent(now[0])}\u00a0%. A draw is now as uncertain as an even choice among ` +
    `${Math.exp(entropy).toFixed(1)} tokens.`
  );
}

function bars({ text, own, now, nKept }) {
  const shown = text.tokens.map((name, i) => [name, own[i], now[i]]);
  const rest = (shares) => Math.max(shares.slice(0, shown.length).reduce((left, share) => left - share, 1), 0);
  const restNow = nKept > shown.length ? rest(now) : 0;
  const others = `${readable(vocabularySize(text) - shown.length)} others`;
  return [...shown, [others, rest(own), restNow]].map(([name, before, after]) =>
    element(
      "tr",
      after > 0 ? {} : { class: "cut" },
      element("th", { scope: "row" }, name),
      element(
        "td",
        { class: "bar" },
        element("span", { style: `width: ${100 * after}%` }),
        element("i", { style: `left: ${100 * before}%` }),
      ),
      element("td", {}, inPercent(before)),
      element("td", {}, after > 0 ? inPercent(after) : "cut"),
    ),
  );
}

function textControl(model) {
  const id = freshId("text");
  const options = model.get("texts").map(({ text }, i) => element("option", { value: i }, text));
  const select = element("select", { id, onchange: () => change(model, { selected: Number(select.value) }) }, ...options);
  const control = element("div", { class: "sampling-text" }, element("label", { for: id }, "The model has read"), select);
  return [control, () => (select.value = model.get("selected"))];
}

/** Draws the distribution of a model into an element and keeps it up to date. */
function render({ model, el }) {
  const V = vocabularySize(chosen(model));
  const set = (values) => change(model, values);
  const controls = [textControl(model), ...samplingSliders(V, () => settingsOf(model), set)];
  const body = element("tbody", {});
  const head = ["next", "", "model", "settings"].map((name) => element(name ? "th" : "td", name ? { scope: "col" } : {}, name));
  const table = element(
    "table",
    { class: "likeliest sampling" },
    element("caption", {}, "The likeliest tokens, in %. The bar is what the settings leave, the mark what the model said."),
    element("thead", {}, element("tr", {}, ...head)),
    body,
  );
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  el.replaceChildren(
    frame(
      model,
      element("div", { class: "figure-controls" }, ...controls.map(([control]) => control)),
      samplingPresets(V, set),
      table,
      words,
    ),
  );
  return follow(model, ["selected", ...SETTINGS], () => {
    for (const [, draw] of controls) draw();
    const result = outcome(model);
    body.replaceChildren(...bars(result));
    words.textContent = reading(result);
  });
}

export default { render };
