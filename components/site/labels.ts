/** What readers are told a piece is; plain news is told nothing. */
const names: Readonly<Record<string, string>> = {
  analysis: "Analysis",
  opinion: "Opinion",
  review: "Review",
  interview: "Interview",
  explainer: "Explainer",
  obituary: "Obituary",
  feature: "Feature",
  live: "Live",
  paid: "Paid content",
};

export const labelName = (label: string): string | null =>
  Object.hasOwn(names, label) ? (names[label] ?? null) : null;
