/** Long enough to hold an entity and the signs that begin and end raw text. */
const overlap = 40;
const bare = /&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][\w.-]{0,31});)/gi;

/**
 * Escapes ampersands that begin no entity, as many feeds and old exports have them: the parser would read on to the next
 * semicolon. Raw text (CDATA) and comments stay as they are.
 */
export class AmpersandRepair {
  #held = "";
  /** What ends the raw text that is open; null outside. */
  #end: "]]>" | "-->" | null = null;

  /** @returns the text so far; its end may be held back until the next piece */
  repair(piece: string, isLast = false): string {
    const text = this.#held + piece;
    const limit = isLast ? text.length : Math.max(0, text.length - overlap);
    let out = "";
    let at = 0;
    while (at < limit) {
      if (this.#end !== null) {
        const end = text.indexOf(this.#end, at);
        if (end < 0) {
          // All but what may be the beginning of the end.
          const safe = isLast ? text.length : Math.max(at, text.length - 2);
          this.#held = text.slice(safe);
          return out + text.slice(at, safe);
        }
        out += text.slice(at, end + 3);
        at = end + 3;
        this.#end = null;
        continue;
      }
      const start = text.slice(at).search(/<!\[CDATA\[|<!--/);
      const until = start < 0 ? limit : Math.min(at + start, limit);
      // The lookahead sees beyond `until`, so the whole rest is searched and then cut.
      out += fixed(text, at, until);
      at = until;
      if (start < 0 || until === limit) continue;
      const isData = text.startsWith("<![CDATA[", at);
      const sign = isData ? "<![CDATA[" : "<!--";
      out += sign;
      at += sign.length;
      this.#end = isData ? "]]>" : "-->";
    }
    this.#held = text.slice(at);
    return out;
  }
}

function fixed(text: string, from: number, to: number): string {
  let out = "";
  let at = from;
  bare.lastIndex = from;
  for (let found = bare.exec(text); found && found.index < to; found = bare.exec(text)) {
    out += `${text.slice(at, found.index)}&amp;`;
    at = found.index + 1;
  }
  return out + text.slice(at, to);
}
