import classes from "./door.module.css";
import { Door } from "./door.tsx";

const sentences = {
  "sign-in":
    "Sign-in links work once, for one day. Sign in with your password, or ask an admin of the newsroom for a new link.",
  invitation:
    "Invitations work once, for seven days. If you have joined already, sign in; otherwise ask the admin who invited you for a new link.",
  reset: "Links for a new password work once, for one day. Ask an admin of the newsroom for a new one.",
};

/** A link that was used, is too old, or never was one: all the same to whoever holds it. */
export function LinkGone({ kind }: { kind: keyof typeof sentences }) {
  return (
    <Door>
      <h1>This link no longer works</h1>
      <p className={classes.intro}>{sentences[kind]}</p>
      <p>
        <a className="link" href="/sign-in">
          Go to sign-in
        </a>
      </p>
    </Door>
  );
}
