import { SERVER_COMMANDS, type ServerCommand } from '@app/contracts';
import type { Quirks } from '../config/quirks.js';
import type { Trigger } from '../http/api.decorators.js';
import type { Input } from '../http/input.js';
import { max, nullable, oneOf, required, string } from '../validation/rules.js';
import type { Rules } from '../validation/validate.js';

/** A command that may be inserted. */
export interface CommandWish {
  readonly action: ServerCommand;
  readonly reason: string | null;
  readonly idempotencyKey: string | null;
  readonly source: string;
  readonly requestId: string;
}

const COLUMN = 255;

/** Contract 2.3. */
export const COMMAND_RULES: Rules = {
  action: [required, string, oneOf(SERVER_COMMANDS)],
  reason: [nullable, string, max(500)],
  idempotency_key: [nullable, string, max(120)],
};

/** The wish of an input that broke no rule. */
export function commandWish(input: Input, { by, requestId }: Trigger, quirks: Quirks): CommandWish {
  const text = (key: string) => (input[key] as string | null | undefined) ?? null; // a text or null, by its rule
  const wish = { reason: text('reason'), idempotencyKey: text('idempotency_key') };
  const fitted = (value: string) => (quirks.longSourceBreaks ? value : [...value].slice(0, COLUMN).join(''));
  return { action: text('action') as ServerCommand, ...wish, source: fitted(by), requestId: fitted(requestId) };
}

/** The real column is narrower than its rule. @throws Error as the database does, when that quirk is on */
export function refuseWhatDoesNotFit(wish: CommandWish, quirks: Quirks): void {
  if (quirks.longReasonBreaks) refuseLonger('reason', wish.reason);
  if (quirks.longSourceBreaks) refuseLonger('source', wish.source);
  if (quirks.longSourceBreaks) refuseLonger('request_id', wish.requestId);
}

function refuseLonger(column: string, value: string | null): void {
  if (value !== null && [...value].length > COLUMN) throw new Error(`Data too long for column '${column}' at row 1`);
}
