import classes from "./small-forms.module.css";

type Props = {
  /** As in the head of the page. */
  title: string;
  description: string;
  /** Absolute address of the page. */
  url: string;
  paper: string;
};

/** About what a search engine shows of a page: it cuts what is too long, and may choose other words. */
export function SearchResult({ title, description, url, paper }: Props) {
  const { host, pathname } = new URL(url);
  const parts = [host, ...decodeURI(pathname).split("/").filter(Boolean)];
  return (
    <div className={classes.result}>
      <p className={classes.source}>
        <b>{paper}</b>
        <span dir="ltr">{parts.join(" › ")}</span>
      </p>
      <p className={classes.title}>{title}</p>
      <p className={classes.description}>{description}</p>
    </div>
  );
}
