import { SignInLayout } from "./sign-in-layout.tsx";

const sentences = {
  "sign-in":
    "Sign-in links can be used once and expire after one day. Sign in with your password if you chose one. If no admin has chosen one yet, start Galley again: it prints a new link.",
  invitation:
    "Invitations can be used once and expire after seven days. If you have already joined, sign in; otherwise ask the admin who invited you for a new link.",
  reset:
    "Password reset links can be used once and expire: after one hour if you asked for it yourself, after one day if an admin made it. Ask for a new one.",
  email:
    "Links that confirm an email can be used once and expire after one day. Enter the new email again under Your account.",
  "keep-email":
    "This link can be used once and expires after seven days. If somebody changed your email, ask an admin for help.",
  unsubscribe:
    "The address is incomplete or no longer valid. Sign in and choose which mail you get under Your account.",
};

/** Shown for a link that has been used, has expired or never existed, without saying which. */
export function LinkGone({ kind }: { kind: keyof typeof sentences }) {
  return (
    <SignInLayout
      title="This link no longer works"
      intro={sentences[kind]}
      link={{ href: "/sign-in", label: "Go to sign-in" }}
    />
  );
}
