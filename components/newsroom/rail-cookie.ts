/** Stores whether the rail is collapsed. The layout reads it on the server, so that nothing moves after loading. */
export const railCookie = "galley.rail";
