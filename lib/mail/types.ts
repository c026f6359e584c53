/** One part of a message: a paragraph, words of a person, a button, or a list such as that of a digest. */
export type MailPart =
  | string
  | { quote: string }
  | { button: string; href: string }
  | { items: readonly { text: string; detail?: string; href?: string }[] };

/** A message before it becomes plain text and HTML. Addresses are full ones. */
export type MailContent = {
  parts: readonly MailPart[];
  /** Language tag of our own sentences; English when absent. Quotes and items take the direction of their own words. */
  language?: string;
};

export type MailTiming = "AT_ONCE" | "DIGEST" | "NEVER";

export type MailTimes = {
  /** Hour of the day, 0 to 23. */
  digestHour: number;
  /** Hours of the day; both null: no quiet hours. */
  quietFrom: number | null;
  quietUntil: number | null;
  /** Null: the newsroom's zone. */
  timeZone: string | null;
};

/** A queued message as the sender takes it. */
export type ClaimedMail = {
  id: string;
  kind: string;
  personId: string | null;
  address: string;
  name: string;
  subject: string;
  content: MailContent | null;
  attempts: number;
  createdAt: Date;
};

/** What became of one attempt. `isServerAway`: the server was not reached or did not let us in, whatever the message. */
export type SendOutcome =
  | { kind: "sent" }
  | { kind: "refused"; error: string }
  | { kind: "failed"; error: string; isServerAway: boolean };
