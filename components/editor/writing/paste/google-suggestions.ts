// Accepts suggestions of Google Docs. Its HTML does not distinguish the old words from the new ones; only Google's own clipboard
// format records which words are suggested for deletion.

export const googleClipType = "application/x-vnd.google-docs-document-slice-clip+wrapped";

type Clip = { text: string; isDeleted: boolean[] };

/** The text of a clip and the suggested deletions in it; null for another format or if there are none. */
function readClip(json: string): Clip | null {
  try {
    const { data } = JSON.parse(json) as { data: string };
    const { resolved } = JSON.parse(data) as {
      resolved: { dsl_spacers: string; dsl_suggesteddeletions?: { sgsl_sugg: (string[] | null)[] } };
    };
    const changes = resolved.dsl_suggesteddeletions?.sgsl_sugg ?? [];
    // An entry names the suggestions from its position up to the next entry.
    let isOpen = false;
    const isDeleted = Array.from(resolved.dsl_spacers, () => false);
    for (let at = 0; at < resolved.dsl_spacers.length; at++) {
      const change = changes[at];
      if (change) isOpen = change.length > 0;
      isDeleted[at] = isOpen;
    }
    return isDeleted.includes(true) ? { text: resolved.dsl_spacers, isDeleted } : null;
  } catch {
    return null;
  }
}

const isSpace = (character: string | undefined): boolean =>
  character !== undefined && !/[^\s\p{Co}\p{Cc}]/u.test(character);

/**
 * Removes words that are suggested for deletion. Spaces may differ between page and clip, so only other characters are
 * compared. Where the two do not match, the rest of the page is left unchanged.
 */
export function acceptGoogleSuggestions(page: Document, json: string): void {
  const clip = readClip(json);
  if (!clip) return;
  const texts = page.createNodeIterator(page.body, NodeFilter.SHOW_TEXT);
  let at = 0;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    let kept = "";
    for (const character of (node as Text).data.split("")) {
      if (isSpace(character)) {
        const isSame = isSpace(clip.text[at]);
        if (!(isSame && clip.isDeleted[at])) kept += character;
        if (isSame) at++;
        continue;
      }
      while (isSpace(clip.text[at])) at++;
      if (clip.text[at] !== character) return;
      if (!clip.isDeleted[at]) kept += character;
      at++;
    }
    (node as Text).data = kept;
  }
}
