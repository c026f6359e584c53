import { mailOrigin, paperOf } from "../mail/data.ts";
import type { NewMail } from "../mail/mutations.ts";
import type { Transaction } from "../postgres/app.ts";
import { timesOf } from "../times.ts";

/** Says that somebody signed in with a browser in which this person never did. */
export async function newBrowserMail(
  tx: Transaction,
  person: { id: string; name: string; email: string },
  browser: string,
  ip: string,
  now = new Date(),
): Promise<NewMail> {
  const paper = await paperOf(tx);
  return {
    kind: "new-browser",
    personId: person.id,
    address: person.email,
    name: person.name,
    subject: `New sign-in to ${paper.name}`,
    content: {
      parts: [
        `Your account was used to sign in with a new browser: ${browser}, at the network address ${ip}, ${timesOf(paper.timeZone, "en-GB").full(now)}.`,
        "If this was you, there is nothing to do.",
        "If it was not, choose a new password. That signs out every browser.",
        { button: "Choose a new password", href: `${mailOrigin()}/sign-in/forgot` },
      ],
    },
  };
}
