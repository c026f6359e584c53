import path from "node:path";
import * as z from "zod";
import { missingOidcSetting, type OidcSettings, oidcFields, oidcSettings } from "./oidc-settings.ts";
import { type S3Bucket, s3Url } from "./s3-settings.ts";
import { type MailSender, mailFrom, type SmtpServer, smtpUrl } from "./smtp-settings.ts";
import { isTimeZone } from "./times.ts";

z.config({ jitless: true });

const address = z
  .url({ protocol: /^https?$/, error: "must be a full address such as https://news.example.org" })
  .transform((value) => value.replace(/\/+$/, ""));
const database = z.string().regex(/^postgres(ql)?:\/\//, { error: "must start with postgresql://" });
const zone = z.string().refine(isTimeZone, { error: "must be a time zone name such as Europe/London" });
const port = z.coerce
  .number({ error: "must be a port number between 0 and 65535" })
  .int({ error: "must be a port number between 0 and 65535" })
  .min(0, { error: "must be a port number between 0 and 65535" })
  .max(65535, { error: "must be a port number between 0 and 65535" });

const megabytes = z.coerce
  .number({ error: "must be a number of megabytes" })
  .int({ error: "must be a whole number of megabytes" })
  .min(1, { error: "must be at least 1" });

const addresses = z
  .string()
  .transform((value) => value.split(/[\s,]+/).filter(Boolean))
  .pipe(z.array(address));

const settingsSchema = z
  .object({
    PORT: port.default(3000),
    HOST: z.string().min(1).default("0.0.0.0"),
    GALLEY_DATA: z.string().min(1).default("data"),
    DATABASE_URL: database.optional(),
    DATABASE_DIRECT_URL: database.optional(),
    GALLEY_URL: address.optional(),
    GALLEY_SECRET: z.string().min(32, { error: "must have at least 32 characters" }).optional(),
    GALLEY_ADMIN_EMAIL: z.email({ error: "must be an email address" }).optional(),
    GALLEY_ADMIN_PASSWORD: z.string().min(10, { error: "must have at least 10 characters" }).optional(),
    GALLEY_DEMO: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("1"),
    GALLEY_TIMEZONE: zone.optional(),
    GALLEY_HEAP: megabytes.optional(), // for the launcher, see bin/heap.mjs
    GALLEY_PRESS_MEMORY: megabytes.default(256),
    GALLEY_STALE_MAX: z.coerce
      .number({ error: "must be a number of seconds" })
      .min(0, { error: "must be a number of seconds" })
      .optional(),
    GALLEY_PRIVATE_WEBHOOKS: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0"),
    GALLEY_PRIVATE_WIRES: z.enum(["0", "1"], { error: "must be 0 or 1" }).default("0"),
    GALLEY_METRICS_TOKEN: z.string().min(16, { error: "must have at least 16 characters" }).optional(),
    GALLEY_CDN: z
      .enum(["varnish", "fastly", "cloudflare"], { error: "must be varnish, fastly or cloudflare" })
      .optional(),
    GALLEY_CDN_ADDRESS: addresses.optional(),
    GALLEY_CDN_SERVICE: z.string().optional(),
    GALLEY_CDN_TOKEN: z
      .string()
      .regex(/^[\x21-\x7e]+$/, { error: "must be a token without spaces" })
      .optional(),
    GALLEY_CDN_SECONDS: z.coerce
      .number({ error: "must be a number of seconds" })
      .int({ error: "must be a whole number of seconds" })
      .min(1, { error: "must be at least 1" })
      .max(86_400, {
        error: "must be at most 86400, because a page that could not be purged may stay cached for that long",
      })
      .default(300),
    GALLEY_SMTP_URL: smtpUrl.optional(),
    GALLEY_MAIL_FROM: mailFrom.optional(),
    ...oidcFields,
    GALLEY_S3_URL: s3Url.optional(),
    GALLEY_S3_KEY: z.string().optional(),
    GALLEY_S3_SECRET: z.string().optional(),
    GALLEY_S3_REGION: z
      .string()
      .regex(/^[a-z0-9-]+$/, { error: "must be the name of a region such as eu-west-1" })
      .optional(),
    GALLEY_BACKUP: z.string().optional(),
    GALLEY_BACKUP_KEEP: z.coerce
      .number({ error: "must be a number of backups" })
      .int({ error: "must be a whole number of backups" })
      .min(1, { error: "must be at least 1" })
      .default(7),
    GALLEY_BACKUP_PASSPHRASE: z.string().optional(),
    GALLEY_LOG: z
      .enum(["debug", "info", "warn", "error", "silent"], { error: "must be debug, info, warn, error or silent" })
      .default("info"),
  })
  .refine((env) => env.DATABASE_URL !== undefined || env.DATABASE_DIRECT_URL === undefined, {
    path: ["DATABASE_DIRECT_URL"],
    error: "is only used together with DATABASE_URL",
  })
  .refine((env) => env.GALLEY_CDN === undefined || env.GALLEY_URL !== undefined, {
    path: ["GALLEY_CDN"],
    error: "is only used together with GALLEY_URL: otherwise a request could choose the host of a cached page",
  })
  .refine((env) => env.GALLEY_CDN !== "varnish" || env.GALLEY_CDN_ADDRESS?.length, {
    path: ["GALLEY_CDN_ADDRESS"],
    error: "must hold the address of each Varnish server",
  })
  .refine(
    (env) => !env.GALLEY_CDN || env.GALLEY_CDN === "varnish" || (env.GALLEY_CDN_SERVICE && env.GALLEY_CDN_TOKEN),
    {
      path: ["GALLEY_CDN_SERVICE"],
      error: "(Fastly: id of the service, Cloudflare: id of the zone) and GALLEY_CDN_TOKEN must be set",
    },
  )
  .refine((env) => (env.GALLEY_ADMIN_EMAIL === undefined) === (env.GALLEY_ADMIN_PASSWORD === undefined), {
    path: ["GALLEY_ADMIN_PASSWORD"],
    error: "and GALLEY_ADMIN_EMAIL must be set together",
  })
  .refine((env) => (env.GALLEY_SMTP_URL === undefined) === (env.GALLEY_MAIL_FROM === undefined), {
    path: ["GALLEY_MAIL_FROM"],
    error: "and GALLEY_SMTP_URL must be set together",
  })
  .refine((env) => !env.GALLEY_S3_URL || (env.GALLEY_S3_KEY && env.GALLEY_S3_SECRET), {
    path: ["GALLEY_S3_URL"],
    error: "needs GALLEY_S3_KEY and GALLEY_S3_SECRET as well",
  })
  .refine((env) => env.GALLEY_BACKUP !== "s3" || env.GALLEY_S3_URL, {
    path: ["GALLEY_BACKUP"],
    error: "is s3, and GALLEY_S3_URL must name the bucket for it",
  })
  .refine((env) => env.GALLEY_S3_URL || !(env.GALLEY_S3_KEY || env.GALLEY_S3_SECRET || env.GALLEY_S3_REGION), {
    path: ["GALLEY_S3_URL"],
    error: "must name the bucket for which the other GALLEY_S3_ settings are",
  })
  .superRefine((env, context) => {
    const missing = missingOidcSetting(env);
    if (missing) context.addIssue({ code: "custom", path: [missing.name], message: missing.error });
  });

/** The backup of each night. */
export type NightlyBackup = {
  /** "s3" for the bucket of the pictures, else the absolute path of a folder. */
  to: string;
  /** How many are kept. */
  keep: number;
  passphrase: string | undefined;
};

/** A cache in front of all nodes, see lib/press/cdn.ts. */
export type CdnSettings = {
  kind: "varnish" | "fastly" | "cloudflare";
  /** Of each Varnish; of the API of the others, where it is not the usual one. */
  addresses: string[];
  /** Id of Fastly's service or of Cloudflare's zone. */
  service: string;
  token: string;
  /** For how long it may keep a page. */
  seconds: number;
};

/** The server that takes our mail, and who sends it. */
export type MailSettings = { server: SmtpServer; from: MailSender };

/** The bucket that holds the files of pictures. */
export type S3Settings = S3Bucket & { region: string; key: string; secret: string };

export type Settings = {
  /** 0 lets the system choose a free port; once the server listens, the port that it has. */
  port: number;
  host: string;
  /** Absolute path of the data folder. */
  data: string;
  databaseUrl: string | undefined;
  databaseDirectUrl: string | undefined;
  /** Public address without a trailing slash; without it the host of the request is trusted. */
  url: string | undefined;
  secret: string | undefined;
  admin: { email: string; password: string } | undefined;
  demo: boolean;
  /** Wins over the time zone that is set in the newsroom. */
  timezone: string | undefined;
  /** Bytes of finished pages in memory. */
  pressMemory: number;
  /** ms for which pages are shown after the database was lost; undefined: see lib/press/purge-log.ts. */
  maxStaleMs: number | undefined;
  cdn: CdnSettings | undefined;
  /** Whether webhooks may lead to private networks. */
  privateWebhooks: boolean;
  /** Whether wires may be read from private networks. */
  privateWires: boolean;
  /** Opens /metrics to other machines. */
  metricsToken: string | undefined;
  /** Undefined: no mail is sent, and links are shown to the admin. */
  mail: MailSettings | undefined;
  /** Undefined: nobody signs in with a provider. */
  oidc: OidcSettings | undefined;
  /** Undefined: pictures are kept in the data folder. */
  s3: S3Settings | undefined;
  /** Undefined: there is no nightly backup. */
  backup: NightlyBackup | undefined;
  log: "debug" | "info" | "warn" | "error" | "silent";
};

export class SettingsError extends Error {}

/** Reads the settings from the environment. Throws SettingsError with one line that names the first wrong value. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  // An empty value means "not set", as in a .env file with a name and nothing behind it.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ""));
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SettingsError(`${issue?.path.join(".") ?? "Settings"} ${issue?.message ?? "are not valid"}.`);
  }
  const value = parsed.data;
  return {
    port: value.PORT,
    host: value.HOST,
    data: path.resolve(value.GALLEY_DATA),
    databaseUrl: value.DATABASE_URL,
    databaseDirectUrl: value.DATABASE_DIRECT_URL ?? value.DATABASE_URL,
    url: value.GALLEY_URL,
    secret: value.GALLEY_SECRET,
    admin:
      value.GALLEY_ADMIN_EMAIL && value.GALLEY_ADMIN_PASSWORD
        ? { email: value.GALLEY_ADMIN_EMAIL.trim().toLowerCase(), password: value.GALLEY_ADMIN_PASSWORD }
        : undefined,
    demo: value.GALLEY_DEMO === "1",
    timezone: value.GALLEY_TIMEZONE,
    pressMemory: value.GALLEY_PRESS_MEMORY * 1_048_576,
    maxStaleMs: value.GALLEY_STALE_MAX === undefined ? undefined : value.GALLEY_STALE_MAX * 1_000,
    cdn: value.GALLEY_CDN && {
      kind: value.GALLEY_CDN,
      addresses: value.GALLEY_CDN_ADDRESS ?? [],
      service: value.GALLEY_CDN_SERVICE ?? "",
      token: value.GALLEY_CDN_TOKEN ?? "",
      seconds: value.GALLEY_CDN_SECONDS,
    },
    privateWebhooks: value.GALLEY_PRIVATE_WEBHOOKS === "1",
    privateWires: value.GALLEY_PRIVATE_WIRES === "1",
    metricsToken: value.GALLEY_METRICS_TOKEN,
    mail:
      value.GALLEY_SMTP_URL && value.GALLEY_MAIL_FROM
        ? { server: value.GALLEY_SMTP_URL, from: value.GALLEY_MAIL_FROM }
        : undefined,
    oidc: oidcSettings(value),
    s3: value.GALLEY_S3_URL && {
      ...value.GALLEY_S3_URL,
      region: value.GALLEY_S3_REGION ?? value.GALLEY_S3_URL.region ?? "us-east-1",
      key: value.GALLEY_S3_KEY ?? "",
      secret: value.GALLEY_S3_SECRET ?? "",
    },
    backup:
      value.GALLEY_BACKUP === undefined
        ? undefined
        : {
            to: value.GALLEY_BACKUP === "s3" ? "s3" : path.resolve(value.GALLEY_BACKUP),
            keep: value.GALLEY_BACKUP_KEEP,
            passphrase: value.GALLEY_BACKUP_PASSPHRASE,
          },
    log: value.GALLEY_LOG,
  };
}
