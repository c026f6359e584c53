import { admin } from "./global-setup.ts";
import { signIn } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("a person signs in, sees the newsroom, and signs out", async ({ page }) => {
  await signIn(page, admin);
  await expect(page.getByRole("link", { name: "Stories" })).toBeVisible();
  await expect(page.getByRole("navigation", { name: "Admin" }).getByRole("link", { name: "People" })).toBeVisible();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto("/desk");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fdesk/);
});

test("explains a wrong password and keeps the email", async ({ page }) => {
  await page.goto("/sign-in");
  await page.getByLabel("Email").fill("nobody@example.org");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(/password/i).last()).toBeVisible();
  await expect(page.getByLabel("Email")).toHaveValue("nobody@example.org");
});

test("a person who is not signed in has to sign in and then reaches the requested page", async ({ page }) => {
  await page.goto("/admin/people");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fadmin%2Fpeople/);
});

test("public pages have only the small module as script, a policy without inline scripts, and 404 for unknown addresses", async ({
  request,
}) => {
  const front = await request.get("/");
  expect(front.status()).toBe(200);
  const html = await front.text();
  expect(html).not.toMatch(/<script(?![^>]*(?:application\/ld\+json|src="\/_next\/static\/island\/))/);
  expect(html).not.toContain('rel="stylesheet"');
  expect(html).not.toMatch(/\sstyle="/);
  expect(front.headers()["content-security-policy"]).toContain("script-src 'self'");
  expect((await request.get("/no-such-page")).status()).toBe(404);
  expect((await request.get("/%E0")).status()).toBe(400);
  expect((await request.post("/")).status()).toBe(405);
  expect(await (await request.get("/api/health")).json()).toMatchObject({
    ok: true,
    database: { app: true, reader: true },
  });
});
