import { describe, expect, test } from "vitest";
import { readSettings, SettingsError } from "./settings.ts";

describe("settings", () => {
  test("every setting has a default", () => {
    expect(readSettings({})).toMatchObject({
      port: 3000,
      demo: true,
      databaseUrl: undefined,
      url: undefined,
      admin: undefined,
    });
  });

  test("an empty setting counts as not set", () => {
    expect(readSettings({ GALLEY_URL: "", DATABASE_URL: "" })).toMatchObject({
      url: undefined,
      databaseUrl: undefined,
    });
  });

  test.each([
    [{ PORT: "eighty" }, "PORT must be a port number between 0 and 65535."],
    [{ DATABASE_URL: "mysql://x" }, "DATABASE_URL must start with postgresql://."],
    [{ DATABASE_DIRECT_URL: "postgresql://x/y" }, "DATABASE_DIRECT_URL is only used together with DATABASE_URL."],
    [{ GALLEY_URL: "news.example.org" }, "GALLEY_URL must be a full address such as https://news.example.org."],
    [{ GALLEY_SECRET: "short" }, "GALLEY_SECRET must have at least 32 characters."],
    [{ GALLEY_ADMIN_EMAIL: "a@example.org" }, "GALLEY_ADMIN_PASSWORD and GALLEY_ADMIN_EMAIL must be set together."],
    [{ GALLEY_TIMEZONE: "Mars/Olympus" }, "GALLEY_TIMEZONE must be a time zone name such as Europe/London."],
    [{ GALLEY_SMTP_URL: "smtp://mail.example.org" }, "GALLEY_MAIL_FROM and GALLEY_SMTP_URL must be set together."],
    [{ GALLEY_MAIL_FROM: "news@example.org" }, "GALLEY_MAIL_FROM and GALLEY_SMTP_URL must be set together."],
    [
      { GALLEY_SMTP_URL: "mail.example.org", GALLEY_MAIL_FROM: "news@example.org" },
      "GALLEY_SMTP_URL must look like smtps://user:password@mail.example.org or smtp://mail.example.org:587.",
    ],
    [
      { GALLEY_SMTP_URL: "smtp://mail.example.org", GALLEY_MAIL_FROM: "The Ledger" },
      "GALLEY_MAIL_FROM must look like: The Ledger <news@example.org>.",
    ],
    [
      { GALLEY_SMTP_URL: "smtp://user@mail.example.org", GALLEY_MAIL_FROM: "news@example.org" },
      "GALLEY_SMTP_URL must name both user and password, or neither.",
    ],
    [
      { GALLEY_SMTP_URL: "smtp://mail.example.org?tls=maybe", GALLEY_MAIL_FROM: "news@example.org" },
      "GALLEY_SMTP_URL may end in ?tls=required or ?tls=off, and in nothing else.",
    ],
    [{ GALLEY_CDN: "akamai" }, "GALLEY_CDN must be varnish, fastly or cloudflare."],
    [
      { GALLEY_CDN: "varnish", GALLEY_CDN_ADDRESS: "http://cache:80" },
      "GALLEY_CDN is only used together with GALLEY_URL: otherwise a request could choose the host of a cached page.",
    ],
    [
      { GALLEY_CDN: "varnish", GALLEY_URL: "https://x.example", GALLEY_CDN_ADDRESS: " , " },
      "GALLEY_CDN_ADDRESS must hold the address of each Varnish server.",
    ],
    [
      { GALLEY_CDN: "varnish", GALLEY_URL: "https://x.example", GALLEY_CDN_ADDRESS: "http://one, two" },
      "GALLEY_CDN_ADDRESS.1 must be a full address such as https://news.example.org.",
    ],
    [
      { GALLEY_CDN: "fastly", GALLEY_URL: "https://x.example", GALLEY_CDN_SERVICE: "aB3" },
      "GALLEY_CDN_SERVICE (Fastly: id of the service, Cloudflare: id of the zone) and GALLEY_CDN_TOKEN must be set.",
    ],
    [
      { GALLEY_S3_URL: "https://s3.example.org/bucket", GALLEY_S3_KEY: "key" },
      "GALLEY_S3_URL needs GALLEY_S3_KEY and GALLEY_S3_SECRET as well.",
    ],
    [
      { GALLEY_S3_KEY: "key", GALLEY_S3_SECRET: "secret" },
      "GALLEY_S3_URL must name the bucket for which the other GALLEY_S3_ settings are.",
    ],
    [
      { GALLEY_S3_URL: "https://key:secret@s3.example.org/bucket" },
      "GALLEY_S3_URL must not hold a password: use GALLEY_S3_KEY and GALLEY_S3_SECRET for it.",
    ],
    ...["s3://bucket", "https://s3.example.org", "https://s3.eu-west-1.amazonaws.com/", "https://a.example/b?c=d"].map(
      (url): [Record<string, string>, string] => [
        { GALLEY_S3_URL: url },
        "GALLEY_S3_URL must be the address of a bucket, such as https://s3.example.org/bucket or https://bucket.s3.eu-west-1.amazonaws.com.",
      ],
    ),
    [{ GALLEY_DEMO: "yes" }, "GALLEY_DEMO must be 0 or 1."],
  ])("%o is refused with one line that says what to do", (env, line) => {
    expect(() => readSettings(env)).toThrow(new SettingsError(line));
  });

  test("a CDN setting accepts one or several addresses", () => {
    const given = {
      GALLEY_URL: "https://x.example",
      GALLEY_CDN: "varnish",
      GALLEY_CDN_ADDRESS: "http://one/, http://two:6081",
    };
    expect(readSettings(given).cdn).toEqual({
      ...{ kind: "varnish", addresses: ["http://one", "http://two:6081"], service: "", token: "", seconds: 300 },
    });
    expect(readSettings({}).cdn).toBeUndefined();
  });

  test("settings drop the trailing slash of the public URL and lowercase the admin's e-mail", () => {
    const settings = readSettings({
      GALLEY_URL: "https://news.example.org/",
      GALLEY_ADMIN_EMAIL: "Ed@Example.org",
      GALLEY_ADMIN_PASSWORD: "correct-horse",
    });
    expect(settings.url).toBe("https://news.example.org");
    expect(settings.admin?.email).toBe("ed@example.org");
  });

  const mailOf = (url: string, from = "news@example.org") =>
    readSettings({ GALLEY_SMTP_URL: url, GALLEY_MAIL_FROM: from }).mail;

  test.each([
    ["smtps://lena:p%40ss@mail.example.org", { port: 465, tls: "implicit", user: "lena", password: "p@ss" }],
    ["smtp://lena:100%@mail.example.org", { port: 587, tls: "required", user: "lena", password: "100%" }],
    ["smtp://lena:secret@localhost:1025", { port: 1025, tls: "offered", user: "lena" }],
    ["smtp://mail.example.org", { port: 587, tls: "offered", user: undefined, password: undefined }],
    ["smtp://mail.example.org:25/?tls=off", { port: 25, tls: "off" }],
    ["smtp://mail.example.org?tls=required", { tls: "required" }],
    ["smtp://[::1]:25", { host: "::1", port: 25 }],
  ])("reads the mail server %s, and never sends a password to another machine without TLS", (url, expected) => {
    expect(mailOf(url)?.server).toMatchObject(expected);
  });

  test.each([
    ["news@example.org", { name: "", address: "news@example.org" }],
    ["The Ledger <news@example.org>", { name: "The Ledger", address: "news@example.org" }],
    ['"Ledger, The" <news@example.org>', { name: "Ledger, The", address: "news@example.org" }],
    ["世界日报<news@example.org>", { name: "世界日报", address: "news@example.org" }],
  ])("reads the sender %s", (from, expected) => {
    expect(mailOf("smtp://localhost", from)?.from).toEqual(expected);
  });

  test("refuses a sender with a line end", () => {
    expect(() => mailOf("smtp://localhost", "The\nLedger <news@example.org>")).toThrow(SettingsError);
  });

  const bucketOf = (url: string, region = "") =>
    readSettings({ GALLEY_S3_URL: url, GALLEY_S3_KEY: "key", GALLEY_S3_SECRET: "secret", GALLEY_S3_REGION: region }).s3;

  test.each([
    [
      "https://s3.example.org/newsroom/",
      { endpoint: "https://s3.example.org", bucket: "newsroom", prefix: "", region: "us-east-1" },
    ],
    [
      "http://localhost:9000/newsroom/galley/pictures",
      { endpoint: "http://localhost:9000", bucket: "newsroom", prefix: "galley/pictures/" },
    ],
    [
      "https://the.newsroom.s3.eu-west-1.amazonaws.com/galley",
      {
        endpoint: "https://s3.eu-west-1.amazonaws.com",
        bucket: "the.newsroom",
        prefix: "galley/",
        region: "eu-west-1",
      },
    ],
    [
      "https://s3.ap-southeast-2.amazonaws.com/newsroom",
      { endpoint: "https://s3.ap-southeast-2.amazonaws.com", region: "ap-southeast-2" },
    ],
    ["https://newsroom.s3.amazonaws.com", { bucket: "newsroom", region: "us-east-1" }],
  ])("reads service, bucket, prefix and region from the bucket address %s", (url, expected) => {
    expect(bucketOf(url)).toMatchObject({ ...expected, key: "key", secret: "secret" });
  });

  test("prefers the region that is set to the one in the bucket address", () => {
    expect(bucketOf("https://newsroom.s3.eu-west-1.amazonaws.com", "auto")?.region).toBe("auto");
    expect(readSettings({}).s3).toBeUndefined();
  });
});
