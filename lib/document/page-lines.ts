// Recognises the lines of a copied news page by phrases that sites use, in several languages.

const line = (words: string): RegExp => new RegExp(`^(?:${words})$`, "iu");
const start = (words: string): RegExp => new RegExp(`^(?:${words})(?![\\p{L}\\p{N}])`, "iu");

/** Links and buttons around an article. */
const chrome = line(
  [
    "(?:skip|jump) to (?:main |the )?(?:content|navigation|article)|menu|open menu|close menu|search|home|sections?|more|close|next|previous|back|back to top|top",
    "sign in|log ?in|sign up|register|my account|account|subscribe(?: now)?|support us|donate|newsletters?|follow(?: us)?|contact(?: us)?|about(?: us)?|help|jobs|careers",
    "share(?: this)?(?: article| story)?|copy link|link copied|e-?mail|print|save|bookmark|listen(?: to this article)?|play|comments?(?: \\(\\d+\\))?|\\d+ comments?|add a comment|view comments",
    "facebook|twitter|x|whats ?app|linked ?in|instagram|telegram|mastodon|bluesky|threads|reddit|pinterest|flipboard|youtube|tiktok|xing|rss",
    "ad(?:vertisement)?|sponsored|promoted|advertorial|loading\\W*|cookie (?:settings|policy|preferences)|privacy(?: policy)?|terms(?: of (?:use|service))?|accessibility|imprint|editorial (?:policy|standards)|corrections",
    "\\d+ min(?:ute)?s?(?: read)?|most (?:read|popular)|trending|latest(?: news)?|recommended(?: for you)?|topics|tags?|read (?:more|full story)|show more|load more",
    "zum (?:haupt)?inhalt(?: springen)?|menü|suchen?|anmelden|einloggen|registrieren|abo(?:nnieren)?|startseite|teilen|drucken|merken|vorlesen|kommentare?(?: \\(\\d+\\))?|\\d+ kommentare?|anzeige|werbung|impressum|datenschutz|agb|nach oben|mehr|schließen|kontakt|über uns|meistgelesen|\\d+ min(?:uten)?\\.?(?: lesezeit)?|link kopieren",
    "aller au contenu|recherche(?:r)?|se connecter|connexion|s['’]abonner|s['’]inscrire|accueil|partager|imprimer|commentaires?|publicité|mentions légales|plus|fermer|à propos|les plus lus|copier le lien",
    "(?:ir|saltar) al contenido(?: principal)?|menú|buscar|iniciar sesión|suscríbe(?:te|rse)|inicio|portada|compartir|imprimir|comentarios?|publicidad|aviso legal|contacto|cerrar|lo más leído",
    "vai al contenuto|cerca|accedi|abbonati|condividi|stampa|commenti|pubblicità|note legali|chiudi|contatti|i più letti",
    "(?:ga )?naar (?:de )?inhoud|zoeken|inloggen|abonneren|delen|afdrukken|reacties|advertentie|sluiten|over ons|meest gelezen",
    "(?:ir|pular) para o conteúdo|entrar|assinar|assine|compartilhar|partilhar|publicidade|comentários|mais lidas|fechar",
  ].join("|"),
);
/** Sentences of the site about itself. */
const plea = start(
  "we use cookies|this (?:site|website) uses cookies|by continuing to|sign up (?:for|to)|subscribe (?:to|for|now)|get (?:the|our) (?:\\p{L}+ )?newsletter|download (?:the|our) app|follow us|support (?:our|independent)|all rights reserved|copyright|©|wir verwenden cookies|diese (?:seite|website) verwendet|abonnieren sie|melden sie sich|alle rechte vorbehalten|nous utilisons|ce site utilise|abonnez-vous|inscrivez-vous|tous droits réservés|utilizamos cookies|usamos cookies|suscríbase|todos los derechos|utilizziamo|iscriviti|tutti i diritti|wij gebruiken|we gebruiken cookies|schrijf je in|usamos cookies|inscreva-se|todos os direitos",
);
const readAlso = start(
  "(?:also )?read (?:also|more|next)|see also|related(?: stories| articles| content| topics)?|more on this(?: story| topic)?|more from|you (?:may|might) also like|lesen sie auch|lesen sie mehr|mehr zum thema|auch interessant|siehe auch|weitere artikel|(?:à )?lire aussi|à lire|sur le même sujet|lee también|te puede interesar|más información|leggi anche|potrebbe interessarti|lees ook|meer over|leia também|veja também|läs också|les også|læs også|czytaj też|zobacz też|přečtěte si",
);
const byline = start("by|von|par|por|di|door|av|af|text(?: und fotos?)?|words|reporting by|from our");
const dated =
  /(?:\b\d{1,2}[.:]\d{2}\b|\b(?:19|20)\d{2}\b|\b\d{1,2} (?:minutes?|hours?|days?) ago\b|\bvor \d+ (?:minuten|stunden|tagen)\b|\bil y a \d+)/iu;
