export { finishSignIn as GET } from "#lib/oidc/loaders.ts";

export const dynamic = "force-dynamic";
