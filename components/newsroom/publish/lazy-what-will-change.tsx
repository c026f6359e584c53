"use client";
import { lazyPart } from "../lazy-part.tsx";
import classes from "./publish.module.css";

/** Nothing of the list is needed to decide, so the panel does not wait for its code. */
export const WhatWillChange = lazyPart(
  "The list of pages that change",
  () => import("./what-will-change.tsx").then((part) => part.WhatWillChange),
  <div className={classes.effectsRoom} />,
);
