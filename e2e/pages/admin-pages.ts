import type { Page } from "@playwright/test";

/** Admin → People. */
export class PeoplePage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto("/desk");
    await this.page.getByRole("navigation", { name: "Admin" }).getByRole("link", { name: "People" }).click();
    await this.page.waitForURL(/\/admin\/people/);
  }

  /** Invites somebody; the link that is to be handed over. */
  async invite({ email, name, role }: { email: string; name: string; role: string }): Promise<string> {
    await this.page.getByRole("button", { name: "Invite", exact: true }).click();
    const form = this.page.getByRole("form", { name: "Invite a person" });
    await form.getByLabel("Email").fill(email);
    await form.getByLabel("Name").fill(name);
    await form.getByRole("radio", { name: role }).click();
    await form.getByRole("button", { name: "Create invitation" }).click();
    const link = await this.page.getByLabel("Invitation", { exact: true }).inputValue();
    await this.page.getByRole("button", { name: "Done" }).click();
    return link;
  }

  row = (name: string) => this.page.getByRole("row").filter({ hasText: name });

  async suspend(name: string): Promise<void> {
    await this.choose(name, "Suspend");
    await this.page.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
  }

  async reactivate(name: string): Promise<void> {
    await this.choose(name, "Reactivate");
    await this.page.getByRole("dialog").getByRole("button", { name: "Reactivate" }).click();
  }

  async changeRole(name: string, role: string): Promise<void> {
    await this.choose(name, "Change role");
    const dialog = this.page.getByRole("dialog");
    await dialog.getByRole("radio", { name: role }).click();
    await dialog.getByRole("button", { name: new RegExp(`^Make ${role}`, "i") }).click();
  }

  private async choose(name: string, verb: string): Promise<void> {
    await this.page.getByRole("button", { name: `Actions for ${name}` }).click();
    await this.page.getByRole("menuitem", { name: verb }).click();
  }
}

/** Admin → Sections. */
export class SectionsPage {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async create(name: string, below?: string): Promise<void> {
    await this.page.goto("/admin/sections");
    await this.page.getByRole("button", { name: "New section" }).click();
    const dialog = this.page.getByRole("dialog");
    await dialog.getByLabel("Name").fill(name);
    if (below !== undefined) await dialog.getByLabel("Parent section").selectOption({ label: below });
    await dialog.getByRole("button", { name: "Create section" }).click();
    await this.page.getByRole("table").getByText(name, { exact: true }).first().waitFor();
  }
}
