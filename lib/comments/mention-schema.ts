// How a comment names a person: "@[name](id)". The id rules; the name is what is shown.
type Name = { id: string; name: string };
export type TextPart = string | Name;

const mention = /@\[([^\]\n]{1,200})\]\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/g;

export const mentionOf = ({ id, name }: Name): string => `@[${name.replace(/[[\]\n]/g, "")}](${id})`;

/** A comment as words and people, in order. */
export function commentParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(mention)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ name: match[1] ?? "", id: match[2] ?? "" });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

export const mentionedIn = (text: string): Name[] => commentParts(text).filter((part) => typeof part !== "string");

/** As people read and write it: "@Maren Holloway". */
export const plainComment = (text: string): string =>
  commentParts(text)
    .map((part) => (typeof part === "string" ? part : `@${part.name}`))
    .join("");

/** Turns the names that were chosen from the list into mentions, wherever the text still contains them. */
export function withMentions(typed: string, chosen: readonly Name[]): string {
  const longestFirst = [...new Map(chosen.map((person) => [person.name, person])).values()]
    .filter(({ name }) => name !== "")
    .sort((a, b) => b.name.length - a.name.length);
  let text = "";
  for (let at = 0; at < typed.length; ) {
    const rest = typed.slice(at);
    const person = longestFirst.find(
      ({ name }) => rest.startsWith(`@${name}`) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length + 1)),
    );
    text += person ? mentionOf(person) : typed[at];
    at += person ? person.name.length + 1 : 1;
  }
  return text;
}
