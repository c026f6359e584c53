// Content of other sites, as provider and id. Every address that readers get is made here from an id of strict form, so nothing
// of a pasted address or embed code reaches a page as it was given.
import { safeHref } from "../../links.ts";

/** Width to height. */
type Ratio = "16/9" | "4/3" | "4/5" | "9/16";
export type Embed = {
  /** What readers call the provider; the host for a page of a site that is not known. */
  provider: string;
  /** The page at the provider. */
  link: string;
  /** What is loaded when a reader asks for it; null for a link card. */
  frame: string | null;
  ratio: Ratio;
  /** Whether it is one video, for search engines. */
  isVideo: boolean;
};

type Provider = {
  name: string;
  id: RegExp;
  /** The id in an address whose host has been checked; null without one. */
  read: (address: URL) => string | null;
  hosts: RegExp;
  link: (id: string) => string;
  frame: (id: string) => string;
  ratio: (id: string) => Ratio;
};

const found = (text: string, pattern: RegExp): string | null => pattern.exec(text)?.[1] ?? null;
const wide = (): Ratio => "16/9";
const tall = (): Ratio => "4/5";
const chart = (): Ratio => "4/3";
const encode = encodeURIComponent;

/** A path of Facebook that names one post, video or picture. */
function facebookPath({ pathname, searchParams }: URL): string | null {
  const path = pathname.replace(/^\/|\/$/g, "");
  if (path === "plugins/post.php" || path === "plugins/video.php") {
    const inner = addressOf(searchParams.get("href") ?? "");
    return inner && !inner.pathname.startsWith("/plugins/") && facebookHosts.test(inner.host)
      ? facebookPath(inner)
      : null;
  }
  const number = (name: string) => found(searchParams.get(name) ?? "", /^(\d{1,25})$/);
  if (path === "watch") return number("v") && `watch/?v=${number("v")}`;
  if (path === "photo" || path === "photo.php") return number("fbid") && `photo/?fbid=${number("fbid")}`;
  if (path === "permalink.php" || path === "story.php") {
    const story = found(searchParams.get("story_fbid") ?? "", /^(\w{1,120})$/);
    return story && number("id") && `permalink.php?story_fbid=${story}&id=${number("id")}`;
  }
  return path;
}
const facebookHosts = /^(?:www\.|m\.|web\.)?facebook\.com$/;

/** A track, a set or their numbers, as the player of SoundCloud takes them. */
function soundcloudId({ host, pathname, searchParams }: URL): string | null {
  if (host === "w.soundcloud.com") {
    const inner = addressOf(searchParams.get("url") ?? "");
    return inner && /^(?:api|www)?\.?soundcloud\.com$/.test(inner.host) ? soundcloudId(inner) : null;
  }
  const path = decoded(pathname).replace(/^\/|\/$/g, "");
  const numbered = /^(tracks|playlists)\/(?:soundcloud:(?:tracks|playlists):)?(\d+)$/.exec(path);
  if (host === "api.soundcloud.com") return numbered && `api/${numbered[1]}/${numbered[2]}`;
  return /^(?:discover|search|you|stream|upload|charts|pages|terms-of-use|api|tracks|playlists)\//.test(path)
    ? null
    : path;
}
const soundcloudPage = (id: string): string =>
  id.startsWith("api/") ? `https://api.soundcloud.com/${id.slice(4)}` : `https://soundcloud.com/${id}`;

/** What an embed code of Google Maps shows, a place, a search or a point. */
function mapId({ pathname, searchParams }: URL): string | null {
  const path = pathname.replace(/^\/maps\/?/, "");
  if (path === "embed") return searchParams.has("pb") ? `pb/${searchParams.get("pb")}` : null;
  const place = found(path, /^(?:place|search)\/([^/]+)/);
  const point = found(path, /^@(-?\d+\.\d+,-?\d+\.\d+)/);
  const asked = place === null ? (searchParams.get("q") ?? searchParams.get("query") ?? point) : decoded(place);
  return asked === null ? null : `q/${asked.replaceAll("+", " ").trim()}`;
}
const mapQuery = (id: string): string => encode(id.slice(2));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Mastodon runs on many hosts, so its posts are known by their path; hosts of other providers never count. */
const mastodonId = ({ host, pathname }: URL): string | null => {
  const [, user, post] =
    /^\/@(\w[\w.-]{0,63}(?:@[a-z0-9.-]{3,100})?)\/(\d{15,20})(?:\/embed)?\/?$/.exec(pathname) ?? [];
  return user && post ? `${host}/@${user}/${post}` : null;
};

