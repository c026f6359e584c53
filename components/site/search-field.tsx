/** A search field. `id` must be unique on the page, because the label refers to it. */
type Props = { id: string; value?: string; isBig?: boolean; label?: string };

/** A plain GET form: the query is part of the address. */
export const SearchField = ({ id, value = "", isBig = false, label = "Search all stories" }: Props) => (
  <search>
    <form className={isBig ? "find big" : "find"} action="/search">
      <label className="visually-hidden" htmlFor={id}>
        {label}
      </label>
      <input
        id={id}
        type="search"
        name="q"
        maxLength={200}
        autoComplete="off"
        dir="auto"
        {...(value ? { defaultValue: value } : { placeholder: "Search" })}
      />
      {isBig ? (
        <button type="submit">Search</button>
      ) : (
        <button type="submit" aria-label="Search">
          <Lens />
        </button>
      )}
    </form>
  </search>
);

/** For pages without space for a search field. */
export const SearchLink = () => (
  <a className="find-link" href="/search" aria-label="Search">
    <Lens />
  </a>
);

const Lens = () => (
  <svg viewBox="0 0 24 24" aria-hidden="true">
    <path d="M10.5 17a6.5 6.5 0 1 1 0-13 6.5 6.5 0 0 1 0 13zm4.8-1.7L20.5 20.5" />
  </svg>
);
