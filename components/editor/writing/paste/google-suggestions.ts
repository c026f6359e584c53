// Suggestions of Google Docs. Its HTML has the former words and the new ones without any sign between them; which are to be
// deleted is known only to the format in which it copies for itself.

export const googleClipType = "application/x-vnd.google-docs-document-slice-clip+wrapped";

type Clip = { text: string; isDeleted: boolean[] };

/** The text of a clip and which of its characters somebody proposes to delete; null where it is of another form, or none is. */
function readClip(json: string): Clip | null {
  try {
    const { data } = JSON.parse(json) as { data: string };
    const { resolved } = JSON.parse(data) as {
      resolved: { dsl_spacers: string; dsl_suggesteddeletions?: { sgsl_sugg: (string[] | null)[] } };
    };
    const changes = resolved.dsl_suggesteddeletions?.sgsl_sugg ?? [];
    // An entry names the suggestions that hold from its place on; where there is none they go on.
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
 * Takes out the words that are proposed to be deleted. Spaces may differ between page and clip, so words are matched by
 * everything else; where the two do not match, the page is left from there on as it is.
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
        // A space goes with the words that it is between.
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
