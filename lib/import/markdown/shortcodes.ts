import { SkippedFile, type Warn } from "../types.ts";

// Hugo's shortcodes and Jekyll's Liquid are programs of another system. Those that show readers something are converted to
// HTML before the Markdown is parsed; the others are dropped with a warning. None of their syntax may appear on a page.

export type ShortcodeContext = {
  /** The new address of an imported file by its name, "2014-03-05-a.md", "/news/a" or "#part"; null if it was not imported. */
  resolve: (name: string) => string | null;
  /** The value of `page.title`, `page.image` and the like. */
  page: (name: string) => string;
  /** The line on which the text begins. */
  line: number;
  warn: Warn;
};

/** Placeholder for an address that no longer exists; a link with it becomes plain text. */
export const deadLink = "galley-nowhere:";

/** Maximum number of tags. Finding the end of each one reads the whole text. */
const maxShortcodes = 3_000;

/** Converts shortcodes and Liquid to equivalent Markdown and HTML, or drops them. @throws SkippedFile if there are too many */
export function expandShortcodes(text: string, context: ShortcodeContext): string {
  if ((text.match(/\{[{%]/g)?.length ?? 0) > maxShortcodes)
    throw new SkippedFile(`it holds more than ${maxShortcodes.toLocaleString("en")} shortcodes or tags of Liquid`);
  const run = new Expansion(text, context);
  return run.result();
}

const placeMark = /\ue000(\d+)\ue001/g;
const pictureNames =
  /^(?:figure|img|image|picture|legacy-img|image_with_class|responsive-image)(?:[-_](?:left|right|center|full|wide|small|large|flex))?$/;
const videoHosts: Record<string, (id: string) => [text: string, href: string]> = {
  youtube: (id) => ["Video on YouTube", `https://www.youtube.com/watch?v=${encodeURIComponent(id)}`],
  vimeo: (id) => ["Video on Vimeo", `https://vimeo.com/${encodeURIComponent(id)}`],
  tweet: (id) => ["Post on X", `https://x.com/i/status/${encodeURIComponent(id)}`],
  x: (id) => ["Post on X", `https://x.com/i/status/${encodeURIComponent(id)}`],
  twitter: (id) => ["Post on X", `https://x.com/i/status/${encodeURIComponent(id)}`],
  instagram: (id) => ["Post on Instagram", `https://www.instagram.com/p/${encodeURIComponent(id)}/`],
  gist: (id) => ["Code on GitHub", `https://gist.github.com/${id.split("/").map(encodeURIComponent).join("/")}`],
};

class Expansion {
  readonly #context: ShortcodeContext;
  #text: string;
  /** Finished pieces. They are inserted last, so that nothing in them is expanded again. */
  readonly #kept: { text: string; lines: number }[] = [];

  constructor(text: string, context: ShortcodeContext) {
    this.#context = context;
    // The placeholders are private-use characters, which a text may hold as well.
    this.#text = text.replace(/[\ue000-\ue0ff]/g, "");
  }

  result(): string {
    this.#each(/\{%-?\s*raw\s*-?%\}([\s\S]*?)\{%-?\s*endraw\s*-?%\}/g, ([, inner = ""]) => this.#keep(apart(inner)));
    this.#each(/\{\{([<%])\/\*([\s\S]*?)\*\/[>%]\}\}/g, ([whole]) => this.#keep(apart(whole)));
    this.#each(/\{%-?\s*comment\s*-?%\}[\s\S]*?\{%-?\s*endcomment\s*-?%\}/g, () => "");
    this.#each(
      /\{%-?\s*highlight\s+(\S+).*?-?%\}\n?([\s\S]*?)\{%-?\s*endhighlight\s*-?%\}/g,
      ([, , inner = ""]) => `\n\`\`\`\n${inner.trimEnd()}\n\`\`\`\n`,
    );
    this.#each(
      /\{\{([<%])\s*highlight\b[^}]*?[>%]\}\}\n?([\s\S]*?)\{\{[<%]\s*\/\s*highlight\s*[>%]\}\}/g,
      ([, , inner = ""]) => `\n\`\`\`\n${inner.trimEnd()}\n\`\`\`\n`,
    );
    this.#each(/\{\{[<%]\s*([\s\S]*?)\s*[>%]\}\}/g, ([whole, inside = ""], at) => this.#hugo(inside, whole, at));
    this.#each(/\{%-?\s*([\s\S]*?)\s*-?%\}/g, ([whole, inside = ""], at) => this.#liquidTag(inside, whole, at));
    this.#each(/\{\{-?\s*([\s\S]*?)\s*-?\}\}/g, ([whole, inside = ""], at) => this.#liquidValue(inside, whole, at));
    this.#each(
      /\[(youtube|vimeo|soundcloud|embed)(?:\s+url=|=|\s+|\])\s*(?:["'“”″]|&#82\d\d;)?(https?:[^\s\]"'“”″&]+)[^\]]*\](?:\[\/\1\])?/g,
      ([, name = "", href = ""]) =>
        this.#keep(linkTo(href, name === "soundcloud" ? "Listen on SoundCloud" : "Watch the video")),
    );
    this.#each(/\{[{%]|[%}]\}/g, ([whole], at) => {
      // The remaining tags have no partner: they are quoted code, or a mistake.
      this.#context.warn("braces-kept", whole, this.#lineAt(at));
      return apart(whole);
    });
    return this.#unfold(this.#text);
  }

  #each(pattern: RegExp, replace: (match: [string, ...string[]], at: number) => string): void {
    this.#text = this.#text.replace(pattern, (...args) => {
      const at = args.find((arg) => typeof arg === "number") as number;
      const match = args.slice(0, args.indexOf(at)) as [string, ...string[]];
      const made = replace(match, at);
      const lines = count(match[0]) - count(made);
      return lines > 0 ? made + this.#keep("", lines) : made;
    });
  }

  /** @param lines the number of removed line breaks, for the line numbers of later warnings */
  #keep(text: string, lines = 0): string {
    this.#kept.push({ text, lines });
    return `\ue000${this.#kept.length - 1}\ue001`;
  }

  #unfold(text: string): string {
    return text.replace(placeMark, (_, index: string) => this.#unfold(this.#kept[Number(index)]?.text ?? ""));
  }

  #lineAt(at: number): number {
    const before = this.#text.slice(0, at);
    const folded = [...before.matchAll(placeMark)].map(([, index]) => this.#kept[Number(index)]?.lines ?? 0);
    return this.#context.line + count(before) + folded.reduce((sum, lines) => sum + lines, 0);
  }

  /** Whether an address is expected here: `](`, `href="`. */
  #isInAddress(at: number): boolean {
    return /(?:\]\(\s*<?|\]:\s*<?|(?:href|src)\s*=\s*["']?)$/.test(this.#text.slice(Math.max(0, at - 40), at));
  }

  #drop(name: string, whole: string, at: number): string {
    this.#context.warn("shortcode-dropped", name || whole.slice(0, 40), this.#lineAt(at));
    return this.#isInAddress(at) ? deadLink : "";
  }

  #address(name: string, at: number): string {
    const found = this.#context.resolve(name);
    if (found !== null) return found;
    this.#context.warn("link-dropped", name, this.#lineAt(at));
    return this.#isInAddress(at) ? deadLink : "";
  }

  #hugo(inside: string, whole: string, at: number): string {
    const [, slash, name = "", rest = ""] = /^(\/?)\s*([\w./-]+)\s*([\s\S]*?)\s*\/?$/.exec(inside) ?? [];
    if (slash) return "";
    const given = argumentsOf(rest);
    const first = given.positional[0] ?? "";
    if (name === "ref" || name === "relref") return this.#address(given.named.path ?? first, at);
    if (pictureNames.test(name)) return this.#picture(given, at);
    const video = videoHosts[name];
    const id = given.named.id ?? (name === "tweet" && given.positional[1] ? given.positional[1] : first);
    if (video && id) {
      const [text, href] = video(id);
      return this.#keep(linkTo(href, given.named.title ?? text));
    }
    if (/^(?:quote-block|quote|blockquote|pullquote)$/.test(name) && (given.named.text ?? first)) {
      const byPlace = given.named.text === undefined ? given.positional[1] : first;
      const cite = given.named.cite ?? given.named.author ?? given.named.source ?? byPlace ?? "";
      return this.#keep(
        `\n\n<blockquote><p>${inlineHtml(given.named.text ?? first)}</p>${cite && `<footer>${inlineHtml(cite)}</footer>`}</blockquote>\n\n`,
      );
    }
    return this.#drop(name, whole, at);
  }

  #liquidTag(inside: string, whole: string, at: number): string {
    const [, name = "", rest = ""] = /^([\w-]+)\s*([\s\S]*)$/.exec(inside) ?? [];
    if (name.startsWith("end")) return "";
    const given = argumentsOf(rest);
    const first = given.positional[0] ?? "";
    if (name === "post_url" || name === "link") return this.#address(first, at);
    const isPicture =
      pictureNames.test(name) || (name === "include" && pictureNames.test(first.replace(/\.html$/, "")));
    if (isPicture) {
      if (name === "include") given.positional.shift();
      return this.#picture(given, at);
    }
    const video = videoHosts[name];
    if (video && first) {
      const [text, href] = video(first);
      return this.#keep(linkTo(href, text));
    }
    return this.#drop(name, whole, at);
  }

  #liquidValue(inside: string, whole: string, at: number): string {
    const [value = "", ...filters] = inside.split("|").map((part) => part.trim());
    const text = /^(["'])([\s\S]*)\1$/.exec(value)?.[2];
    if (text === undefined) {
      if (/^site\.(?:baseurl|url)$/.test(value)) return "";
      const known = /^page\.([\w-]+)$/.exec(value)?.[1];
      const found = known ? this.#context.page(known) : "";
      return found ? this.#keep(this.#isInAddress(at) ? found : escapeHtml(found)) : this.#drop(value, whole, at);
    }
    const filter = filters[0] ?? "";
    if (filters.length === 0 || /^(?:relative_url|absolute_url|url|prepend\b)/.test(filter)) return this.#keep(text);
    if (/^embed\b/.test(filter) && /^https?:/.test(text)) {
      this.#context.warn("embed-linked", text, this.#lineAt(at));
      return this.#keep(linkTo(watchAddress(text), /:\s*(["'])([\s\S]*)\1$/.exec(filter)?.[2] ?? "Watch the video"));
    }
    if (/^team_link\b/.test(filter)) return this.#keep(escapeHtml(text));
    return this.#drop(whole.slice(0, 60), whole, at);
  }

  #picture({ named, positional }: Arguments, at: number): string {
    const src = named.src ?? named.url ?? named.path ?? named.file ?? positional[0] ?? "";
    const values = {
      src,
      alt: named.alt ?? positional[1] ?? named.title ?? "",
      "data-caption": named.caption ?? "",
      "data-credit": named.credit ?? named.attr ?? named.photographer ?? "",
      "data-line": String(this.#lineAt(at)),
    };
    const attributes = Object.entries(values).filter(([, value]) => value !== "");
    // The closing tag keeps Markdown from taking the rest of the line for HTML.
    return this.#keep(`<img ${attributes.map(([name, value]) => `${name}="${escapeHtml(value)}"`).join(" ")}></img>`);
  }
}

