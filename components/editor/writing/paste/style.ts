// Parses styles of a clipboard. The browser drops unknown declarations such as "mso-list", so its own parser cannot be used.

export type Declarations = ReadonlyMap<string, string>;

const cached = new WeakMap<Element, { text: string; style: Declarations }>();

function declarations(text: string): Declarations {
  const style = new Map<string, string>();
  for (const [part] of text.matchAll(/(?:[^;"'(]|"[^"]*"|'[^']*'|\([^)]*\))+/g)) {
    const colon = part.indexOf(":");
    if (colon > 0)
      style.set(
        part.slice(0, colon).trim().toLowerCase(),
        part
          .slice(colon + 1)
          .replace(/\s+/g, " ")
          .trim()
          .toLowerCase(),
      );
  }
  return style;
}

/** The declarations of the style attribute, in lower case. */
export function styleOf(element: Element): Declarations {
  const text = element.getAttribute("style") ?? "";
  const known = cached.get(element);
  if (known?.text === text) return known.style;
  const style = declarations(text);
  cached.set(element, { text, style });
  return style;
}

/** The rules of a clipboard's style sheets for classes and for Word's lists ("l0:level1"). */
export type Sheet = { classes: ReadonlyMap<string, Declarations>; lists: ReadonlyMap<string, Declarations> };

/** The rules of a style sheet, without those of media queries. */
function* rulesOf(text: string): Generator<[selectors: string, body: string]> {
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf("{", at);
    if (open < 0) return;
    const selectors = text.slice(at, open).trim();
    const isGroup = /^@(media|supports|layer|container)/i.test(selectors);
    let end = text.indexOf("}", open);
    if (isGroup)
      for (let depth = 1, next = open + 1; depth > 0 && next < text.length; next++) {
        depth += text[next] === "{" ? 1 : text[next] === "}" ? -1 : 0;
        end = next;
      }
    if (end < 0) return;
    if (!isGroup) yield [selectors, text.slice(open + 1, end)];
    at = end + 1;
  }
}

export function sheetOf(page: Document): Sheet {
  const classes = new Map<string, Declarations>();
  const lists = new Map<string, Declarations>();
  for (const element of page.querySelectorAll("style")) {
    const text = (element.textContent ?? "").replace(/<!--|-->/g, "").replace(/\/\*[\s\S]*?\*\//g, "");
    for (const [selectors, body] of rulesOf(text)) {
      const list = /^@list\s+(l\d+:level\d+)$/i.exec(selectors)?.[1];
      if (list) lists.set(list.toLowerCase(), declarations(body));
      for (const selector of selectors.split(",")) {
        const name = /^[a-z\d]*\.([\w-]+)$/i.exec(selector.trim())?.[1];
        if (name) classes.set(name, new Map([...(classes.get(name) ?? []), ...declarations(body)]));
      }
    }
  }
  return { classes, lists };
}

/** The value of a property from the element's style attribute, else from the rules of its classes. */
export function styleValue(element: Element, property: string, sheet: Sheet): string | undefined {
  const own = styleOf(element).get(property);
  if (own !== undefined || sheet.classes.size === 0) return own;
  for (const name of element.classList) {
    const value = sheet.classes.get(name)?.get(property);
    if (value !== undefined) return value;
  }
  return undefined;
}
