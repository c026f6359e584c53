import classes from "./key-hints.module.css";

/** The keys of a list, at the foot of its page. Not shown on phones. */
export const KeyHints = ({ keys }: { keys: { keys: string[]; does: string }[] }) => (
  <p className={classes.keys} aria-hidden="true">
    {keys.map(({ keys: names, does }) => (
      <span key={does}>
        {names.map((name) => (
          <kbd key={name}>{name}</kbd>
        ))}
        {does}
      </span>
    ))}
  </p>
);
