import { beforeEach, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { findLeaks, testPasswords } from "#prisma/testing/log-leaks.ts";
import { smtpForTests } from "#prisma/testing/smtp-hooks.ts";
import { newToken } from "./auth/token.ts";
import { newId } from "./ids.ts";
import { logPrinted, makeLogger } from "./log.ts";
import { queueMail } from "./mail/mutations.ts";
import { sendDueMail } from "./mail/send-mutations.ts";
import { appClient, transaction } from "./postgres/app.ts";
import { shared } from "./process.ts";
import { failure } from "./result.ts";

const { smtp } = smtpForTests();
let lines: string[] = [];
beforeEach(() => {
  lines = [];
  shared().log = makeLogger("debug", (line) => lines.push(line));
});

const [password = ""] = testPasswords;
/** The account that errors of the database talk about. */
const row = (given: object = {}) => ({
  id: newId(),
  name: "reporter-log-1",
  email: "first.last@example.org",
  passwordHash: `$argon2id$${password}`,
  ...given,
});

const faults: Record<string, () => Promise<unknown>> = {
  "a value that is already taken": async () => {
    await createPerson("REPORTER", { email: "taken@example.org" });
    await appClient().person.create({
      data: { ...row(), role: "REPORTER", state: "ACTIVE", email: "taken@example.org" },
    });
  },
  "a value that is already taken, in a statement of its own": async () => {
    const { id } = await createPerson("REPORTER", { email: "twice@example.org" });
    const other = await createPerson("REPORTER");
    await appClient()
      .$executeRaw`update person set email = (select email from person where id = ${id}::uuid) where id = ${other.id}::uuid`;
  },
  "a row that breaks a rule of its table": async () => {
    const { id } = await createPerson("REPORTER", { email: "rule@example.org" });
    await appClient().$executeRaw`update person set name = null where id = ${id}::uuid`;
  },
  "a value of the wrong type": async () =>
    appClient().$queryRaw`select ${`${password} first.last@example.org`}::text::int`,
  "arguments that Prisma refuses": async () =>
    appClient().person.create({ data: { ...row(), role: "NOBODY" } as never }),
  "a text that is no JSON": async () => JSON.parse(`first.last@example.org`),
  "an address with a password": async () => {
    throw new TypeError(`connect to postgresql://galley:${password}@127.0.0.1/galley failed`);
  },
  "a link with a token": async () => {
    throw new Error(`no page for /reset/${newToken()} and /search?q=first.last%40example.org&code=123456`);
  },
  "keys and secrets": async () => {
    throw new Error(`refused Bearer galley_${newToken()}, whsec_${newToken()} and eyJhbGciOiJkaXIifQ..abc.def`);
  },
  "fields of an error": async () => {
    throw Object.assign(new Error("failed"), {
      input: { email: "a@example.org", password, nested: [{ token: "abc" }] },
    });
  },
};

test.each(Object.entries(faults))("logs neither secrets nor personal data for %s", async (_name, fault) => {
  const error = await fault().then(
    () => expect.unreachable(),
    (thrown: unknown) => thrown,
  );
  expect(failure(error, "test")).toMatchObject({ ok: false });
  logPrinted("error", ["⨯", error]);
  expect(lines.length).toBeGreaterThan(0);
  expect(findLeaks(lines)).toEqual([]);
});

test("logs no address when a mail server repeats it", async () => {
  smtp.refuses = (address) => ({ code: 550, text: `5.1.1 <${address}>: user unknown` });
  await transaction((tx) =>
    queueMail(tx, {
      kind: "invitation",
      personId: null,
      address: "first.last@example.org",
      name: "",
      subject: "For first.last@example.org",
      content: { parts: ["Hello."] },
    }),
  );
  expect(await sendDueMail()).toMatchObject({ refused: 1 });
  expect(lines.join("")).toContain("user unknown");
  expect(findLeaks(lines)).toEqual([]);
});
