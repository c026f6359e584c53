import type { Browser, Page } from "@playwright/test";
import type { Person, Role } from "#lib/actor.ts";
import { hashPassword } from "#lib/auth/password.ts";
import { createPerson } from "#prisma/factories.ts";
import { connect, enter } from "./newsroom.ts";

export type Newcomer = {
  name: string;
  email: string;
  password: string;
  role: "Contributor" | "Reporter" | "Editor" | "Admin";
};

let count = 0;
/** Somebody whom no other test knows. */
export function newcomer(role: Newcomer["role"], name: string): Newcomer {
  const worker = process.env.TEST_PARALLEL_INDEX ?? "";
  const mark = `${Date.now().toString(36)}${worker}${(++count).toString(36)}`;
  return { role, name: `${name} ${mark}`, email: `${mark}@example.org`, password: `a password of ${mark}` };
}

/** Adds an active account to the newsroom, without the invitation that people.spec.ts follows through the screens. */
export async function addPerson({ name, email, password, role }: Newcomer): Promise<Person> {
  connect();
  return createPerson(role.toUpperCase() as Role, { name, email, passwordHash: await hashPassword(password) });
}

/** Adds somebody and opens a browser of their own, signed in, on the list of stories. */
export async function welcome(browser: Browser, newcomer: Newcomer): Promise<Page> {
  const person = await addPerson(newcomer);
  const context = await browser.newContext();
  await enter(context, person.id);
  const page = await context.newPage();
  await page.goto("/desk");
  return page;
}
