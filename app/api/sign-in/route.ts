export { signInHere as POST } from "#lib/auth/sign-in-here.ts";

export const dynamic = "force-dynamic";
