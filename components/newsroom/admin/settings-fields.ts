import type { SiteSettings } from "#lib/site/schema.ts";

export type SettingField = {
  name: keyof SiteSettings;
  label: string;
  description?: string;
  kind: "text" | "lines" | "switch" | "accent" | "language" | "zone" | "day" | "rule";
  /** Maximum number of characters. */
  max?: number;
  placeholder?: string;
  /** Whether this is an address, a key or a code, without capitals and spell check. */
  isCode?: true;
};

export type SettingTabId =
  | "paper"
  | "appearance"
  | "language"
  | "publishing"
  | "pictures"
  | "footer"
  | "services"
  | "sign-in"
  | "mail";

export type SettingTab = { id: SettingTabId; title: string; fields: readonly SettingField[] };

/** Every setting of the paper, grouped in tabs. */
export const settingTabs: readonly SettingTab[] = [
  {
    id: "paper",
    title: "Paper",
    fields: [
      { name: "name", label: "Name", kind: "text", max: 80 },
      {
        name: "shortName",
        label: "Short name",
        description: "As in “About the Ledger”. Without one, the name is used.",
        kind: "text",
        max: 80,
      },
      { name: "tagline", label: "Tagline", description: "Under the name on the front page.", kind: "text", max: 160 },
    ],
  },
  {
    id: "appearance",
    title: "Appearance",
    fields: [
      {
        name: "accent",
        label: "Accent colour",
        description: "For labels, marks and the current section. Each can be read in light and in dark mode.",
        kind: "accent",
      },
    ],
  },
  {
    id: "language",
    title: "Language and time zone",
    fields: [
      {
        name: "language",
        label: "Language",
        description: "A language tag such as en-GB or de. New stories start in it.",
        kind: "language",
        max: 35,
        isCode: true,
      },
      {
        name: "timeZone",
        label: "Time zone",
        description: "Dates on pages and in addresses follow it, and so do all times in the newsroom.",
        kind: "zone",
      },
      {
        name: "publicationSlots",
        label: "Usual publication times",
        description: "Offered when a story is scheduled, such as 06:00, 17:30.",
        kind: "text",
        max: 80,
        isCode: true,
      },
    ],
  },
  {
    id: "publishing",
    title: "Publishing",
    fields: [
      {
        name: "licence",
        label: "Licence",
        description: "What others may do with a story. Shown at its end.",
        kind: "text",
        max: 200,
      },
      {
        name: "licenceLink",
        label: "Licence link",
        description: "A path or an https address that explains it.",
        kind: "text",
        max: 300,
        isCode: true,
      },
      {
        name: "mayRepublish",
        label: "Others may republish stories under this licence",
        description:
          "A page beside each story offers its text to copy, without pictures. A story can be left out in its details.",
        kind: "switch",
      },
      {
        name: "showsHistory",
        label: "Readers may see what changed",
        description:
          "A page beside each story that was published more than once: when and why it changed, with the words that its editors show.",
        kind: "switch",
      },
      {
        name: "maxVideoSize",
        label: "Maximum size of a video",
        description: "In megabytes. The files are kept as they are, so the connection of your readers should bear it.",
        kind: "text",
        max: 4,
        isCode: true,
      },
      {
        name: "maxAudioSize",
        label: "Maximum size of an audio file",
        description: "In megabytes.",
        kind: "text",
        max: 4,
        isCode: true,
      },
      {
        name: "maxDocumentSize",
        label: "Maximum size of a document",
        description: "In megabytes. For PDF, CSV, XLSX and DOCX.",
        kind: "text",
        max: 4,
        isCode: true,
      },
      {
        name: "checkOutsideLinks",
        label: "Check the pages that stories link to",
        description:
          "Visits the addresses in stories that are written or published, and asks about those that lead nowhere. Other sites see requests from this server.",
        kind: "switch",
      },
      { name: "noteToFile", label: "Require a note when a story is filed", kind: "switch" },
      { name: "noteToSendBack", label: "Require a note when a story is sent back", kind: "switch" },
      { name: "noteToApprove", label: "Require a note when a story is approved", kind: "switch" },
    ],
  },
  {
    id: "pictures",
    title: "Pictures",
    fields: [
      { name: "pictureWithdrawn", label: "Withdrawn pictures", kind: "rule" },
      { name: "pictureExpired", label: "Pictures whose end date has passed", kind: "rule" },
      { name: "pictureNotYet", label: "Pictures that may not be used yet", kind: "rule" },
      { name: "pictureTrashed", label: "Pictures in the trash", kind: "rule" },
      { name: "pictureOverCount", label: "Pictures whose paid uses are used up", kind: "rule" },
      { name: "pictureAskFirst", label: "Pictures marked “Ask first”", kind: "rule" },
      { name: "pictureUnknown", label: "Pictures whose rights are not recorded", kind: "rule" },
      { name: "picturePayPerUse", label: "Pictures paid per use", kind: "rule" },
      { name: "pictureStaff", label: "Staff pictures", kind: "rule" },
      { name: "pictureAgency", label: "Agency pictures", kind: "rule" },
      { name: "pictureHandout", label: "Handout pictures", kind: "rule" },
      { name: "pictureCreativeCommons", label: "Creative Commons pictures", kind: "rule" },
    ],
  },
  {
    id: "footer",
    title: "Footer",
    fields: [
      {
        name: "ownership",
        label: "Ownership",
        description: "Who owns the paper and pays for it.",
        kind: "lines",
        max: 300,
      },
      { name: "publisher", label: "Publisher", kind: "text", max: 160 },
      { name: "address", label: "Address", kind: "text", max: 200 },
      {
        name: "links",
        label: "Links",
        description: "Extra footer links, shown after your pages. One per line: label, space, URL.",
        kind: "lines",
        max: 2_000,
        placeholder: "Letters mailto:letters@example.org\nJobs https://example.org/jobs",
        isCode: true,
      },
      {
        name: "profiles",
        label: "Profiles",
        description: "Where else the paper publishes, for readers and search engines. One URL per line.",
        kind: "lines",
        max: 2_000,
        placeholder: "https://bsky.app/profile/example.org\nhttps://www.instagram.com/example",
        isCode: true,
      },
    ],
  },
  {
    id: "services",
    title: "Security and notification",
    fields: [
      {
        name: "securityContact",
        label: "Security contact",
        description: "Where to report a security problem: an email or https address, for /.well-known/security.txt.",
        kind: "text",
        max: 200,
        isCode: true,
      },
      {
        name: "securityExpires",
        label: "Expires",
        description: "The contact is valid until the end of this day in UTC, a year from now at most.",
        kind: "day",
      },
      {
        name: "hub",
        label: "WebSub hub",
        description: "Notifies feed readers of news at once. Needs GALLEY_URL.",
        kind: "text",
        max: 300,
        placeholder: "https://pubsubhubbub.appspot.com/",
        isCode: true,
      },
      {
        name: "indexNowKey",
        label: "IndexNow key",
        description: "Notifies search engines of news at once. Choose a key of 8 to 128 letters and digits.",
        kind: "text",
        max: 128,
        isCode: true,
      },
      {
        name: "auditMonths",
        label: "Delete audit events after",
        description: "In months, at least 3. Leave empty to keep the whole audit log.",
        kind: "text",
        max: 3,
        isCode: true,
      },
    ],
  },
  // Saved separately: readers see nothing of it.
  { id: "sign-in", title: "Sign-in", fields: [] },
  // What is set for the server; the tab shows it.
  { id: "mail", title: "Mail", fields: [] },
];

