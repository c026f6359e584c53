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
    [{ GALLEY_PRESS_FOLDER: "1" }, "GALLEY_PRESS_FOLDER is only used together with GALLEY_URL."],
    [{ GALLEY_CDN: "akamai" }, "GALLEY_CDN must be varnish, fastly or cloudflare."],
    [
      { GALLEY_CDN: "varnish", GALLEY_CDN_ADDRESS: "http://cache:80" },
      "GALLEY_CDN is only used together with GALLEY_URL: a cache must not take the host of a page from whoever asks for it.",
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
});
