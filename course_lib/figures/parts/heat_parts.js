/** A table of weights in percent, coloured by weight: a row for every query, a column for every key. */

import { change, element, percent } from "./parts.js";

const STRONG = 0.7; // above this weight the cell is dark enough for light ink (and the reverse at night)

/** The table, whose touched row becomes the model's; a weight that is null is masked. */
export function heatTable(model, name, caption, queries, keys) {
  const select = (row) => change(model, { row });
  const buttons = queries.map((query, row) =>
    element("button", { type: "button", onclick: () => select(row), onfocus: () => select(row) }, query),
  );
  const cells = queries.map(() => keys.map(() => element("td", {})));
  const rows = queries.map((_, row) =>
    element("tr", { onpointerenter: () => select(row) }, element("th", { scope: "row" }, buttons[row]), ...cells[row]),
  );
  const names = keys.map((key) => element("th", { scope: "col" }, key));
  const table = element(
    "table",
    { class: `heat-table ${name}` },
    element("caption", {}, caption),
    element("thead", {}, element("tr", {}, element("td", {}), ...names)),
    element("tbody", {}, ...rows),
  );
  const draw = (weights) =>
    weights.forEach((line, row) => {
      const chosen = row === model.get("row");
      rows[row].classList.toggle("chosen", chosen);
      buttons[row].setAttribute("aria-pressed", chosen);
      line.forEach((weight, key) => paint(cells[row][key], weight));
    });
  return [table, draw];
}

function paint(cell, weight) {
  cell.classList.toggle("masked", weight === null);
  cell.classList.toggle("strong", weight > STRONG);
  cell.style.setProperty("--weight", weight ?? 0);
  const masked = element("span", { class: "figure-hidden" }, "masked");
  cell.replaceChildren(weight === null ? masked : percent(weight));
}
