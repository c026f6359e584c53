import type { Browser, Page } from "@playwright/test";
import { PeoplePage } from "../pages/admin-pages.ts";

export type Newcomer = {
  name: string;
  email: string;
  password: string;
  role: "Contributor" | "Reporter" | "Editor" | "Admin";
};

let count = 0;
/** Somebody whom no other test knows. */
export function newcomer(role: Newcomer["role"], name: string): Newcomer {
  const mark = `${Date.now().toString(36)}${(++count).toString(36)}`;
  return { role, name: `${name} ${mark}`, email: `${mark}@example.org`, password: `a password of ${mark}` };
}

/** An admin invites somebody through the screens, who joins in a browser of their own. The page they then stand on. */
export async function welcome(admin: Page, browser: Browser, person: Newcomer): Promise<Page> {
  const people = new PeoplePage(admin);
  await people.open();
  const link = await people.invite(person);
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(new URL(link).pathname);
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByLabel("Password again", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Join the newsroom" }).click();
  await page.waitForURL(/\/desk/);
  return page;
}
