import { codeAt } from "#lib/auth/totp.ts";
import { addPerson, newcomer } from "./steps/newcomers.ts";
import { enter } from "./steps/newsroom.ts";
import { expect, test } from "./steps/test.ts";

/** Browsers make passkeys for names only, not for an address of numbers. */
const site = `http://localhost:${process.env.GALLEY_TEST_PORT ?? 3999}`;

test("a person sets up an authenticator and a passkey, and signs in with each of them", async ({ page, context }) => {
  const cdp = await context.newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  const person = newcomer("Reporter", "Rosa");
  await enter(context, (await addPerson(person)).id, site);
  await page.goto(`${site}/desk/account`);

  const factors = page.getByRole("region", { name: "Two-factor authentication" });
  await factors.getByRole("button", { name: "Set up authenticator" }).click();
  const key = (await factors.getByText(/^(?:[A-Z2-7]{4} ?){8}$/).innerText()).replaceAll(" ", "");
  await factors.getByLabel("Code that the app shows").fill(codeAt(key, new Date()));
  await factors.getByRole("button", { name: "Turn on" }).click();
  await expect(factors.getByRole("region", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);

  const passkeys = page.getByRole("region", { name: "Passkeys" });
  await passkeys.getByRole("button", { name: "Add passkey" }).click();
  await expect(passkeys.getByRole("listitem")).toContainText("not used yet");

  await context.clearCookies();
  await page.goto(`${site}/sign-in`);
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByLabel("Code").fill(codeAt(key, new Date(Date.now() + 30_000)));
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/desk$/);

  await context.clearCookies();
  await page.goto(`${site}/sign-in`);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL(/\/desk$/);
});
