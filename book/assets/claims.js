// Buttons that leave the claims of one verdict. Without this script all of them stand there.
(() => {
  const tables = [...document.querySelectorAll("table.claims")];
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
  const verdict = (row) => row.querySelector(".verdict").textContent;
  const inOrder = [...document.querySelectorAll(".verdict-counts li:last-child i")];
  const verdicts = [...new Set([...inOrder.map((bar) => bar.className), ...rows.map(verdict)])];
  const number = (name) => rows.filter((row) => !name || verdict(row) === name).length;

  const filter = document.createElement("fieldset");
  filter.className = "claim-filter";
  filter.innerHTML = '<legend>Show</legend><span role="status" class="visually-hidden"></span>';
  const status = filter.querySelector("[role=status]");
  const buttons = new Map(["", ...verdicts].map((name) => [name, document.createElement("button")]));

  function show(name) {
    for (const row of rows) row.hidden = Boolean(name) && verdict(row) !== name;
    for (const [other, button] of buttons) button.setAttribute("aria-pressed", other === name);
    status.textContent = `${number(name)} rows shown`;
  }

  for (const [name, button] of buttons) {
    button.type = "button";
    button.setAttribute("aria-pressed", !name);
    button.textContent = `${name || "all"} ${number(name)}`;
    button.addEventListener("click", () => show(name));
    status.before(button);
  }
  document.querySelector(".verdict-counts").after(filter);

  // A link to a row that is hidden shows it.
  addEventListener("hashchange", () => {
    const row = document.getElementById(location.hash.slice(1));
    if (row?.hidden) {
      show("");
      row.scrollIntoView();
    }
  });
})();
