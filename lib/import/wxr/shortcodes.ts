import { embedHtml, galleryHtml, linkHtml, pictureHtml, plainOfHtml } from "../html-parts.ts";

/** A picture or file of the media library of the old site. */
export type WordPressFile = {
  id: string;
  url: string;
  title: string;
  alt: string;
  caption: string;
  credit: string;
  /** The post to which it was uploaded. */
  parent: string;
};

export type ShortcodeLibrary = {
  attachment: (id: string) => WordPressFile | undefined;
  /** The pictures that were uploaded to the post. */
  ofPost: () => readonly WordPressFile[];
  /** A shortcode that is unknown and stays in the text. */
  keep: (name: string) => void;
  /** A block or shortcode without content of its own was left out. */
  drop: (name: string) => void;
};

export const pictureOf = ({ url, alt, caption, credit }: WordPressFile): string =>
  pictureHtml({ src: url, alt, caption, credit });

/** Shortcodes whose content is worth keeping without them: layout. */
const wrappers =
  /^(?:row|column|columns|one_half|one_third|two_thirds|vc_\w+|et_pb_\w+|fusion_\w+|section|center|dropcap|drop_cap)$/;
const videoSites =
  /^(?:youtube|vimeo|dailymotion|tiktok|twitter|tweet|instagram|facebook|soundcloud|spotify|ted|embedyt)$/;
const attributeList = String.raw`(?:[^\[\]"'“”]|"[^"]*"|'[^']*'|“[^”]*”)*`;
/** With its content, where it has an end; names are letters, digits, "-" and "_". */
const shortcode = new RegExp(
  String.raw`\[(\[?)([a-zA-Z][\w-]*)((?:[\s=]${attributeList})?)(?:\/\]|\](?:((?:(?!\[\2[\s\]])[\s\S])*?)\[\/\2\])?)(\]?)`,
  "g",
);

/** Converts the shortcodes of WordPress to HTML. Unknown ones stay as they are. */
export function expandWordPressShortcodes(text: string, library: ShortcodeLibrary): string {
  if (!text.includes("[")) return text;
  // Code shows shortcodes instead of using them.
  return text
    .split(/(<(?:pre|code)\b[^>]*>[\s\S]*?<\/(?:pre|code)>|<[^>]*>)/i)
    .map((part, index) => (index % 2 === 1 && /^<(?:pre|code)\b/i.test(part) ? keepApart(part) : part))
    .join("")
    .replace(shortcode, (whole, before: string, name: string, list: string, content = "", after: string) => {
      // "[[name]]" shows the shortcode to readers.
      if (before && after) return whole.slice(1, -1);
      const made = expand(name.toLowerCase(), attributesOf(list), content, library);
      return made === null ? whole : `${before}${made}${after}`;
    })
    .replaceAll(apart, "[");
}

/** Stands for a bracket inside code. */
const apart = "\ue0f0";
const keepApart = (code: string): string => code.replaceAll("[", apart);

type Attributes = Record<string, string>;

function expand(name: string, given: Attributes, content: string, library: ShortcodeLibrary): string | null {
  const address = (given.url ?? given.src ?? given["0"] ?? content).trim();
  if (name === "caption" || name === "wp_caption") return caption(given, content);
  if (name === "gallery") return gallery(given, library);
  if (name === "embed") return block(embedHtml(plainOfHtml(content) || address));
  if (name === "playlist") return playlist(given, library);
  if (name === "audio" || name === "video") {
    const file = given.src ?? given.mp4 ?? given.webm ?? given.m4v ?? given.mp3 ?? given.m4a ?? given.ogg ?? given.wav;
    return file ? block(embedHtml(file)) : content || null;
  }
  if (videoSites.test(name)) {
    const found = /^https?:\/\//.test(address) ? address : site(name, given.id ?? address);
    return found === null ? null : block(embedHtml(plainOfHtml(found)));
  }
  if (wrappers.test(name)) return expandWordPressShortcodes(content, library);
  if (name === "button" && /^https?:\/\//.test(given.url ?? given.link ?? given.href ?? ""))
    return linkHtml(given.url ?? given.link ?? given.href ?? "", plainOfHtml(content) || given.text || address);
  if (name === "more" || name === "nextpage") return "";
  // Brackets of a writer, such as "[sic]" and "[the mayor]", are text.
  const hasNames = Object.keys(given).some((key) => !/^\d+$/.test(key));
  if (content === "" && !hasNames && !/[_-]/.test(name)) return null;
  library.keep(name);
  return null;
}

function site(name: string, id: string): string | null {
  if (!/^[\w-]{4,40}$/.test(id)) return null;
  if (name === "youtube" || name === "embedyt") return `https://www.youtube.com/watch?v=${id}`;
  if (name === "vimeo") return `https://vimeo.com/${id}`;
  return name === "tweet" || name === "twitter" ? `https://x.com/i/status/${id}` : null;
}

const block = (html: string): string => `\n\n${html}\n\n`;

/** `[caption]<img …> The words[/caption]`, or with the words as an attribute in old posts. */
function caption(given: Attributes, content: string): string {
  const image = /(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?/i.exec(content)?.[0] ?? "";
  const words = given.caption || content.replace(image, "").trim();
  if (image === "") return content;
  return block(`<figure>${image}<figcaption>${words}</figcaption></figure>`);
}

function gallery(given: Attributes, library: ShortcodeLibrary): string {
  const isListed = (given.ids ?? given.include ?? "").trim() !== "";
  const pictures = isListed ? filesOf(given, library) : library.ofPost();
  if (pictures.length === 0) {
    library.drop("[gallery]");
    return "";
  }
  return block(galleryHtml(pictures.map(pictureOf)));
}

/** The recordings of the media library, each as a link. */
function playlist(given: Attributes, library: ShortcodeLibrary): string | null {
  const files = filesOf(given, library);
  if (files.length === 0) {
    library.keep("playlist");
    return null;
  }
  return block(files.map(({ url, title }) => embedHtml(url, title)).join("\n\n"));
}

function filesOf(given: Attributes, library: ShortcodeLibrary): WordPressFile[] {
  const list = (given.ids ?? given.include ?? "").split(/[\s,]+/).filter(Boolean);
  return list.flatMap((id) => library.attachment(id) ?? []);
}

function attributesOf(text: string): Attributes {
  const found: Attributes = {};
  const decoded = text.replace(/&quot;|&#8220;|&#8221;|&#8243;|[“”″]/g, '"').replace(/&#8217;|&#039;/g, "'");
  let position = 0;
  for (const [, name, double, single, bare] of decoded.matchAll(
    /(?:([\w-]+)\s*=\s*)?(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g,
  )) {
    const value = double ?? single ?? bare ?? "";
    if (name) found[name.toLowerCase()] = value;
    else found[String(position++)] = value.replace(/^=/, "");
  }
  return found;
}
