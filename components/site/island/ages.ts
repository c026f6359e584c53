import { ageOf } from "./age.ts";

const renewMs = 60_000;
/** Times that end their line: nothing stands behind them that could move. In the rail they have a column. */
const ending = ".times span:last-child time, .card > .meta > time:last-child";
const inRail = ".latest time";

type Shown = {
  element: HTMLTimeElement;
  text: Text;
  written: string;
  /** The time of day below the date of the first of a day. */
  below: Text | null;
  clock: string;
  style: "long" | "short";
  line: HTMLElement;
};

/** Says how old things are, where it takes no more room than the time that stands there; that one is in the title then. */
export function showAges(): void {
  const all = [...find(ending, "long"), ...find(inRail, "short")];
  const renew = () => {
    for (const one of all) show(one);
  };
  renew();
  setInterval(renew, renewMs);
  addEventListener("pageshow", renew); // it may have lain in the back-forward cache
  document.addEventListener("visibilitychange", renew); // and timers sleep in hidden tabs
}

function find(selector: string, style: Shown["style"]): Shown[] {
  return [...document.querySelectorAll<HTMLTimeElement>(selector)].flatMap((element) => {
    // The first of a day has its date above the time of day: the age takes its place and says both.
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
  if (line.offsetHeight < height) line.style.minHeight = `${height}px`; // what stands below stays where it is
  if (age && line.offsetHeight > height) {
    text.data = written;
    if (below) below.data = clock;
  }
  if (below) text.parentElement?.classList.toggle("age", below.data === "");
  if (text.data === written) element.removeAttribute("title");
  else element.title = new Date(element.dateTime).toLocaleString(language, { dateStyle: "full", timeStyle: "short" });
}
