import { isolated } from "../mail/compose.ts";
import { mailOrigin, paperOf } from "../mail/data.ts";
import type { NewMail } from "../mail/mutations.ts";
import type { Transaction } from "../postgres/app.ts";
import { reviewHref } from "./schema.ts";
import type { ReviewRight } from "./types.ts";

const asks: Record<ReviewRight, string> = {
  VIEW: "You can read it before it is published.",
  COMMENT: "You can read it before it is published, and comment on it.",
  APPROVE: "You can read it before it is published, comment on it and approve it.",
};

type Sent = { name: string; email: string; may: ReviewRight; days: number; by: string; token: string };

/** To somebody without an account. The headline stays out of it: mail is read by many machines. */
export async function reviewMail(tx: Transaction, { name, email, may, days, by, token }: Sent): Promise<NewMail> {
  const paper = isolated((await paperOf(tx)).name);
  return {
    kind: "review",
    personId: null,
    address: email,
    name,
    subject: `${by} shares a story with you`,
    content: {
      parts: [
        `${isolated(by)} of ${paper} shares a story with you. ${asks[may]}`,
        { button: "Read the story", href: `${mailOrigin()}${reviewHref(token)}` },
        `The link is for you alone, and your name is on the page. It expires after ${days === 1 ? "one day" : `${days} days`}.`,
        "Please do not pass it on.",
      ],
    },
    isSecret: true,
    expiresInHours: days * 24,
  };
}
