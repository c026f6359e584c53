import { expect, type Page } from "@playwright/test";
import { enter, theAdmin } from "./newsroom.ts";

/** Through the form, as a person does. */
export async function signIn(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/desk/);
}

/** A browser in which the admin is signed in, by a session of its own. */
export async function enterAsAdmin(page: Page, url?: string): Promise<void> {
  await enter(page.context(), (await theAdmin()).id, url);
}
