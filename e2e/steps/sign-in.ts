import { type Cookie, expect, type Page } from "@playwright/test";
import { admin } from "../global-setup.ts";

/** Through the form, as a person does. */
export async function signIn(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/desk/);
}

let session: Cookie[] | null = null;
/** Somebody who signed in before opens the browser again: no test that enters so may sign out. */
export async function enterAsAdmin(page: Page): Promise<void> {
  if (session) return page.context().addCookies(session);
  await signIn(page, admin);
  session = await page.context().cookies();
}