const dateWords = start(
  "published|updated|last updated|posted|first published|created|stand|veröffentlicht|aktualisiert|erschienen|publié|mis à jour|publicado|actualizado|pubblicato|aggiornato|gepubliceerd|bijgewerkt|atualizado",
);
const caption = start(
  "(?:photo|picture|image|photograph|video|graphic|illustration|foto|bild|grafik|crédit(?: photo)?|credit|légende|imagen|immagine|beeld)(?:s|graph|graphy|graf|grafie)?\\s*(?:by|von|par|de)?\\s*[:©|/]|©",
);
const credited =
  /[([|/–—-]?\s*(?:photo(?:graph)?|picture|image|foto|bild|credit|crédit|quelle|source)\s*(?:by\s+)?[:©]\s*([^()[\]]{2,60})[)\]]?\.?$|\(?((?:[\p{L}.' -]{2,30}\/)?(?:getty images|reuters|afp|dpa|ap|epa|pa|imago|picture alliance|keystone|ansa|efe)(?:\/[\p{L}.' -]{2,30})?)\)?\.?$/iu;
const summary = line(
  "(?:summary|key points|key takeaways|at a glance|in short|in brief|tl;?dr|the essentials|what we know|das wichtigste(?: in kürze)?|auf einen blick|in kürze|kurz (?:und bündig|gesagt)|zusammenfassung|darum geht['’]?s|l['’]essentiel|en bref|en résumé|à retenir|resumen|las claves|claves|en breve|in breve|in sintesi|samenvatting|in het kort|kort|resumo|em resumo)\\s*:?",
);

export type LineKind = "chrome" | "readAlso" | "byline" | "date" | "caption" | "summary" | "text";

export function kindOfLine(text: string): LineKind {
  const { length } = text;
  if (chrome.test(text) || (length < 250 && plea.test(text))) return "chrome";
  if (length < 80 && /newsletter/i.test(text) && !/[.!?]$/.test(text)) return "chrome";
  if (summary.test(text)) return "summary";
  if (readAlso.test(text) && length < 200) return "readAlso";
  if (length < 300 && (caption.test(text) || credited.test(text))) return "caption";
  if (length < 90 && byline.test(text) && /\s\p{Lu}/u.test(text) && !/[.!?]$/.test(text)) return "byline";
  if (
    length < 90 &&
    dated.test(text) &&
    (dateWords.test(text) || !/[.!?]$/.test(text)) &&
    /^\D{0,30}\d/.test(text) &&
    isDateLine(text)
  )
    return "date";
  return "text";
}

/** Little but a date and a time. */
const isDateLine = (text: string): boolean =>
  dateWords.test(text) ||
  text
    .replace(/[\d\s.,:/|·–-]+/g, " ")
    .trim()
    .split(/\s+/).length <= 4;

/** A caption without the name of its photographer, and the name. */
export function captionOf(text: string): { caption: string; credit: string } {
  const named = /^(?:©|(?:credit|crédit)(?: photo)?\s*:)\s*(.+)$/iu.exec(text)?.[1];
  if (named) return { caption: "", credit: named };
  const match = credited.exec(text);
  const name = (match?.[1] ?? match?.[2] ?? "").trim();
  // "Photo: the old pier at night" describes the picture and names no photographer.
  const credit = /^\p{Ll}/u.test(name) && !match?.[2] && !/^(?:dpa|afp|epa|pa|ap)\b/i.test(name) ? "" : name;
  const words = match && credit !== "" ? text.slice(0, match.index).replace(/[\s|/–—-]+$/u, "") : text;
  const caption = words.replace(
    /^(?:photo|picture|image|photograph|foto|bild|légende|imagen|immagine|beeld)\s*:\s*/iu,
    "",
  );
  return { caption, credit };
}
