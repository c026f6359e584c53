// How a comment names a person, "@[name](id)", or the desk of a section, "@[name](desk:id)". The id decides who it is; the name
// is shown.

/** A person, or the desk of the section with this id. */
export type Mention = { id: string; name: string; isDesk?: true };
export type TextPart = string | Mention;

const mention = /@\[([^\]\n]{1,200})\]\((desk:)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/g;

export const mentionOf = ({ id, name, isDesk }: Mention): string =>
  `@[${name.replace(/[[\]\n]/g, "")}](${isDesk ? "desk:" : ""}${id})`;

/** A comment as words and mentions, in order. */
export function commentParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(mention)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ name: match[1] ?? "", id: match[3] ?? "", ...(match[2] ? { isDesk: true as const } : {}) });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

export const mentionedIn = (text: string): Mention[] => commentParts(text).filter((part) => typeof part !== "string");

/** As people read and write it: "@Maren Holloway". */
export const plainComment = (text: string): string =>
  commentParts(text)
    .map((part) => (typeof part === "string" ? part : `@${part.name}`))
    .join("");

/**
 * Turns the names that were chosen from the list into mentions, wherever the text still contains them. A desk need not be
 * chosen: its name is found in the text, in capitals or small letters.
 */
export function withMentions(typed: string, chosen: readonly Mention[], desks: readonly Mention[] = []): string {
  const longestFirst = [...new Map([...desks, ...chosen].map((one) => [one.name, one])).values()]
    .filter(({ name }) => name !== "")
    .sort((a, b) => b.name.length - a.name.length);
  let text = "";
  for (let at = 0; at < typed.length; ) {
    const rest = typed.slice(at);
    const found = longestFirst.find(({ name, isDesk }) => {
      const written = rest.slice(1, name.length + 1);
      const isIt = isDesk ? written.toLowerCase() === name.toLowerCase() : written === name;
      return rest.startsWith("@") && isIt && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length + 1));
    });
    text += found ? mentionOf(found) : typed[at];
    at += found ? found.name.length + 1 : 1;
  }
  return text;
}
