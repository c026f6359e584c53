// Words of languages for the rules about lines. A language without an entry has the rules without words of its own.

const base = (language: string): string => language.toLowerCase().split("-")[0] ?? "";
const set = (words: string): ReadonlySet<string> => new Set(words.split(",").map((word) => word.trim()));
const none: ReadonlySet<string> = new Set();

/** Words that a sentence may have twice in a row. */
const doubles: Readonly<Record<string, ReadonlySet<string>>> = {
  en: set("had, that, is, her, you, do, so, very, really, no, ha, bye, blah, hear, knock, tut, there, now, well"),
  de: set("die, der, das, den, dem, sie, ihr, ist, sich, zu, mit, ja, nein, so, sehr, nach, auf, ha, in, an, blah"),
  fr: set("nous, vous, elle, on, non, oui, très, est, ha, tout, si, le, la"),
  nl: set("die, dat, is, het, we, je, er, nee, ja, zij, heel, en"),
  it: set("via, via, piano, così, no, sì, ora, man, quasi, molto, poco, sotto"),
  es: set("no, sí, muy, ya, se, todo, poco"),
  pt: set("não, sim, muito, já, se, logo, quase"),
  sv: set("det, som, är, ja, nej, mycket, så"),
  da: set("det, der, som, er, ja, nej, så"),
  nb: set("det, der, som, er, ja, nei, så"),
  // These languages double words to intensify them or to form plurals.
  id: set("sama, hati, tiba, masing, kira, benar"),
};
export const allowedDoubles = (language: string): ReadonlySet<string> => doubles[base(language)] ?? none;

/** Link texts that do not say where they lead. A screen reader may read the links of a page without their sentences. */
const vague: Readonly<Record<string, ReadonlySet<string>>> = {
  en: set(
    "here, click here, this, this link, link, this page, read more, more, learn more, see here, this article, this story, there, website, this website, source",
  ),
  de: set(
    "hier, hier klicken, klicken sie hier, dieser link, link, mehr, mehr lesen, weiterlesen, weiter, diese seite, dieser artikel, mehr dazu, quelle",
  ),
  fr: set(
    "ici, cliquez ici, cliquer ici, lien, ce lien, lire la suite, plus, en savoir plus, cette page, cet article, source",
  ),
  es: set(
    "aquí, haz clic aquí, haga clic aquí, pulse aquí, enlace, este enlace, leer más, más, ver más, esta página, este artículo, fuente",
  ),
  it: set(
    "qui, clicca qui, link, questo link, leggi tutto, leggi di più, di più, continua, questa pagina, questo articolo, fonte",
  ),
  pt: set("aqui, clique aqui, link, este link, leia mais, mais, saiba mais, esta página, este artigo, fonte"),
  nl: set("hier, klik hier, link, deze link, lees meer, meer, lees verder, deze pagina, dit artikel, bron"),
  sv: set("här, klicka här, länk, denna länk, läs mer, mer, den här sidan, källa"),
  da: set("her, klik her, link, dette link, læs mere, mere, denne side, kilde"),
  nb: set("her, klikk her, lenke, denne lenken, les mer, mer, denne siden, kilde"),
  fi: set("tässä, tästä, klikkaa tästä, linkki, lue lisää, lisää, lähde"),
  pl: set("tutaj, tu, kliknij tutaj, link, ten link, czytaj więcej, więcej, źródło"),
  ar: set("هنا, اضغط هنا, انقر هنا, الرابط, هذا الرابط, المزيد, اقرأ المزيد, المصدر"),
};
export const vagueLinkWords = (language: string): ReadonlySet<string> => vague[base(language)] ?? none;
