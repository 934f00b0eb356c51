import { element, readable } from "../parts/parts.js";
import { inPercent } from "../parts/sampling_controls.js";
import { likeliest } from "./distribution.js";
import { visible } from "./tokens.js";

const SHOWN = 20;
const HEADS = ["next", "id", "", "model", "settings"];

/**
 * The likeliest tokens and all others as one row. A token is a button that chooses it; the rows stay
 * where they are while their tokens change, and so does the focus.
 */
export function tableView(choose) {
  const tokens = Array(SHOWN).fill(null);
  const rows = Array.from({ length: SHOWN + 1 }, (_, i) => newRow(i < SHOWN ? () => tokens[i] && choose(tokens[i]) : null));
  const head = HEADS.map((name) => element(name ? "th" : "td", name ? { scope: "col" } : {}, name));
  const source = element("span", {});
  const caption = element(
    "caption",
    {},
    "The likeliest tokens, in %. The bar is what the settings leave, the mark what the model said. ",
    source,
  );
  const body = element("tbody", {}, ...rows.map(({ row }) => row));
  const table = element("table", { class: "likeliest sampling playground-table" }, caption, element("thead", {}, element("tr", {}, ...head)), body);

  function draw(distribution, left) {
    table.hidden = !distribution;
    tokens.fill(null);
    if (!distribution) return;
    source.textContent = distribution.vocabulary ? "Computed in your browser." : "Computed when this page was made.";
    const [named, rest] = likeliest(distribution, left, SHOWN);
    named.forEach((it, i) => {
      tokens[i] = { id: it.id, text: it.text };
      fill(rows[i], visible(it.text), `${it.id}`, it);
    });
    for (const { row } of rows.slice(named.length, SHOWN)) row.hidden = true;
    fill(rows[SHOWN], `${readable(rest.count)} others`, "", rest);
    rows[SHOWN].row.hidden = !rest.count;
  }

  return [table, draw];
}

function newRow(onclick) {
  const name = onclick ? element("button", { type: "button", onclick }) : element("span", {});
  const id = element("td", {});
  const bar = element("span", {});
  const mark = element("i", {});
  const [own, now] = [element("td", {}), element("td", {})];
  const row = element("tr", {}, element("th", { scope: "row" }, name), id, element("td", { class: "bar" }, bar, mark), own, now);
  return { row, name, id, bar, mark, own, now };
}

function fill({ row, name, id, bar, mark, own, now }, label, number, it) {
  row.hidden = false;
  row.classList.toggle("cut", !it.isKept);
  name.textContent = label;
  id.textContent = number;
  bar.style.width = `${100 * it.now}%`;
  mark.style.left = `${100 * it.own}%`;
  own.textContent = inPercent(it.own);
  now.textContent = it.isKept ? inPercent(it.now) : "cut";
}
