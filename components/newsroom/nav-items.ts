import {
  IconAdjustmentsHorizontal,
  IconAlignLeft,
  IconArrowForwardUp,
  IconBlockquote,
  IconBooks,
  IconCalendarEvent,
  IconChartBar,
  IconClockPlay,
  IconFileImport,
  IconFileInfo,
  IconFileText,
  IconInbox,
  IconKey,
  IconLayoutGrid,
  IconNews,
  IconPhoto,
  IconPrinter,
  IconRss,
  IconSignature,
  IconTag,
  IconTemplate,
  IconTextSpellcheck,
  IconTruckDelivery,
  IconUserCog,
  IconUsers,
  IconWebhook,
  IconZoomQuestion,
} from "@tabler/icons-react";
import type { Actor } from "#lib/actor.ts";
import { canManageKeys } from "#lib/api-keys/policy.ts";
import { canReadAudit } from "#lib/audit/policy.ts";
import { canManageAuthors } from "#lib/authors/policy.ts";
import { canSeeCollections } from "#lib/collections/policy.ts";
import { canManageStyle } from "#lib/house-style/policy.ts";
import { canImport } from "#lib/import-runs/policy.ts";
import { canManagePartners } from "#lib/partners/policy.ts";
import { canManagePeople } from "#lib/people/policy.ts";
import { canManagePress } from "#lib/press/policy.ts";
import { canManagePromotions } from "#lib/promotions/policy.ts";
import { canManageRedirects } from "#lib/redirects/policy.ts";
import { canManageRoles } from "#lib/roles/policy.ts";
import { canSeeJobs } from "#lib/schedule/policy.ts";
import { canManageSections } from "#lib/sections/policy.ts";
import { canManageSite } from "#lib/site/policy.ts";
import { canManageSnippets } from "#lib/snippets/policy.ts";
import { canManagePages } from "#lib/stories/policy.ts";
import { canManageTemplates } from "#lib/templates/policy.ts";
import { canManageTopics } from "#lib/topics/policy.ts";
import { canManageWebhooks } from "#lib/webhooks/policy.ts";
import { canManageWires, canReadWires } from "#lib/wires/policy.ts";

export type NavItem = {
  name: string;
  href: string;
  icon: typeof IconAlignLeft;
  /** Matches the addresses at which the item is current. */
  match: RegExp;
  /** Whether the number of unread notifications is shown next to the label. */
  counted?: true;
  /** Phones have no room for all of them in the bar: this one is listed under “More”. */
  isBehindMore?: true;
};

type Guarded = NavItem & { may: (actor: Actor) => boolean };

const desk: (NavItem | Guarded)[] = [
  { name: "Stories", href: "/desk", icon: IconAlignLeft, match: /^\/desk(?:$|\/stories(?:\/|$))/ },
  { name: "Inbox", href: "/desk/inbox", icon: IconInbox, match: /^\/desk\/inbox(?:\/|$)/, counted: true },
  { name: "Schedule", href: "/desk/schedule", icon: IconCalendarEvent, match: /^\/desk\/schedule(?:\/|$)/ },
  {
    name: "Wire",
    href: "/desk/wire",
    icon: IconRss,
    match: /^\/desk\/wire(?:\/|$)/,
    may: canReadWires,
    isBehindMore: true,
  },
  { name: "Fronts", href: "/desk/fronts", icon: IconNews, match: /^\/desk\/fronts(?:\/|$)/ },
  {
    name: "Collections",
    href: "/desk/collections",
    icon: IconBooks,
    match: /^\/desk\/collections(?:\/|$)/,
    may: canSeeCollections,
    isBehindMore: true,
  },
  {
    name: "Site search",
    href: "/desk/search",
    icon: IconZoomQuestion,
    match: /^\/desk\/search(?:\/|$)/,
    may: canManagePromotions,
    isBehindMore: true,
  },
  {
    name: "Readership",
    href: "/desk/readership",
    icon: IconChartBar,
    match: /^\/desk\/readership(?:\/|$)/,
    isBehindMore: true,
  },
  { name: "Pictures", href: "/desk/pictures", icon: IconPhoto, match: /^\/desk\/pictures(?:\/|$)/ },
  { name: "Pages", href: "/desk/pages", icon: IconFileInfo, match: /^\/desk\/pages(?:\/|$)/, may: canManagePages },
];

const under = (href: string) => new RegExp(`^${href}(?:/|$)`);

const admin: Guarded[] = [
  { name: "People", href: "/admin/people", icon: IconUsers, match: under("/admin/people"), may: canManagePeople },
  { name: "Roles", href: "/admin/roles", icon: IconUserCog, match: under("/admin/roles"), may: canManageRoles },
  {
    name: "Sections",
    href: "/admin/sections",
    icon: IconLayoutGrid,
    match: under("/admin/sections"),
    may: canManageSections,
  },
  { name: "Topics", href: "/admin/topics", icon: IconTag, match: under("/admin/topics"), may: canManageTopics },
  {
    name: "Authors",
    href: "/admin/authors",
    icon: IconSignature,
    match: under("/admin/authors"),
    may: canManageAuthors,
  },
  {
    name: "Redirects",
    href: "/admin/redirects",
    icon: IconArrowForwardUp,
    match: under("/admin/redirects"),
    may: canManageRedirects,
  },
  {
    name: "House style",
    href: "/admin/style",
    icon: IconTextSpellcheck,
    match: under("/admin/style"),
    may: canManageStyle,
  },
  {
    name: "Templates",
    href: "/admin/templates",
    icon: IconTemplate,
    match: under("/admin/templates"),
    may: canManageTemplates,
  },
  {
    name: "Snippets",
    href: "/admin/snippets",
    icon: IconBlockquote,
    match: under("/admin/snippets"),
    may: canManageSnippets,
  },
  {
    name: "Settings",
    href: "/admin/settings",
    icon: IconAdjustmentsHorizontal,
    match: under("/admin/settings"),
    may: canManageSite,
  },
  { name: "Import", href: "/admin/import", icon: IconFileImport, match: under("/admin/import"), may: canImport },
  { name: "Page cache", href: "/admin/press", icon: IconPrinter, match: under("/admin/press"), may: canManagePress },
  { name: "Jobs", href: "/admin/jobs", icon: IconClockPlay, match: under("/admin/jobs"), may: canSeeJobs },
  { name: "API keys", href: "/admin/keys", icon: IconKey, match: under("/admin/keys"), may: canManageKeys },
  {
    name: "Webhooks",
    href: "/admin/webhooks",
    icon: IconWebhook,
    match: under("/admin/webhooks"),
    may: canManageWebhooks,
  },
  {
    name: "Partners",
    href: "/admin/partners",
    icon: IconTruckDelivery,
    match: under("/admin/partners"),
    may: canManagePartners,
  },
  { name: "Wire sources", href: "/admin/wires", icon: IconRss, match: under("/admin/wires"), may: canManageWires },
  { name: "Audit", href: "/admin/audit", icon: IconFileText, match: under("/admin/audit"), may: canReadAudit },
];

export const navItemsFor = (actor: Actor): { desk: NavItem[]; admin: NavItem[] } => ({
  desk: desk.filter((place) => !("may" in place) || place.may(actor)),
  admin: admin.filter((place) => place.may(actor)),
});