type Arguments = { named: Record<string, string>; positional: string[] };

function argumentsOf(text: string): Arguments {
  const found: Arguments = { named: {}, positional: [] };
  const pattern = /(?:([\w-]+)\s*=\s*)?(?:"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|`([^`]*)`|([^\s"'`=]+))/g;
  for (const [, name, double, single, raw, bare] of text.matchAll(pattern)) {
    const value = (double ?? single)?.replace(/\\(.)/g, "$1") ?? raw ?? bare ?? "";
    if (name) found.named[name.toLowerCase()] = value;
    else found.positional.push(value);
  }
  return found;
}

const count = (text: string): number => text.split("\n").length - 1;
const apart = (text: string): string => text.replace(/\{(?=[{%])/g, "{ ").replace(/([%}])(?=\})/g, "$1 ");
const escapeHtml = (text: string): string =>
  text
    .replace(/&(?!#?\w+;)/g, "&amp;")
    .replace(/"/g, "&quot;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/\s*\n\s*/g, " ");
/** Escapes everything but breaks and emphasis, which some writers use in the text of a shortcode. */
const inlineHtml = (text: string): string =>
  escapeHtml(text).replace(
    /&lt;(\/?)(br|em|strong|i|b|cite|sub|sup)\s*\/?&gt;/gi,
    (_, slash: string, name: string) => `<${slash}${name.toLowerCase()}>`,
  );
const linkTo = (href: string, text: string): string => `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;

/** The page on which people can watch the video of an embed address. */
export function watchAddress(href: string): string {
  const youtube = /^(?:https?:)?\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/(?:embed|v)\/([\w-]{6,})/.exec(href);
  if (youtube) return `https://www.youtube.com/watch?v=${youtube[1]}`;
  const vimeo = /^(?:https?:)?\/\/player\.vimeo\.com\/video\/(\d+)/.exec(href);
  if (vimeo) return `https://vimeo.com/${vimeo[1]}`;
  return href.startsWith("//") ? `https:${href}` : href;
}
