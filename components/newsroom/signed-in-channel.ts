/** A tab in which somebody has signed in with a provider tells the others that, with the id of the person. */
export const signedInChannel = "galley signed in";
