import pg from "pg";
import { unsubscribeToken } from "#lib/mail/unsubscribe.ts";
import { connectionsOf } from "#lib/postgres/embedded.ts";
import { shared } from "#lib/process.ts";
import { TestSmtp } from "#prisma/testing/smtp.ts";
import { admin } from "./global-setup.ts";
import { waitForHydration } from "./steps/hydration.ts";
import { Launch, ready } from "./steps/launch.ts";
import { expect, test } from "./steps/test.ts";

let launch: Launch;
const smtp = new TestSmtp();
const secret = "a secret for browser tests of mail";
let site = "";
test.beforeAll(async () => {
  await smtp.start();
  launch = Launch.prepared();
  site = await ready(
    launch.galley({
      GALLEY_SECRET: secret,
      GALLEY_SMTP_URL: smtp.url,
      GALLEY_MAIL_FROM: "The Ledger <news@example.org>",
      GALLEY_ADMIN_EMAIL: admin.email,
      GALLEY_ADMIN_PASSWORD: admin.password,
    }),
  );
});
test.afterAll(async () => {
  await launch.end();
  await smtp.stop();
});

/** Signs with the secret of this file's server. Other tests of this process sign with that of the common one. */
function signedByTheSite<T>(sign: () => T): T {
  const state = shared();
  const { secret: common } = state;
  state.secret = secret;
  try {
    return sign();
  } finally {
    if (common === undefined) delete state.secret;
    else state.secret = common;
  }
}

/** The first address in the newest message with this subject. */
async function linkIn(subject: string): Promise<string> {
  const found = () => smtp.taken.findLast((mail) => mail.subject === subject)?.text;
  await expect.poll(found).toBeTruthy();
  return /http:\/\/\S+/.exec(found() ?? "")?.[0] ?? "";
}

test("a person who forgot the password gets a link, chooses another and is signed in", async ({ page }) => {
  await page.goto(`${site}/sign-in`);
  await page.getByRole("link", { name: "Forgot your password?", exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in\/forgot$/); // the previous page has the same field
  await page.getByLabel("Email").fill("nobody@example.org");
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(
    page.getByText("If nobody@example.org belongs to an account, a link is on its way to it."),
  ).toBeVisible();

  await page.goto(`${site}/sign-in/forgot`);
  await page.getByLabel("Email").fill(` ${admin.email.toUpperCase()}`);
  await page.getByRole("button", { name: "Send link" }).click();
  await expect(page.getByText(`If ${admin.email} belongs to an account, a link is on its way to it.`)).toBeVisible();
  const link = await linkIn("Choose a new password");
  await page.goto(link);
  await page.locator("input[name=password]").fill("a completely new one");
  await page.getByLabel("New password again").fill("a completely new one");
  await page.getByRole("button", { name: "Set password and sign in" }).click();
  await expect(page).toHaveURL(/\/desk$/);
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  // The link, once, and that the password was changed.
  await expect.poll(() => smtp.taken.filter(({ subject }) => subject?.endsWith(" was changed")).length).toBe(1);
  expect(smtp.taken).toHaveLength(2);

  await test.step("the settings send a test message, and show the server's error", async () => {
    await page.goto(`${site}/admin/settings?tab=mail`);
    await expect(page.getByText("The Ledger <news@example.org>")).toBeVisible();
    await page.getByRole("button", { name: "Send test message" }).click();
    await expect(page.getByText(`The mail server took the message to ${admin.email}.`)).toBeVisible();
    smtp.refuses = () => ({ code: 550, text: "Relaying denied" });
    await page.getByRole("button", { name: "Send test message" }).click();
    await expect(page.getByText(/The test message was not sent\..*550 Relaying denied/)).toBeVisible();
    smtp.refuses = () => undefined;
  });

  await test.step("a choice about mail is kept", async () => {
    await page.goto(`${site}/desk/account`);
    await waitForHydration(page);
    await page.getByLabel("Somebody mentions you").selectOption("Daily digest");
    await page.getByLabel("Quiet hours").selectOption("Every day between two hours");
    await page.getByRole("button", { name: "Save mail settings" }).click();
    await expect(page.getByText("Mail settings saved")).toBeVisible();
    await page.reload();
    await expect(page.getByLabel("Somebody mentions you")).toHaveValue("DIGEST");
    await expect(page.getByLabel("From", { exact: true })).toHaveValue("22");
  });
});

test("an address that stops mail shows a page, and takes one request of a mail program", async ({ page, request }) => {
  const client = new pg.Client({ connectionString: connectionsOf(launch.data).owner });
  await client.connect();
  const timings = async () => (await client.query("select kind, timing from mail_choice order by kind")).rows;
  const { rows } = await client.query("select id from person");
  await client.query("delete from mail_choice");
  const addressOf = (kind: "mention" | "reply") =>
    `${site}/unsubscribe/${signedByTheSite(() => unsubscribeToken({ personId: rows[0].id, kind }))}`;

  await page.goto(addressOf("mention"));
  expect(await timings()).toEqual([]);
  await page.getByRole("button", { name: "Stop mail about this" }).click();
  await expect(page.getByRole("heading", { name: "You will no longer get mail about this" })).toBeVisible();
  expect(await timings()).toEqual([{ kind: "mention", timing: "NEVER" }]);

  const answer = await request.post(addressOf("reply"), { form: { "List-Unsubscribe": "One-Click" }, maxRedirects: 0 });
  expect(answer.status()).toBe(200);
  expect(await timings()).toHaveLength(2);
  const wrong = addressOf("reply").replace(".reply.", ".comment.");
  expect((await request.post(wrong, { form: { "List-Unsubscribe": "One-Click" } })).status()).toBe(404);
  await page.goto(wrong);
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await client.end();
});
