import { appClient, type Transaction } from "../postgres/app.ts";
import { parseSignInRules, type SignInRules, signInRulesKey } from "./sign-in-rules-schema.ts";

export async function getSignInRules(tx: Transaction = appClient()): Promise<SignInRules> {
  const row = await tx.setting.findUnique({ where: { key: signInRulesKey }, select: { value: true } });
  return parseSignInRules(row?.value);
}