const providers = {
  youtube: {
    name: "YouTube",
    hosts: /^(?:(?:www|m|music)\.)?youtube(?:-nocookie)?\.com$|^youtu\.be$/,
    id: /^[\w-]{11}$/,
    read: ({ host, pathname, searchParams }) =>
      host === "youtu.be"
        ? pathname.slice(1)
        : pathname === "/watch"
          ? searchParams.get("v")
          : found(pathname, /^\/(?:embed|v|shorts|live)\/([\w-]+)\/?$/),
    link: (id) => `https://www.youtube.com/watch?v=${id}`,
    frame: (id) => `https://www.youtube-nocookie.com/embed/${id}`,
    ratio: wide,
  },
  vimeo: {
    name: "Vimeo",
    hosts: /^(?:www\.|player\.)?vimeo\.com$/,
    id: /^\d{1,15}(?:\/[0-9a-f]{6,20})?$/,
    read: ({ pathname, searchParams }) => {
      const [, video, secret] =
        /^\/(?:video\/|channels\/[\w-]+\/|groups\/[\w-]+\/videos\/)?(\d+)(?:\/([0-9a-f]+))?\/?$/.exec(pathname) ?? [];
      const hash = secret ?? searchParams.get("h");
      return video ? (hash ? `${video}/${hash}` : video) : null;
    },
    link: (id) => `https://vimeo.com/${id}`,
    frame: (id) => `https://player.vimeo.com/video/${id.replace("/", "?h=")}${id.includes("/") ? "&" : "?"}dnt=1`,
    ratio: wide,
  },
  x: {
    name: "X",
    hosts: /^(?:(?:www|mobile|m)\.)?(?:twitter|x)\.com$|^platform\.(?:twitter|x)\.com$/,
    id: /^\d{1,20}$/,
    read: ({ host, pathname, searchParams }) =>
      host.startsWith("platform.")
        ? pathname === "/embed/Tweet.html"
          ? searchParams.get("id")
          : null
        : found(pathname, /^\/(?:i|i\/web|\w{1,20})\/status(?:es)?\/(\d+)(?:\/(?:photo|video)\/\d)?\/?$/),
    link: (id) => `https://x.com/i/status/${id}`,
    frame: (id) => `https://platform.twitter.com/embed/Tweet.html?id=${id}&dnt=true`,
    ratio: tall,
  },
  bluesky: {
    name: "Bluesky",
    hosts: /^(?:bsky\.app|embed\.bsky\.app)$/,
    id: /^(?:did:plc:[a-z2-7]{24}|did:web:[a-z0-9.-]{3,100}|[a-z0-9-]+(?:\.[a-z0-9-]+)+)\/[a-z0-9]{5,20}$/i,
    read: ({ pathname }) => {
      const [, who, post] =
        /^\/(?:profile\/([^/]+)\/post|embed\/[^/]+\/app\.bsky\.feed\.post)\/([^/]+)\/?$/.exec(pathname) ?? [];
      const author = who ?? found(pathname, /^\/embed\/([^/]+)/);
      return author && post ? `${decoded(author)}/${post}` : null;
    },
    link: (id) => `https://bsky.app/profile/${id.replace("/", "/post/")}`,
    frame: (id) => `https://embed.bsky.app/embed/${id.replace("/", "/app.bsky.feed.post/")}`,
    ratio: tall,
  },
  instagram: {
    name: "Instagram",
    hosts: /^(?:www\.)?instagram\.com$|^instagr\.am$/,
    id: /^(?:p|reel|tv)\/[\w-]{5,40}$/,
    read: ({ pathname }) =>
      found(pathname, /^\/(?:[\w.]{1,30}\/)?((?:p|reels?|tv)\/[\w-]+)(?:\/embed(?:\/captioned)?)?\/?$/)?.replace(
        "reels/",
        "reel/",
      ) ?? null,
    link: (id) => `https://www.instagram.com/${id}/`,
    frame: (id) => `https://www.instagram.com/${id}/embed/`,
    ratio: tall,
  },
  tiktok: {
    name: "TikTok",
    hosts: /^(?:(?:www|m)\.)?tiktok\.com$/,
    id: /^(?:@[\w.]{1,30}\/)?\d{10,20}$/,
    read: ({ pathname }) => {
      const [, user, video] = /^\/(@[\w.]+)\/video\/(\d+)\/?$/.exec(pathname) ?? [];
      return user ? `${user}/${video}` : found(pathname, /^\/(?:embed(?:\/v[23])?|player\/v1)\/(\d+)\/?$/);
    },
    link: (id) =>
      id.startsWith("@")
        ? `https://www.tiktok.com/${id.replace("/", "/video/")}`
        : `https://www.tiktok.com/embed/v2/${id}`,
    frame: (id) => `https://www.tiktok.com/player/v1/${id.replace(/^.*\//, "")}`,
    ratio: () => "9/16",
  },
  facebook: {
    name: "Facebook",
    hosts: facebookHosts,
    id: /^(?:[\w.-]{2,80}\/(?:posts\/(?:[\w%-]{1,150}\/)?\w{1,120}|videos\/(?:[\w%-]{1,150}\/)?\d{1,25})|groups\/[\w.-]{2,80}\/(?:posts|permalink)\/\d{1,25}|reel\/\d{1,25}|watch\/\?v=\d{1,25}|photo\/\?fbid=\d{1,25}|permalink\.php\?story_fbid=\w{1,120}&id=\d{1,25})$/,
    read: facebookPath,
    link: (id) => `https://www.facebook.com/${id}`,
    frame: (id) =>
      `https://www.facebook.com/plugins/${/(?:^|\/)(?:videos|reel|watch)\//.test(id) ? "video" : "post"}.php?href=${encode(`https://www.facebook.com/${id}`)}`,
    ratio: (id) => (/\/videos\/|^watch\//.test(id) ? "16/9" : id.startsWith("reel/") ? "9/16" : "4/5"),
  },
  soundcloud: {
    name: "SoundCloud",
    hosts: /^(?:(?:www|m|w|api)\.)?soundcloud\.com$/,
    id: /^(?:api\/(?:tracks|playlists)\/\d{1,20}|[\w-]{1,60}\/(?:sets\/)?[\w-]{1,150})$/,
    read: soundcloudId,
    link: (id) =>
      id.startsWith("api/") ? `https://w.soundcloud.com/player/?url=${encode(soundcloudPage(id))}` : soundcloudPage(id),
    frame: (id) => `https://w.soundcloud.com/player/?url=${encode(soundcloudPage(id))}`,
    ratio: wide,
  },
  spotify: {
    name: "Spotify",
    hosts: /^open\.spotify\.com$/,
    id: /^(?:track|album|playlist|episode|show|artist)\/[0-9A-Za-z]{22}$/,
    read: ({ pathname }) =>
      found(
        pathname,
        /^\/(?:intl-[a-z]{2}(?:-[a-z]{2})?\/)?(?:embed\/|embed-podcast\/)?((?:track|album|playlist|episode|show|artist)\/\w+)(?:\/video)?\/?$/i,
      ),
    link: (id) => `https://open.spotify.com/${id}`,
    frame: (id) => `https://open.spotify.com/embed/${id}`,
    ratio: wide,
  },
  datawrapper: {
    name: "Datawrapper",
    hosts: /^(?:datawrapper\.dwcdn\.net|(?:www|app)\.datawrapper\.de)$/,
    id: /^[0-9A-Za-z]{5}$/,
    read: ({ host, pathname }) =>
      found(pathname, host.endsWith(".de") ? /^\/_\/(\w{5})\/?$/ : /^\/(\w{5})(?:\/\d*)?(?:\/embed\.js)?\/?$/),
    link: (id) => `https://datawrapper.dwcdn.net/${id}/`,
    frame: (id) => `https://datawrapper.dwcdn.net/${id}/`,
    ratio: chart,
  },
  flourish: {
    name: "Flourish",
    hosts: /^(?:flo\.uri\.sh|public\.flourish\.studio)$/,
    id: /^(?:visualisation|story)\/\d{1,12}$/,
    read: ({ pathname }) => found(pathname, /^\/((?:visualisation|story)\/\d+)(?:\/embed)?\/?$/),
    link: (id) => `https://public.flourish.studio/${id}/`,
    frame: (id) => `https://flo.uri.sh/${id}/embed`,
    ratio: chart,
  },
  googleMaps: {
    name: "Google Maps",
    hosts: /^(?:(?:www|maps)\.)?google\.(?:com|[a-z]{2}|com?\.[a-z]{2})$/,
    id: /^(?:pb\/[\w!%.:,*~+ -]{5,1000}|q\/[^\p{C}\p{Zl}\p{Zp}]{1,200})$/u,
    read: (address) =>
      address.host.startsWith("maps.") || /^\/maps(?:\/|$)/.test(address.pathname) ? mapId(address) : null,
    link: (id) =>
      id.startsWith("pb/")
        ? `https://www.google.com/maps/embed?pb=${encode(id.slice(3))}`
        : `https://www.google.com/maps/search/?api=1&query=${mapQuery(id)}`,
    frame: (id) =>
      id.startsWith("pb/")
        ? `https://www.google.com/maps/embed?pb=${encode(id.slice(3))}`
        : `https://www.google.com/maps?q=${mapQuery(id)}&output=embed`,
    ratio: chart,
  },
  mastodon: {
    name: "Mastodon",
    hosts: /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*\.[a-z][a-z0-9-]{1,62}$/,
    id: /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*\.[a-z][a-z0-9-]{1,62}\/@\w[\w.-]{0,63}(?:@[a-z0-9.-]{3,100})?\/\d{15,20}$/,
    read: mastodonId,
    link: (id) => `https://${id}`,
    frame: (id) => `https://${id}/embed`,
    ratio: tall,
  },
} satisfies Record<string, Provider>;

type ProviderName = keyof typeof providers;
const known = Object.entries(providers) as [ProviderName, Provider][];
const isKnown = (name: string): name is ProviderName => Object.hasOwn(providers, name);

/** A full http or https address without a name or password before its host and without a port of its own; null for any other. */
function addressOf(text: string): URL | null {
  const full = /^\/\/[^/\\]/.test(text) ? `https:${text}` : text;
  const safe = safeHref(full);
  if (safe === null || !/^https?:\/\//i.test(safe) || safe.includes("\\")) return null;
  const address = new URL(safe);
  return address.username === "" && address.password === "" && !/@/.test(address.host) && address.port === ""
    ? address
    : null;
}

/** The stored form of an address at a known provider, "youtube:dQw4w9WgXcQ"; null for any other text. */
export function embedOfAddress(given: string): string | null {
  const address = addressOf(given.trim());
  if (!address) return null;
  const provider = known.find(([name, { hosts }]) => name !== "mastodon" && hosts.test(address.host));
  const [name, { id, read }] = provider ?? ["mastodon", providers.mastodon];
  if (name === "mastodon" && !providers.mastodon.hosts.test(address.host)) return null;
  const value = read(address);
  return value !== null && id.test(value) ? `${name}:${value}` : null;
}

/** UTF-16 units of the address of a link card. */
const maxLinkLength = 2000;

/** The stored form of any page: of a known provider, else a link card. Null for what is no full http or https address. */
export function embedOfPage(given: string): string | null {
  const atProvider = embedOfAddress(given);
  if (atProvider !== null) return atProvider;
  const address = addressOf(given.trim());
  return address && address.href.length <= maxLinkLength ? `link:${address.href}` : null;
}

const unescaped = (text: string): string =>
  text
    .replace(/&#(?:39|x27);|&apos;/gi, "'")
    .replace(/&(?:quot|#34);/gi, '"')
    .replace(/&lt;/gi, "<")
    .replace(/&gt;/gi, ">")
    .replace(/&(?:amp|#38);/gi, "&");

/** The attributes of an opening tag, names in lower case. */
function attributesOf(tag: string): Record<string, string> {
  const pattern = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/g;
  return Object.fromEntries(
    [...tag.matchAll(pattern)].map(([, name = "", a, b, c]) => [name.toLowerCase(), unescaped(a ?? b ?? c ?? "")]),
  );
}

const longestCode = 20_000;
const kinds =
  /twitter-tweet|twitter-video|instagram-media|tiktok-embed|bluesky-embed|mastodon-embed|fb-(?:post|video)|flourish-embed/;

/** The addresses that a tag of an embed code names, the surest first. */
function addressesIn(tag: string, isQuote: boolean): string[] {
  const name = found(tag, /^<([a-z]+)/i)?.toLowerCase();
  const given = attributesOf(tag);
  const post = /^at:\/\/([^/]+)\/app\.bsky\.feed\.post\/(\w+)$/.exec(given["data-bluesky-uri"] ?? "");
  return [
    name === "iframe" ? given.src : undefined,
    given["data-embed-url"],
    given["data-instgrm-permalink"],
    post ? `https://bsky.app/profile/${post[1]}/post/${post[2]}` : undefined,
    /\bflourish-embed\b/.test(given.class ?? "") ? `https://flo.uri.sh/${given["data-src"]}/embed` : undefined,
    given["data-href"],
    name === "blockquote" ? given.cite : undefined,
    name === "script" && /datawrapper\.dwcdn\.net/.test(given.src ?? "") ? given.src : undefined,
    name === "a" && isQuote ? given.href : undefined,
  ].filter((one) => one !== undefined);
}

/**
 * The stored form of an embed code, `<iframe …>` or `<blockquote …><script …>`, as providers offer them to be copied. A frame of
 * a site that is not known becomes a link card. Null for any other HTML.
 */
export function embedOfCode(code: string): string | null {
  const text = code.trim();
  if (
    text.length > longestCode ||
    !/^<(?:iframe|blockquote|div|script|figure|noscript)\b/i.test(text) ||
    !text.endsWith(">")
  )
    return null;
  const tags = text.match(/<[a-z][^<>]*>/gi) ?? [];
  const isQuote = tags.some((tag) => kinds.test(attributesOf(tag).class ?? ""));
  const isCode = isQuote || tags.some((tag) => /^<(?:iframe|script)\b/i.test(tag));
  if (!isCode) return null;
  const given = tags.flatMap((tag) => addressesIn(tag, isQuote));
  // The link to a quoted post is the last one; those in its text are before it.
  for (const address of isQuote ? given.reverse() : given) {
    const embed = embedOfAddress(address);
    if (embed !== null) return embed;
  }
  const frame = tags.find((tag) => /^<iframe\b/i.test(tag));
  return frame ? embedOfPage(attributesOf(frame).src ?? "") : null;
}
/** What was typed or pasted into the field of an embed: an embed code or an address. */
export const embedOfInput = (text: string): string | null =>
  text.trim().startsWith("<") ? embedOfCode(text) : embedOfPage(text);

/** What readers get of a stored embed. Null for anything that this file has not made, for stored attributes are taken for hostile. */
export function embedOf(stored: unknown): Embed | null {
  if (typeof stored !== "string") return null;
  const [, name = "", id = ""] = /^([a-z]+):(.+)$/is.exec(stored) ?? [];
  if (name === "link") {
    const address = /^https?:/.test(id) && id.length <= maxLinkLength ? addressOf(id) : null;
    return address
      ? { provider: address.host.replace(/^www\./, ""), link: address.href, frame: null, ratio: "16/9", isVideo: false }
      : null;
  }
  if (!isKnown(name) || !providers[name].id.test(id)) return null;
  const provider: Provider = providers[name];
  const host = name === "mastodon" ? ` (${id.split("/")[0]})` : "";
  return {
    provider: provider.name + host,
    link: provider.link(id),
    frame: provider.frame(id),
    ratio: provider.ratio(id),
    isVideo: name === "youtube" || name === "vimeo" || name === "tiktok",
  };
}
