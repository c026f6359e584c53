import "server-only";
import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { settings } from "../process.ts";
import { authOptions } from "./options.ts";

type Context = { params: Promise<{ nextauth: string[] }> };

/** The routes of next-auth under /api/auth, for clients without our pages and for single sign-on. */
async function handler(request: NextRequest, context: Context): Promise<Response> {
  // next-auth reads its own address only from the environment.
  const { url } = settings();
  if (url !== undefined) process.env.NEXTAUTH_URL = url;
  else process.env.AUTH_TRUST_HOST = "1";
  return NextAuth(request, context, authOptions(request.headers));
}

export { handler as GET, handler as POST };
