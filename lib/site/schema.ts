import * as z from "zod";
import { isTimeZone } from "../times.ts";

const words = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { error: `Use at most ${max} characters.` });
/** What becomes of a publication with such a picture: it is refused, editors are warned, or nothing is said. */
const pictureRule = (rule: "block" | "warn" | "allow") =>
  z.enum(["block", "warn", "allow"], { error: "Choose one of these." }).default(rule);
const megabytes = words(4).regex(/^[1-9]\d{0,3}$/, { error: "Enter a number of megabytes from 1 to 9999." });
const zone = z.string().refine(isTimeZone, { error: "Choose a time zone such as Europe/London." });

/** A name and where it leads. */
export type FootLink = { name: string; href: string };
const footLink = /^(\S.*?)\s+(\/(?!\/)\S*|https:\/\/\S+|mailto:\S+@\S+)$/;

/** The links of "Ethics https://…", one a line; a line that is none is left out. */
export const footLinks = (lines: string): FootLink[] =>
  lines.split("\n").flatMap((line) => {
    const [, name, href] = footLink.exec(line.trim()) ?? [];
    return name && href ? [{ name, href }] : [];
  });

/** The colours that a paper may set; each is a class in components/site/styles/site/tokens.css, and its contrast is held by a test. */
export const accents = ["red", "rust", "green", "teal", "blue", "violet", "plum", "slate"] as const;
export type Accent = (typeof accents)[number];

/** Networks by host; of others the host itself is their name. */
const networks: Readonly<Record<string, string>> = {
  "bsky.app": "Bluesky",
  "facebook.com": "Facebook",
  "instagram.com": "Instagram",
  "linkedin.com": "LinkedIn",
  "threads.net": "Threads",
  "tiktok.com": "TikTok",
  "t.me": "Telegram",
  "whatsapp.com": "WhatsApp",
  "x.com": "X",
  "youtube.com": "YouTube",
};

/** The profiles of lines of addresses, with the names of their networks; a line that is no https address is left out. */
export const profileLinks = (lines: string): FootLink[] =>
  lines.split("\n").flatMap((line) => {
    const href = line.trim();
    if (!/^https:\/\/\S+$/.test(href) || !URL.canParse(href)) return [];
    const host = new URL(href).hostname.replace(/^www\./, "");
    return [{ name: networks[host] ?? host, href }];
  });
const isProfiles = (lines: string): boolean =>
  profileLinks(lines).length === lines.split("\n").filter((line) => line.trim() !== "").length;

