import { change, choice, element, follow, frame } from "../parts/parts.js";

const FAMILIES = [
  ["encoder", "encoder"],
  ["decoder", "decoder"],
  ["encoder_decoder", "encoder–decoder"],
];
const MARKS = { self: "●", cross: "◆", "": "" };
const SPOKEN = { self: "self-attention", cross: "cross-attention", "": "hidden" };

/** How reader t may read token s: "self", "cross" or not at all. */
function kindOf(family, nSource, t, s) {
  if (family === "encoder") return "self";
  if (family === "encoder_decoder" && s < nSource) return t < nSource ? "self" : "cross";
  if (family === "encoder_decoder" && t < nSource) return "";
  return s <= t ? "self" : "";
}

function tokensOf(model) {
  const source = model.get("source");
  return model.get("family") === "encoder" ? source : [...source, ...model.get("target")];
}

function chosen(model) {
  return Math.min(model.get("token"), tokensOf(model).length - 1);
}

function counted(number, words) {
  return `${number} ${words}${number === 1 ? "" : "s"}`;
}

function reading(model) {
  const [tokens, family, t] = [tokensOf(model), model.get("family"), chosen(model)];
  const nSource = model.get("source").length;
  const how = (reader, read) => kindOf(family, nSource, reader, read);
  const all = tokens.map((_, i) => i);
  const own = all.filter((s) => how(t, s) === "self").length;
  const across = all.filter((s) => how(t, s) === "cross").length;
  const readers = all.filter((other) => how(other, t) !== "").length;
  const later = all.filter((s) => s > t && how(t, s) !== "").length;
  const side = family !== "encoder_decoder" ? "" : t < nSource ? ", a token of the source," : ", a token of the target,";
  const cross = across ? ` and all ${across} of the source by cross-attention` : "";
  const future = later ? `, ${later} of them later than itself` : ", nothing later than itself";
  return (
    `“${tokens[t]}”${side} reads ${counted(own, "token")} by self-attention${cross}${future}. ` +
    `It is read by ${readers} of ${tokens.length}.`
  );
}

function headRows(model, tokens) {
  const names = element("tr", {}, element("td", {}), ...tokens.map((token) => element("th", { scope: "col" }, token)));
  if (model.get("family") !== "encoder_decoder") return [names];
  const group = (text, span) => element("th", { scope: "colgroup", colspan: span, class: "side" }, text);
  const sides = [group("source", model.get("source").length), group("target", model.get("target").length)];
  return [element("tr", {}, element("td", {}), ...sides), names];
}

function table(model) {
  const [tokens, family] = [tokensOf(model), model.get("family")];
  const nSource = model.get("source").length;
  const select = (token) => change(model, { token });
  const buttons = tokens.map((token, t) =>
    element("button", { type: "button", onclick: () => select(t), onfocus: () => select(t) }, token),
  );
  const move = (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    buttons[Math.min(Math.max(chosen(model) + step, 0), tokens.length - 1)].focus();
  };
  const cell = (t, s) => {
    const kind = kindOf(family, nSource, t, s);
    const mark = element("span", { "aria-hidden": "true" }, MARKS[kind]);
    return element("td", { class: kind || "none" }, mark, element("span", { class: "figure-hidden" }, SPOKEN[kind]));
  };
  const rows = tokens.map((_, t) =>
    element(
      "tr",
      { onpointerenter: () => select(t), class: family === "encoder_decoder" && t === nSource ? "first-of-target" : "" },
      element("th", { scope: "row" }, buttons[t]),
      ...tokens.map((_, s) => cell(t, s)),
    ),
  );
  const drawn = element(
    "table",
    { class: "reads" },
    element("caption", {}, "A row reads, a column is read."),
    element("thead", {}, ...headRows(model, tokens)),
    element("tbody", { onkeydown: move }, ...rows),
  );
  const draw = () =>
    rows.forEach((row, t) => {
      row.classList.toggle("chosen", t === chosen(model));
      buttons[t].setAttribute("aria-pressed", t === chosen(model));
    });
  return [drawn, draw];
}

/** Draws the table of a model into an element and keeps it up to date. */
function render({ model, el }) {
  const [family, drawFamily] = choice(model, "family", "Family", FAMILIES);
  const place = element("div", { class: "figure-scroll" });
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  const legend = element(
    "p",
    { class: "reads-legend" },
    ...["self", "cross"].map((kind) => element("span", { class: kind }, `${MARKS[kind]} ${SPOKEN[kind]}`)),
  );
  el.replaceChildren(
    frame(model, element("div", { class: "figure-controls" }, family), legend, place, words),
  );
  let [shown, drawRows] = [null, () => {}];
  return follow(model, ["family", "token"], () => {
    drawFamily();
    if (shown !== model.get("family")) {
      shown = model.get("family");
      const [drawn, draw] = table(model);
      place.replaceChildren(drawn);
      drawRows = draw;
    }
    drawRows();
    words.textContent = reading(model);
  });
}

export default { render };
