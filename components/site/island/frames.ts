/**
 * Adds a button to each card of another site's content. A click replaces the card's link with the frame; nothing is loaded from
 * there before.
 */
export function offerFrames(): void {
  for (const card of document.querySelectorAll<HTMLElement>("figure[data-frame]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = card.dataset.show ?? "";
    if (card.dataset.showLang) button.lang = card.dataset.showLang;
    button.addEventListener("click", () => show(card, button));
    card.querySelector("p")?.after(button);
  }
}

function show(card: HTMLElement, button: HTMLButtonElement): void {
  const frame = document.createElement("iframe");
  frame.title = card.querySelector("p")?.textContent?.trim() ?? "";
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin"; // YouTube refuses to play without a referrer
  frame.setAttribute("sandbox", "allow-forms allow-popups allow-presentation allow-same-origin allow-scripts");
  frame.style.aspectRatio = card.dataset.ratio ?? "";
  frame.src = card.dataset.frame ?? "";
  button.replaceWith(frame);
  frame.focus();
}
