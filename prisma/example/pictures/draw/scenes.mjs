// Every picture of the example newsroom, by its key.
import { clock } from "./clock.mjs";
import { breakwater, trawlers } from "./harbour.mjs";
import { concert, food, library, stage } from "./indoors.mjs";
import { bakery, depot, gooseberries } from "./inside-stories.mjs";
import { map } from "./map.mjs";
import { fields, football, lido, rowing } from "./open-air.mjs";
import { portraits } from "./portraits.mjs";
import { bridge, ferry, gauge } from "./river.mjs";
import { housing, market, tram } from "./streets.mjs";
import { gasworks, rope } from "./works.mjs";

/** Each function draws one picture and returns its canvas. */
export const scenes = {
  ferry,
  gauge,
  bridge,
  breakwater,
  market,
  housing,
  tram,
  bakery,
  depot,
  library,
  clock,
  trawlers,
  gasworks,
  rope,
  concert,
  stage,
  lido,
  food,
  gooseberries,
  football,
  rowing,
  fields,
  map,
  ...portraits,
};
