import type { PartnerRow } from "#lib/partners/types.ts";

type Selection = Pick<PartnerRow, "section" | "topic" | "words" | "language">;

/** Which stories a partner gets: "City · topic Harbour · words: ferry · en". */
export function selectionOf({ section, topic, words, language }: Selection): string {
  const parts = [
    ...(section ? [section] : []),
    ...(topic ? [`topic ${topic}`] : []),
    ...(words ? [`words: ${words}`] : []),
    ...(language ? [language] : []),
  ];
  return parts.length === 0 ? "All stories" : parts.join(" · ");
}
