import { business } from "./stories/business.ts";
import { city } from "./stories/city.ts";
import { line4 } from "./stories/city-line-4.ts";
import { culture } from "./stories/culture.ts";
import { opinion } from "./stories/opinion.ts";
import { sport } from "./stories/sport.ts";
import { waterfront } from "./stories/waterfront.ts";
import type { Story } from "./types.ts";

/** Every story of the example, by section. */
export const stories: Story[] = [...waterfront, ...city, line4, ...business, ...opinion, ...culture, ...sport];