/** The settings of the paper, which are public: one row of `setting`, key "site". */
export const siteSettingsSchema = z.object({
  name: words(80).min(1, { error: "Enter the name of the paper." }),
  /** As in "About the Ledger"; empty: the name. */
  shortName: words(80).default(""),
  tagline: words(160).default(""),
  /** A line for the colophon: who owns and pays for it. */
  ownership: words(300).default(""),
  publisher: words(160).default(""),
  address: words(200).default(""),
  /** Policies and contact, at the foot of every page: a line each, as `footLinks` reads them. */
  links: words(2_000)
    .refine((lines) => lines.split("\n").every((line) => line.trim() === "" || footLink.test(line.trim())), {
      error: "Enter a label and a URL on each line, such as: Ethics https://example.org/ethics",
    })
    .default(""),
  /** Addresses of the paper on other sites, one per line: in the footer of every page, and for search engines (`sameAs`). */
  profiles: words(2_000)
    .refine(isProfiles, { error: "Enter one URL on each line, such as: https://bsky.app/profile/example.org" })
    .default(""),
  accent: z.enum(accents, { error: "Choose one of these colours." }).default("red"),
  /** Under what others may use a story, at its end; empty: nothing is said. */
  licence: words(200).default(""),
  /** What explains it. */
  licenceLink: words(300)
    .regex(/^(?:|\/(?!\/)\S*|https:\/\/\S+)$/, {
      error: "Enter a path such as /licence, or a URL that begins with https://.",
    })
    .default(""),
  /** Others may republish stories under that licence; without one they may not. */
  mayRepublish: z.boolean().default(false),
  /** Readers may see what changed in a story: its versions, with the words that its editors let them see. */
  showsHistory: z.boolean().default(true),
  /** The security contact: an email or https address. Empty: there is no /.well-known/security.txt. */
  securityContact: words(200)
    .regex(/^(?:|[^\s@]+@[^\s@]+\.[^\s@]+|https:\/\/\S+)$/, {
      error: "Enter an email address, or a URL that begins with https://.",
    })
    .default(""),
  /** Until when that holds: "2027-06-30". */
  securityExpires: words(10)
    .regex(/^(?:|\d{4}-\d{2}-\d{2})$/, { error: "Enter a date such as 2027-06-30." })
    .default(""),
  /** A WebSub hub that is notified of updates and named in feeds. Empty: none. */
  hub: words(300)
    .regex(/^(?:|https:\/\/\S+)$/, { error: "Enter a URL that begins with https://." })
    .default(""),
  /** The key by which search engines verify our pings (IndexNow); public. Empty: they get none. */
  indexNowKey: words(128)
    .regex(/^(?:|[A-Za-z0-9-]{8,128})$/, { error: "Use 8 to 128 letters, digits and hyphens." })
    .default(""),
  /** Whether links to other sites are visited now and then, to find those that lead nowhere. */
  checkOutsideLinks: z.boolean().default(false),
  /** Whether a note to the next person is required at these steps. */
  noteToFile: z.boolean().default(false),
  noteToSendBack: z.boolean().default(false),
  noteToApprove: z.boolean().default(false),
  /** How the rights of pictures are treated when a story is published: see lib/rights/policy.ts. */
  pictureWithdrawn: pictureRule("block"),
  pictureExpired: pictureRule("block"),
  pictureNotYet: pictureRule("block"),
  pictureTrashed: pictureRule("block"),
  pictureOverCount: pictureRule("block"),
  pictureAskFirst: pictureRule("warn"),
  pictureUnknown: pictureRule("allow"),
  pictureStaff: pictureRule("allow"),
  pictureAgency: pictureRule("allow"),
  pictureHandout: pictureRule("allow"),
  pictureCreativeCommons: pictureRule("allow"),
  picturePayPerUse: pictureRule("allow"),
  /** BCP 47; of everything around the stories. */
  language: words(35).regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, { error: "Enter a language such as en-GB or de." }),
  /** Of the newsroom: dates in addresses and on pages follow it. */
  timeZone: zone,
  /** Times at which the paper usually publishes, offered when a story is scheduled: "06:00, 17:30". */
  publicationSlots: words(80)
    .regex(/^(?:|(?:[01]\d|2[0-3]):[0-5]\d(?:[,;\s]+(?:[01]\d|2[0-3]):[0-5]\d)*)$/, {
      error: "Enter times such as 06:00, 17:30.",
    })
    .default(""),
  /** Maximum size of an upload in megabytes. */
  maxVideoSize: megabytes.default("500"),
  maxAudioSize: megabytes.default("200"),
  maxDocumentSize: megabytes.default("50"),
  /** Months after which events of the audit log are deleted. Empty: never. */
  auditMonths: words(3)
    .regex(/^(?:|[3-9]|[1-9]\d{1,2})$/, { error: "Enter a number of months from 3 to 999, or nothing." })
    .default(""),
});

/** Of every page of what changed in a story, for the day on which the paper shows none any more. */
export const historiesTag = "histories";

export type SiteSettings = z.output<typeof siteSettingsSchema>;

/** Whether others may republish this story of the paper. */
export const canBeRepublished = (
  { mayRepublish, licence }: Pick<SiteSettings, "mayRepublish" | "licence">,
  { noRepublish }: { noRepublish: boolean },
): boolean => mayRepublish && licence !== "" && !noRepublish;

/** Of a paper for which nothing is stored. */
export const defaultSettings: SiteSettings = {
  name: "The Daily Galley",
  shortName: "",
  tagline: "",
  ownership: "",
  publisher: "",
  address: "",
  links: "",
  profiles: "",
  accent: "red",
  licence: "",
  licenceLink: "",
  mayRepublish: false,
  showsHistory: true,
  securityContact: "",
  securityExpires: "",
  hub: "",
  indexNowKey: "",
  checkOutsideLinks: false,
  noteToFile: false,
  noteToSendBack: false,
  noteToApprove: false,
  pictureWithdrawn: "block",
  pictureExpired: "block",
  pictureNotYet: "block",
  pictureTrashed: "block",
  pictureOverCount: "block",
  pictureAskFirst: "warn",
  pictureUnknown: "allow",
  pictureStaff: "allow",
  pictureAgency: "allow",
  pictureHandout: "allow",
  pictureCreativeCommons: "allow",
  picturePayPerUse: "allow",
  language: "en-GB",
  timeZone: "UTC",
  publicationSlots: "",
  maxVideoSize: "500",
  maxAudioSize: "200",
  maxDocumentSize: "50",
  auditMonths: "",
};

/** The stored settings; what is absent or broken falls back to the default, field by field. */
export function parseSiteSettings(value: unknown): SiteSettings {
  const stored = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  const settings: Record<string, unknown> = { ...defaultSettings };
  for (const [name, field] of Object.entries(siteSettingsSchema.shape)) {
    const parsed = field.safeParse(stored[name]);
    if (stored[name] !== undefined && parsed.success) settings[name] = parsed.data;
  }
  return settings as SiteSettings;
}
