// Pictures of an RTF document. Word's HTML refers to files that no page may read; the RTF on the same clipboard contains their bytes.

export type RtfPicture = { type: "image/png" | "image/jpeg"; bytes: Uint8Array<ArrayBuffer> };

/** Fallback copies of a picture for old programs, and pictures that are list bullets. */
const unwanted = /\\(nonshppict|listpicture)\s*$/;

/** The end of the group that begins at `start`, after its closing brace. */
function endOfGroup(rtf: string, start: number): number {
  let depth = 0;
  for (let i = start; i < rtf.length; i++) {
    const sign = rtf[i];
    if (sign === "\\") i++;
    else if (sign === "{") depth++;
    else if (sign === "}" && --depth === 0) return i + 1;
  }
  return rtf.length;
}

/** The content of a group without the groups nested in it. */
function withoutGroups(group: string): string {
  let text = group;
  for (let before = ""; before !== text; ) {
    before = text;
    text = text.replace(/\{[^{}]*\}/g, " ");
  }
  return text;
}

/** In document order; null for an unsupported format (Windows metafiles). */
export function rtfPictures(rtf: string): (RtfPicture | null)[] {
  const found: (RtfPicture | null)[] = [];
  let at = rtf.indexOf("{\\pict");
  while (at >= 0) {
    const end = endOfGroup(rtf, at);
    if (!unwanted.test(rtf.slice(Math.max(0, at - 40), at))) found.push(pictureOf(rtf.slice(at + 1, end - 1)));
    at = rtf.indexOf("{\\pict", end);
  }
  return found;
}

function pictureOf(group: string): RtfPicture | null {
  const own = withoutGroups(group);
  const type = /\\pngblip\b/.test(own) ? "image/png" : /\\jpegblip\b/.test(own) ? "image/jpeg" : null;
  const hex = own.replace(/\\[a-z]+(-?\d+)?/gi, " ").replace(/\s+/g, "");
  if (type === null || hex.length < 2 || hex.length % 2 === 1 || /[^\da-f]/i.test(hex)) return null;
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16);
  return { type, bytes };
}
