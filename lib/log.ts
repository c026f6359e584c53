import pino from "pino";
import { shared } from "./process.ts";

/** The log of this process: one JSON line per event on standard error. Never log what a person typed. */
export const log = {
  debug: (fields: object, message: string) => logger().debug(fields, message),
  info: (fields: object, message: string) => logger().info(fields, message),
  warn: (fields: object, message: string) => logger().warn(fields, message),
  error: (fields: object, message: string) => logger().error(fields, message),
};

function logger(): pino.Logger {
  const state = shared();
  state.log ??= pino(
    {
      level: process.env.GALLEY_LOG || "info",
      base: null,
      errorKey: "error",
      serializers: { error: pino.stdSerializers.err },
    },
    pino.destination({ dest: 2, sync: true }),
  );
  return state.log as pino.Logger;
}