/** The tab that the address names, else the first. */
export const tabOf = (asked: unknown): SettingTabId => settingTabs.find(({ id }) => id === asked)?.id ?? "paper";

/** The first tab with one of these fields, to show a refused one. */
export const tabWith = (names: readonly string[]): SettingTabId | null =>
  settingTabs.find(({ fields }) => fields.some(({ name }) => names.includes(name)))?.id ?? null;

const allFields = settingTabs.flatMap(({ fields }) => fields);

/**
 * The settings in a form. A field that is missing or cannot be changed keeps its value.
 * @param isPartial The form has no switches. (Form data omits a switch that is off.)
 */
export function settingsIn(form: FormData, before: SiteSettings, { isPartial = false } = {}): SiteSettings {
  const typed: Record<string, string | boolean> = {};
  for (const { name, kind } of allFields)
    if (kind === "switch" && !isPartial) typed[name] = form.has(name);
    else if (form.has(name)) typed[name] = String(form.get(name));
  return { ...before, ...typed };
}

export const isSame = (a: SiteSettings, b: SiteSettings): boolean =>
  // Text fields submit line breaks as CR LF.
  allFields.every(({ name }) => String(a[name]).replace(/\r\n/g, "\n") === String(b[name]).replace(/\r\n/g, "\n"));
