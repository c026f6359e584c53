import type { Actor, Person } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { settings } from "../process.ts";
import { parseSiteSettings, type SiteSettings } from "../site/schema.ts";
import { canManageMail, defaultTimes, isNoticeKind, type NoticeKind, noticeKindNames, noticeKinds } from "./policy.ts";
import type { MailTimes, MailTiming } from "./types.ts";

/** False: `queueMail` does nothing, and links are shown to the admin instead. */
export const isMailSetUp = (): boolean => settings().mail !== undefined;

/**
 * The start of addresses in mails. Never the host that a request named: with it, a stranger who asks for somebody's new
 * password could make the link lead to a server of his own.
 */
export const mailOrigin = (): string => settings().url ?? `http://localhost:${settings().port}`;

/** The paper, as the transaction sees it. */
export async function paperOf(tx: Transaction = appClient()): Promise<SiteSettings> {
  const row = await tx.setting.findUnique({ where: { key: "site" }, select: { value: true } });
  const site = parseSiteSettings(row?.value);
  return { ...site, timeZone: settings().timezone ?? site.timeZone };
}

export const timesSelect = { digestHour: true, quietFrom: true, quietUntil: true, timeZone: true } as const;

export type OwnMailChoices = { choices: Record<NoticeKind, MailTiming>; times: MailTimes };

/** What a person chose, with the defaults for the rest. */
export async function findMailChoices(personId: string, tx: Transaction = appClient()): Promise<OwnMailChoices> {
  const rows = await tx.mailChoice.findMany({ where: { personId }, select: { kind: true, timing: true } });
  const times = await tx.mailSettings.findUnique({
    where: { personId },
    select: timesSelect,
  });
  const chosen = new Map(rows.map(({ kind, timing }) => [kind, timing]));
  const choices = Object.fromEntries(
    noticeKindNames.map((kind) => [kind, chosen.get(kind) ?? noticeKinds[kind].timing]),
  ) as Record<NoticeKind, MailTiming>;
  return { choices, times: times ?? defaultTimes };
}

export const listOwnMailChoices = (actor: Person): Promise<OwnMailChoices> => findMailChoices(actor.id);

const failedSelect = {
  id: true,
  kind: true,
  address: true,
  subject: true,
  state: true,
  attempts: true,
  lastError: true,
  createdAt: true,
  dueAt: true,
  isSecret: true,
} as const;

/** How many rows of each list the settings show. */
const shownCount = 20;

export type MailProblem = {
  id: string;
  address: string;
  subject: string;
  state: "QUEUED" | "SENDING" | "SENT" | "FAILED";
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  dueAt: Date;
  isSecret: boolean;
};

export type MailStatus = {
  /** Null: mail is not set up. Never holds the password. */
  sender: { address: string; name: string; server: string } | null;
  /** False: GALLEY_URL is missing, and links lead to this machine. */
  hasAddress: boolean;
  origin: string;
  counts: { queued: number; failed: number; sent: number };
  /** Failed ones and those that wait for another attempt, newest first. */
  problems: MailProblem[];
};

/** For the settings: whether mail is set up, and what could not be sent. @throws NOT_ALLOWED */
export async function getMailStatus(actor: Actor): Promise<MailStatus> {
  if (!canManageMail(actor)) throw new DomainError("NOT_ALLOWED");
  const { mail, url } = settings();
  const [groups, problems] = await Promise.all([
    appClient().mail.groupBy({ by: ["state"], _count: { _all: true } }),
    appClient().mail.findMany({
      where: {
        OR: [
          { state: "FAILED" },
          { state: { in: ["QUEUED", "SENDING"] }, attempts: { gt: 0 }, lastError: { not: null } },
        ],
      },
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      take: shownCount,
      select: failedSelect,
    }),
  ]);
  const count = (...states: string[]) =>
    groups.reduce((sum, { state, _count }) => sum + (states.includes(state) ? _count._all : 0), 0);
  return {
    sender: mail ? { ...mail.from, server: `${mail.server.host}:${mail.server.port}` } : null,
    hasAddress: url !== undefined,
    origin: mailOrigin(),
    counts: { queued: count("QUEUED", "SENDING"), failed: count("FAILED"), sent: count("SENT") },
    problems,
  };
}

/** The label of a kind for the page that stops it. */
export const labelOfKind = (kind: string): string =>
  isNoticeKind(kind) ? noticeKinds[kind].label : "The daily digest";
