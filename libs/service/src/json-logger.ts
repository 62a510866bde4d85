import { ConsoleLogger } from '@nestjs/common';

/** One JSON object a line: a constant `msg`, then fields. */
export function createLogger(): ConsoleLogger {
  return new ConsoleLogger({ json: true, colors: false, compact: true });
}
