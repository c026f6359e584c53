// A mail server for the integration tests of one file.
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { appClient } from "#lib/postgres/app.ts";
import { shared } from "#lib/process.ts";
import { TestSmtp } from "./smtp.ts";

/**
 * Runs a server that behaves well at the start of each test, and makes Galley send through it.
 * @returns the server, and what switches mail off for the rest of a test
 */
export function smtpForTests(): { smtp: TestSmtp; withoutMail: () => void } {
  const smtp = new TestSmtp();
  const before = shared().settings;
  const withoutMail = () => {
    if (before) shared().settings = before;
  };
  beforeAll(() => smtp.start());
  afterAll(() => smtp.stop());
  beforeEach(() => smtp.setUp());
  afterEach(async () => {
    smtp.behave();
    withoutMail();
    await appClient().mail.deleteMany();
  });
  return { smtp, withoutMail };
}
