import { alone, asRole, at, changes, type Detail, role, type SentenceRule, simple, text } from "./rule.ts";

const provider = (detail: Detail): string => text(detail, "provider") || "a provider";
const fromNetwork = (detail: Detail): string => (text(detail, "network") ? ` from ${text(detail, "network")}` : "");
/** What a role allows, in the words of that time. */
const meaning = (detail: Detail, name: string): string => (text(detail, name) ? `: ${text(detail, name)}` : "");

const signInMethods: Record<string, string> = {
  PASSWORD: " with a password",
  LINK: " with a link",
  PASSKEY: " with a passkey",
};
const sessionCount = (detail: Detail): string =>
  detail.sessions === 1 ? "one session" : `${text(detail, "sessions") || "all"} sessions`;

/** Sentences about people, roles, authors, sections and topics. */
export const personSentences: Record<string, SentenceRule> = {
  "section.created": simple("Section created", "created the section", at),
  "section.changed": simple("Section changed", "changed the section", changes),
  "section.moved": simple("Section moved", "moved the section", (detail) =>
    text(detail, "direction") ? ` ${text(detail, "direction")} in the navigation` : "",
  ),
  "section.deleted": simple("Section deleted", "deleted the section"),
  "topic.created": simple("Topic created", "created the topic"),
  "topic.changed": simple("Topic changed", "changed the topic", changes),
  "topic.deleted": simple("Topic deleted", "deleted the topic"),
  "topic.merged": simple("Topic merged", "merged the topic", (detail) => ` into ${text(detail, "intoName")}`),
  "author.created": simple("Author created", "created the author"),
  "author.changed": simple("Author changed", "changed the author", changes),
  "author.merged": simple("Author merged", "merged the author", (detail) => ` into ${text(detail, "intoName")}`),
  "author.deleted": simple("Author deleted", "deleted the author"),
  "author.linked": simple("Byline taken over", "took over the byline"),

  "person.created": simple("Account created", "created an account for", asRole),
  "person.invited": simple("Person invited", "invited", asRole),
  "person.invitation_renewed": simple("Invitation renewed", "created a new invitation for"),
  "person.joined": alone("Person joined", (detail) => `joined the newsroom${asRole(detail)}`),
  "person.role_changed": simple("Role changed", "changed the role of", (detail) =>
    text(detail, "to") ? ` from ${role(detail, "from")} to ${role(detail, "to")}` : "",
  ),
  "role.created": simple("Role added", "added the role", (detail) => meaning(detail, "after")),
  "role.changed": simple("Role redefined", "changed the role", (detail) =>
    [
      text(detail, "from") ? `, formerly “${text(detail, "from")}”` : "",
      text(detail, "before") === text(detail, "after")
        ? ""
        : `. Before: ${text(detail, "before")} Now: ${text(detail, "after")}`,
    ].join(""),
  ),
  "role.deleted": simple("Role deleted", "deleted the role", (detail) => meaning(detail, "before")),
  "person.data_exported": simple("Personal data exported", "exported the personal data of"),
  "person.erased": simple("Personal data erased", "erased the personal data of", (detail) =>
    detail.keepsName === true ? " and kept the name" : "",
  ),
  "person.suspended": simple("Person suspended", "suspended"),
  "person.reactivated": simple("Person reactivated", "reactivated"),
  "person.reset_issued": simple("Password reset link created", "created a password reset link for"),
  "person.password_reset": alone("Password set by link", () => "set a new password with a link"),
  "person.password_changed": alone("Password changed", () => "changed their password"),
  "person.reset_requested": simple("Password reset requested", "mailed a password reset link to"),
  "person.email_change_requested": alone("Email change requested", (detail) =>
    text(detail, "to") ? `asked to change their email to ${text(detail, "to")}` : "asked to change their email",
  ),
  "person.email_changed": alone("Email changed", (detail) =>
    text(detail, "to")
      ? `changed their email from ${text(detail, "from")} to ${text(detail, "to")}`
      : "changed their email",
  ),
  "person.email_change_stopped": alone("Email change stopped", () => "stopped a change of their email"),
  "person.email_restored": alone("Email restored", (detail) =>
    text(detail, "to") ? `put their former email ${text(detail, "to")} back by a link` : "put their former email back",
  ),
  "person.signed_in": alone(
    "Signed in",
    (detail) =>
      `signed in${signInMethods[text(detail, "method")] ?? ""}${text(detail, "browser") ? `, in ${text(detail, "browser")}` : ""}`,
  ),
  "person.wrong_password": simple("Wrong password", "refused a wrong password for", fromNetwork),
  "person.wrong_code": {
    label: "Wrong code",
    say: (it, detail) => [
      text(detail, "kind") === "recovery" ? "refused a wrong recovery code for " : "refused a wrong code for ",
      it,
      fromNetwork(detail),
    ],
  },
  "person.wrong_passkey": simple("Wrong passkey", "refused a passkey for", fromNetwork),
  "person.sign_in_throttled": simple("Sign-in throttled", "refused a sign-in after too many failures for", fromNetwork),
  "person.signed_out": simple("Person signed out", "ended every session of"),
  "person.password_demanded": simple("New password demanded", "demanded a new password of"),
  "person.second_factor_removed": simple("Second factor removed", "removed the second factor of"),
  "person.work_handed_over": simple("Work handed over", "handed over the open work of", (detail) =>
    text(detail, "to")
      ? ` to ${text(detail, "to")} (${detail.stories === 1 ? "1 story" : `${text(detail, "stories")} stories`})`
      : "",
  ),
  "person.session_ended": alone("Session ended", (detail) =>
    text(detail, "browser") ? `ended their session in ${text(detail, "browser")}` : "ended one of their sessions",
  ),
  "person.sessions_ended": alone("Sessions ended", (detail) => `ended ${sessionCount(detail)} of their own`),
  "person.authenticator_added": alone("Authenticator set up", () => "set up an authenticator app"),
  "person.authenticator_removed": alone("Authenticator removed", () => "turned off their authenticator app"),
  "person.passkey_added": alone("Passkey added", () => "added a passkey"),
  "person.passkey_removed": alone("Passkey removed", () => "removed a passkey"),
  "person.recovery_codes_renewed": alone("Recovery codes renewed", () => "made new recovery codes"),
  "person.provider_linked": alone(
    "Sign-in provider linked",
    (detail) => `linked their account with ${provider(detail)}`,
  ),
  "person.provider_sign_in": alone("Signed in with a provider", (detail) => `signed in with ${provider(detail)}`),
  "person.provider_refused": simple("Sign-in refused", "refused a sign-in of", (detail) => ` with ${provider(detail)}`),
  "person.break_glass_set": simple("Emergency account set", "made an emergency account of the account of"),
  "person.break_glass_ended": simple("Emergency account ended", "ended the emergency account of"),
  "person.renamed": alone("Person renamed", (detail) =>
    text(detail, "from")
      ? `changed their name from “${text(detail, "from")}” to “${text(detail, "to")}”`
      : "changed their name",
  ),
};
