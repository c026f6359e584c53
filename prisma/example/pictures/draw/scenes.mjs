// Every picture of the example newsroom, by its key.
import { breakwater, rowing, trawlers } from "./harbour.mjs";
import { concert, food, library, stage } from "./indoors.mjs";
import { map } from "./map.mjs";
import { fields, football, lido } from "./open-air.mjs";
import { portraits } from "./portraits.mjs";
import { bridge, ferry, gauge } from "./river.mjs";
import { depot, gooseberries } from "./small-things.mjs";
import { housing, market, tram } from "./streets.mjs";
import { bakery, clock, gasworks, rope } from "./works.mjs";

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
