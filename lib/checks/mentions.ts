// Phrases by which a paper refers to what it has reported itself.

const paperWords: Readonly<Record<string, string>> = {
  en: "(?:as )?we (?:(?:have )?(?:first|previously|earlier|already|exclusively) |have )?(?:reported|revealed|disclosed)(?! (?:it|him|her|them|this|that person|to)\\b)|as (?:previously|earlier) reported(?! by\\b)|our (?:earlier|previous|original|first) (?:report|reporting|story|article|investigation|coverage)",
  de: "wie (?:bereits |schon |zuvor |zuletzt |mehrfach |kurz )?berichtet(?! (?:der|die|das|von)\\b)|wir (?:haben |hatten )?(?:bereits |schon |zuvor |mehrfach |exklusiv )?bericht(?:eten|et)|unser(?:e|em|en|er)? (?:erste[nr]?|frühere[nr]?|ursprüngliche[nr]?) (?:Bericht|Artikel|Recherche)",
  fr: "(?:comme )?nous (?:l['’])?(?:avons|avions) (?:déjà |précédemment )?(?:révélé|rapporté|annoncé|écrit)|notre (?:précédent|premier) (?:article|reportage)|notre (?:précédente|première) enquête",
  es: "(?:como|según) (?:ya )?(?:informamos|publicamos|contamos|adelantamos|revelamos)|como (?:ya )?(?:informó|publicó|adelantó|reveló) este (?:diario|periódico)",
  it: "come (?:abbiamo|avevamo) (?:già )?(?:scritto|riportato|raccontato|anticipato|rivelato)",
  nl: "zoals (?:wij|we) (?:eerder |al )?(?:berichtten|schreven|meldden|onthulden)|eerder (?:berichtten|schreven|meldden) (?:wij|we)",
  pl: "(?:jak )?(?:już )?(?:pisaliśmy|informowaliśmy|ujawniliśmy)",
  pt: "como (?:já )?(?:noticiámos|noticiamos|informámos|publicámos|revelámos|revelamos)",
  sv: "som vi (?:tidigare )?(?:har )?(?:rapporterat|skrivit|berättat|avslöjat)",
  da: "som vi (?:tidligere )?(?:har )?(?:skrevet|fortalt|omtalt|afsløret)",
  nb: "som vi (?:tidligere )?(?:har )?(?:skrevet|fortalt|omtalt|avslørt|meldt)",
};
const base = (language: string): string => {
  const name = language.toLowerCase().split("-")[0] ?? "";
  return name === "nn" || name === "no" ? "nb" : name;
};
const compiled = new Map<string, RegExp>();
function patternOf(language: string): RegExp | null {
  const name = base(language);
  const words = paperWords[name];
  if (words === undefined) return null;
  const pattern = compiled.get(name) ?? new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, "giu");
  compiled.set(name, pattern);
  return pattern;
}

/** Whether a place is inside quotation marks: what somebody else says is not the paper's own report. */
const isQuoted = (text: string, at: number): boolean => {
  const before = text.slice(0, at);
  const opened = before.match(/[“„«]|(?<=^|\s)"/gu)?.length ?? 0;
  const closed = before.match(/[”»]|(?<=\S)"/gu)?.length ?? 0;
  return opened > closed;
};

/** Places in a text that refer to the paper's own earlier report, as offsets. */
export function mentionsIn(text: string, language: string): { from: number; to: number }[] {
  const pattern = patternOf(language);
  if (!pattern) return [];
  return [...text.matchAll(pattern)]
    .map(({ 0: words, index }) => ({ from: index, to: index + words.length }))
    .filter(({ from }) => !isQuoted(text, from));
}
