/** An element of XML that was read as a whole. Names have the prefix that is usual for their namespace, see `usualPrefix`. */
export class XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Line on which it begins, from 1. */
  readonly line: number;
  readonly children: (XmlElement | string)[] = [];

  constructor(name: string, attributes: Readonly<Record<string, string>>, line: number) {
    this.name = name;
    this.attributes = attributes;
    this.line = line;
  }

  /** All text below it. */
  get text(): string {
    return this.children.map((child) => (typeof child === "string" ? child : child.text)).join("");
  }

  all(...names: string[]): XmlElement[] {
    return this.children.filter(
      (child): child is XmlElement => typeof child !== "string" && names.includes(child.name),
    );
  }

  first(...names: string[]): XmlElement | undefined {
    return this.children.find((child): child is XmlElement => typeof child !== "string" && names.includes(child.name));
  }

  /** The trimmed text of the first child of these names that has one; names come in the order of preference. */
  textOf(...names: string[]): string {
    for (const name of names) {
      const text = this.all(name)
        .map((child) => child.text.trim())
        .find((each) => each !== "");
      if (text !== undefined) return text;
    }
    return "";
  }

  /** Follows a path of names: `within("channel", "image")`. */
  within(...path: string[]): XmlElement | undefined {
    let at: XmlElement | undefined = this;
    for (const name of path) at = at?.first(name);
    return at;
  }

  /** Every element of these names below it, in document order. */
  deep(...names: string[]): XmlElement[] {
    return this.children.flatMap((child) =>
      typeof child === "string" ? [] : [...(names.includes(child.name) ? [child] : []), ...child.deep(...names)],
    );
  }

  /** Its content as markup, for elements whose content is XHTML. */
  get markup(): string {
    return this.children.map((child) => (typeof child === "string" ? escapeXml(child) : outer(child))).join("");
  }
}

const outer = (element: XmlElement): string => {
  const name = element.name.replace(/^.*:/, "");
  const attributes = Object.entries(element.attributes)
    .filter(([key]) => !key.startsWith("xmlns"))
    .map(([key, value]) => ` ${key}="${escapeXml(value)}"`);
  const isVoid = /^(?:br|img|hr|input|source|track|wbr|col|area|embed)$/.test(name);
  return isVoid ? `<${name}${attributes.join("")}>` : `<${name}${attributes.join("")}>${element.markup}</${name}>`;
};

/** Escapes text for HTML and for XML. */
export const escapeXml = (text: string): string =>
  text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
