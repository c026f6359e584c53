/** Remembers the width of the rail; read by the layout, so that nothing jumps. */
export const railCookie = "galley.rail";
