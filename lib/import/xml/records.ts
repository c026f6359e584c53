import { SaxesParser } from "saxes";
import { AmpersandRepair } from "./ampersands.ts";
import { XmlElement } from "./element.ts";

/** A part of a file, such as an item of a feed, or the sentence that says why it cannot be read. */
export type XmlRecord = { element: XmlElement; path: readonly string[] } | { line: number; problem: string };

/** Elements that are nested deeper are left out. */
const maxDepth = 200;
/** UTF-16 units of text of one record. */
const maxText = 50_000_000;

/** Names of HTML that feeds use without a declaration. */
const entities: Record<string, string> = {
  nbsp: "\u00a0",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  laquo: "«",
  raquo: "»",
  bull: "•",
  middot: "·",
  copy: "©",
  reg: "®",
  trade: "™",
  euro: "€",
  pound: "£",
  eacute: "é",
  egrave: "è",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  szlig: "ß",
};

const usual: [RegExp, string][] = [
  [/^http:\/\/wordpress\.org\/export\/[\d.]+\/$/, "wp"],
  [/^http:\/\/wordpress\.org\/export\/[\d.]+\/excerpt\/$/, "excerpt"],
  [/^http:\/\/purl\.org\/rss\/1\.0\/modules\/content\/$/, "content"],
  [/^http:\/\/purl\.org\/dc\/(?:elements\/1\.1|terms)\/$/, "dc"],
  [/^http:\/\/search\.yahoo\.com\/mrss\/?$/, "media"],
  [/^http:\/\/www\.w3\.org\/2005\/Atom$/, ""],
  [/^http:\/\/purl\.org\/rss\/1\.0\/$/, ""],
  [/^http:\/\/www\.w3\.org\/1999\/02\/22-rdf-syntax-ns#$/, "rdf"],
  [/^http:\/\/iptc\.org\/std\//, ""],
  [/^http:\/\/www\.w3\.org\/1999\/xhtml$/, ""],
];

/** Whether an error leaves the text readable: what is meant is clear, or the sign stays as it is. */
const isHarmless = (message: string): boolean =>
  /undefined entity|disallowed character|entity reference|must be escaped|unbound namespace prefix|']]>'|only one root|outside of root/i.test(
    message,
  );

/**
 * Reads a file of XML record by record, so that only one record is in memory. Entities that the file declares are not expanded.
 * A record with a fault is a problem, and the next one is read.
 * @param isRecord decides by the names of the elements around and of the element itself
 */
export async function* xmlRecords(
  pieces: AsyncIterable<string>,
  isRecord: (path: readonly string[]) => boolean,
): AsyncIterable<XmlRecord> {
  const collector = new Collector(isRecord);
  for await (const piece of pieces) {
    collector.write(piece);
    yield* collector.take();
  }
  collector.end();
  yield* collector.take();
}

class Collector {
  readonly #parser = new SaxesParser({ xmlns: false, position: true });
  readonly #isRecord: (path: readonly string[]) => boolean;
  readonly #path: string[] = [];
  /** Prefixes of each open element, by the usual names. */
  readonly #prefixes: Map<string, string>[] = [new Map()];
  #open: XmlElement[] = [];
  #recordPath: string[] = [];
  #problem: string | null = null;
  #textLength = 0;
  #found: XmlRecord[] = [];
  #hasRoot = false;
  /** Whether the parser closes an element because the end of another one has come, which may be a mistake. */
  #isUnwinding = false;
  readonly #ampersands = new AmpersandRepair();

  constructor(isRecord: (path: readonly string[]) => boolean) {
    this.#isRecord = isRecord;
    Object.assign(this.#parser.ENTITIES, entities);
    this.#parser.on("opentag", ({ name, attributes, isSelfClosing }) => this.#opened(name, attributes, isSelfClosing));
    this.#parser.on("closetag", ({ name, isSelfClosing }) => {
      if (isSelfClosing) return;
      if (this.#isUnwinding) this.#isUnwinding = false;
      else this.#closed(name);
    });
    this.#parser.on("text", (text) => this.#text(text));
    this.#parser.on("cdata", (text) => this.#text(text));
    this.#parser.on("error", (error) => this.#failed(error.message));
  }

  write(piece: string): void {
    // Control characters, which XML forbids and old exports hold.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
    const clean = piece.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
    this.#parser.write(this.#ampersands.repair(clean));
  }

  end(): void {
    this.#parser.write(this.#ampersands.repair("", true));
    const line = this.#open[0]?.line;
    if (line !== undefined) {
      this.#found.push({ line, problem: "the file ends in the middle of it" });
      this.#open = [];
    } else if (this.#path.length > 0)
      this.#found.push({ line: this.#parser.line, problem: "the file ends before its last element is closed" });
    else if (!this.#hasRoot) this.#found.push({ line: 1, problem: "it holds no XML" });
  }

  *take(): Iterable<XmlRecord> {
    const found = this.#found;
    this.#found = [];
    yield* found;
  }

  #opened(given: string, attributes: Record<string, string>, isSelfClosing: boolean): void {
    this.#hasRoot = true;
    const prefixes = new Map(this.#prefixes.at(-1));
    for (const [key, value] of Object.entries(attributes)) {
      if (!key.startsWith("xmlns")) continue;
      const prefix = usual.find(([pattern]) => pattern.test(value))?.[1];
      if (prefix !== undefined) prefixes.set(key.slice(6), prefix);
      else if (key === "xmlns") prefixes.delete("");
    }
    const name = named(given, prefixes);
    // A record inside itself: the end of the first one is missing.
    if (
      this.#open.length > 0 &&
      this.#open[0]?.name === name &&
      this.#isRecord([...this.#recordPath.slice(0, -1), name])
    ) {
      if (this.#open.length > 1 || !isSelfClosing) {
        this.#found.push({ line: this.#open[0].line, problem: `its end </${given}> is missing` });
        this.#path.length = this.#recordPath.length - 1;
        this.#prefixes.length = this.#path.length + 1;
        this.#open = [];
      }
    }
    this.#path.push(name);
    this.#prefixes.push(prefixes);
    if (this.#open.length > 0) {
      const element = new XmlElement(name, attributes, this.#parser.line);
      if (this.#open.length < maxDepth) this.#open.at(-1)?.children.push(element);
      this.#open.push(element);
    } else if (this.#isRecord(this.#path)) {
      this.#recordPath = [...this.#path];
      this.#open = [new XmlElement(name, attributes, this.#parser.line)];
      this.#problem = null;
      this.#textLength = 0;
    }
    if (isSelfClosing) this.#closed(given);
  }

  #closed(given: string): void {
    const name = named(given, this.#prefixes.at(-1) ?? new Map());
    const at = this.#path.lastIndexOf(name);
    if (at < 0) return;
    while (this.#path.length > at) {
      this.#path.pop();
      this.#prefixes.pop();
      const element = this.#open.pop();
      if (element === undefined || this.#open.length > 0) continue;
      this.#found.push(
        this.#problem === null ? { element, path: this.#recordPath } : { line: element.line, problem: this.#problem },
      );
    }
  }

  #text(text: string): void {
    const element = this.#open.at(-1);
    if (!element) return;
    this.#textLength += text.length;
    if (this.#textLength > maxText) this.#problem ??= "it holds more text than 50 MB";
    else if (this.#open.length <= maxDepth) element.children.push(text);
  }

  #failed(message: string): void {
    const words = message.replace(/^\d+:\d+: /, "").replace(/\.$/, "");
    if (isHarmless(words)) return;
    if (words === "unexpected close tag") this.#isUnwinding = true;
    // After an end without a beginning the parser has lost its place: `#path` still knows it.
    const end = /^unmatched closing tag: (.+)$/.exec(words)?.[1];
    if (end !== undefined && this.#path.includes(named(end, this.#prefixes.at(-1) ?? new Map()))) {
      this.#closed(end);
      return;
    }
    const said = /close tag|closing tag/.test(words) ? "an end tag is missing or in the wrong place" : words;
    if (this.#open.length > 0) this.#problem ??= `line ${this.#parser.line}: ${said}`;
  }
}

function named(given: string, prefixes: ReadonlyMap<string, string>): string {
  const at = given.indexOf(":");
  const [prefix, local] = at < 0 ? ["", given] : [given.slice(0, at), given.slice(at + 1)];
  const own = prefixes.get(prefix) ?? prefix;
  return own === "" ? local : `${own}:${local}`;
}
