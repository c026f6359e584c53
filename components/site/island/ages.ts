import { ageOf } from "./age.ts";

const renewMs = 60_000;
/** Times at the end of their line: replacing them moves nothing. In the rail they have a column of their own. */
const ending = ".times span:last-child time, .card > .meta > time:last-child";
const inRail = ".latest time";

type Shown = {
  element: HTMLTimeElement;
  text: Text;
  written: string;
  /** The time of day below the date of each day's first story. */
  below: Text | null;
  clock: string;
  style: "long" | "short";
  line: HTMLElement;
};

/** Replaces times by ages if the age is not wider; the exact time moves to the title. */
export function showAges(): void {
  const all = [...find(ending, "long"), ...find(inRail, "short")];
  const renew = () => {
    for (const one of all) show(one);
  };
  renew();
  setInterval(renew, renewMs);
  addEventListener("pageshow", renew); // the page may come from the back-forward cache
  document.addEventListener("visibilitychange", renew); // timers stop in hidden tabs
}

function find(selector: string, style: Shown["style"]): Shown[] {
  return [...document.querySelectorAll<HTMLTimeElement>(selector)].flatMap((element) => {
    // The first story of a day has its date above the time; the age replaces both.
    const date = element.firstElementChild;
    const text = (date ?? element).firstChild;
    const below = date?.nextSibling instanceof Text ? date.nextSibling : null;
    const line = style === "long" ? element.parentElement?.closest<HTMLElement>("p") : element.closest("li");
    if (!(text instanceof Text) || !line) return [];
    return [{ element, text, written: text.data, below, clock: below?.data ?? "", style, line }];
  });
}

function show({ element, text, written, below, clock, style, line }: Shown): void {
  const language = element.closest<HTMLElement>("[lang]")?.lang || "en";
  const age = ageOf(Date.parse(element.dateTime), Date.now(), language, style);
  if (text.data === (age ?? written)) return;
  const height = line.offsetHeight;
  text.data = age ?? written;
  if (below) below.data = age ? "" : clock;
  if (line.offsetHeight < height) line.style.minHeight = `${height}px`; // keeps what follows in place
  if (age && line.offsetHeight > height) {
    text.data = written;
    if (below) below.data = clock;
  }
  if (below) text.parentElement?.classList.toggle("age", below.data === "");
  if (text.data === written) element.removeAttribute("title");
  else element.title = new Date(element.dateTime).toLocaleString(language, { dateStyle: "full", timeStyle: "short" });
}
