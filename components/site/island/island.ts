// The one script of a reader's page, deferred and kept for ever: it improves what is there, and nothing waits for it.
import { showAges } from "./ages.ts";
import { offerCopying } from "./copy-link.ts";
import { looks } from "./looks.ts";
import { applyTheme, offerThemes } from "./theme.ts";

document.adoptedStyleSheets.push(looks()); // the policy forbids style elements that it does not know
applyTheme(); // at once: out of the browser's cache it comes before the first paint

function begin(): void {
  offerThemes();
  offerCopying();
  showAges();
}
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
