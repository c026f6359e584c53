/** Words that stand within a story and are not its own: they are said in its language. */
export type StoryWords = {
  keyPoints: string;
  inShort: string;
  readAlso: string;
  otherLanguages: string;
  table: string;
  gallery: string;
  /** Before its number: "Picture 2". */
  picture: string;
  previous: string;
  next: string;
  close: string;
  transcript: string;
  /** Above the links to the subheadings. */
  contents: string;
  /** Above the footnotes. */
  notes: string;
  /** For screen readers, on the arrow after a footnote. */
  backToText: string;
  /** On a button that loads content of another site; "{provider}" is replaced by its name. */
  showContent: string;
};

const english: StoryWords = {
  keyPoints: "Key points",
  inShort: "In short",
  readAlso: "Read also",
  otherLanguages: "In other languages",
  table: "Table",
  gallery: "Gallery",
  picture: "Picture",
  previous: "Previous",
  next: "Next",
  close: "Close",
  transcript: "Transcript",
  contents: "Contents",
  notes: "Notes",
  backToText: "Back to the text",
  showContent: "Show content from {provider}",
};

/** By language, whatever the region. Few, and no machine's work: what is not here is said in English and marked as English. */
const known: Readonly<Record<string, StoryWords>> = {
  en: english,
  ar: {
    keyPoints: "أبرز النقاط",
    inShort: "باختصار",
    readAlso: "اقرأ أيضًا",
    otherLanguages: "بلغات أخرى",
    table: "جدول",
    gallery: "معرض الصور",
    picture: "صورة",
    previous: "السابق",
    next: "التالي",
    close: "إغلاق",
    transcript: "النص الكامل",
    contents: "المحتويات",
    notes: "الهوامش",
    backToText: "العودة إلى النص",
    showContent: "عرض المحتوى من {provider}",
  },
  de: {
    keyPoints: "Das Wichtigste",
    inShort: "Kurz gefasst",
    readAlso: "Lesen Sie auch",
    otherLanguages: "In anderen Sprachen",
    table: "Tabelle",
    gallery: "Bildergalerie",
    picture: "Bild",
    previous: "Zurück",
    next: "Weiter",
    close: "Schließen",
    transcript: "Wortlaut",
    contents: "Inhalt",
    notes: "Anmerkungen",
    backToText: "Zurück zum Text",
    showContent: "Inhalt von {provider} anzeigen",
  },
  es: {
    keyPoints: "Puntos clave",
    inShort: "En resumen",
    readAlso: "Lea también",
    otherLanguages: "En otros idiomas",
    table: "Tabla",
    gallery: "Galería",
    picture: "Imagen",
    previous: "Anterior",
    next: "Siguiente",
    close: "Cerrar",
    transcript: "Transcripción",
    contents: "Contenido",
    notes: "Notas",
    backToText: "Volver al texto",
    showContent: "Mostrar contenido de {provider}",
  },
  fr: {
    keyPoints: "L’essentiel",
    inShort: "En bref",
    readAlso: "À lire aussi",
    otherLanguages: "Dans d’autres langues",
    table: "Tableau",
    gallery: "Galerie",
    picture: "Image",
    previous: "Précédente",
    next: "Suivante",
    close: "Fermer",
    transcript: "Transcription",
    contents: "Sommaire",
    notes: "Notes",
    backToText: "Retour au texte",
    showContent: "Afficher le contenu de {provider}",
  },
  he: {
    keyPoints: "עיקרי הדברים",
    inShort: "בקצרה",
    readAlso: "קראו גם",
    otherLanguages: "בשפות אחרות",
    table: "טבלה",
    gallery: "גלריה",
    picture: "תמונה",
    previous: "הקודמת",
    next: "הבאה",
    close: "סגירה",
    transcript: "תמליל",
    contents: "תוכן העניינים",
    notes: "הערות",
    backToText: "חזרה לטקסט",
    showContent: "הצגת תוכן מ־{provider}",
  },
  it: {
    keyPoints: "Punti chiave",
    inShort: "In breve",
    readAlso: "Leggi anche",
    otherLanguages: "In altre lingue",
    table: "Tabella",
    gallery: "Galleria",
    picture: "Immagine",
    previous: "Precedente",
    next: "Successiva",
    close: "Chiudi",
    transcript: "Trascrizione",
    contents: "Indice",
    notes: "Note",
    backToText: "Torna al testo",
    showContent: "Mostra il contenuto di {provider}",
  },
  nl: {
    keyPoints: "De hoofdpunten",
    inShort: "In het kort",
    readAlso: "Lees ook",
    otherLanguages: "In andere talen",
    table: "Tabel",
    gallery: "Galerij",
    picture: "Foto",
    previous: "Vorige",
    next: "Volgende",
    close: "Sluiten",
    transcript: "Transcriptie",
    contents: "Inhoud",
    notes: "Noten",
    backToText: "Terug naar de tekst",
    showContent: "Inhoud van {provider} tonen",
  },
  pt: {
    keyPoints: "Pontos principais",
    inShort: "Em resumo",
    readAlso: "Leia também",
    otherLanguages: "Em outros idiomas",
    table: "Tabela",
    gallery: "Galeria",
    picture: "Imagem",
    previous: "Anterior",
    next: "Próxima",
    close: "Fechar",
    transcript: "Transcrição",
    contents: "Conteúdo",
    notes: "Notas",
    backToText: "Voltar ao texto",
    showContent: "Mostrar conteúdo de {provider}",
  },
  ur: {
    keyPoints: "اہم نکات",
    inShort: "مختصراً",
    readAlso: "یہ بھی پڑھیں",
    otherLanguages: "دیگر زبانوں میں",
    table: "جدول",
    gallery: "گیلری",
    picture: "تصویر",
    previous: "پچھلی",
    next: "اگلی",
    close: "بند کریں",
    transcript: "مکمل متن",
    contents: "فہرست",
    notes: "حواشی",
    backToText: "متن پر واپس جائیں",
    showContent: "{provider} کا مواد دکھائیں",
  },
};

/** The words, and the language that they are in: "en" where the story's is not known. @param language a tag, "pt-BR" */
export function storyWords(language: string): { words: StoryWords; language: string } {
  const base = language.toLowerCase().split("-")[0] ?? "";
  const words = Object.hasOwn(known, base) ? known[base] : undefined;
  return words ? { words, language } : { words: english, language: "en" };
}

/** A language as those who speak it call it, with a capital where they write one: "Español", "العربية". */
export function languageInItself(tag: string): string {
  const name = new Intl.DisplayNames([tag], { type: "language" }).of(tag) ?? tag;
  const [first = "", ...rest] = [...name];
  return first.toLocaleUpperCase(tag) + rest.join("");
}
