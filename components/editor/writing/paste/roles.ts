// Renames elements with the ARIA role of a list or table to the tags of lists and tables.

function rename(page: Document, role: string, tag: string): void {
  for (const element of page.body.querySelectorAll(`:is(div, span, p, section)[role="${role}"]`)) {
    const copy = page.createElement(tag);
    for (const { name, value } of element.attributes) if (name !== "role") copy.setAttribute(name, value);
    copy.append(...element.childNodes);
    element.replaceWith(copy);
  }
}

export function applyRoles(page: Document): void {
  rename(page, "list", "ul");
  rename(page, "listitem", "li");
  if (!page.querySelector("[role='row']")) return;
  rename(page, "table", "table");
  rename(page, "grid", "table");
  rename(page, "rowgroup", "tbody");
  rename(page, "row", "tr");
  rename(page, "columnheader", "th");
  rename(page, "rowheader", "th");
  rename(page, "cell", "td");
  rename(page, "gridcell", "td");
}
