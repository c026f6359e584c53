import Link from "next/link";
import classes from "./setup-steps.module.css";

/** For somebody who came in by a link and could not come in again. */
export const ChoosePassword = () => (
  <p className={classes.password}>
    The link that signed you in works only once.{" "}
    <Link className="link" href="/desk/account">
      Choose a password
    </Link>{" "}
    so that you can sign in again.
  </p>
);
