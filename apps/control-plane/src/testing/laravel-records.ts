import type { LaravelCommand, LaravelServer } from '@app/contracts';
import { COMMAND, SERVER } from '@app/laravel-client/testing';

/** A server as Laravel's contract shows it (section 9): running, heard, with an agent. */
export function laravelServer(overrides: Partial<LaravelServer> = {}): LaravelServer {
  return { ...(SERVER as LaravelServer), latest_provisioning_bundle: null, ...overrides };
}

/** A restart that succeeded. */
export function laravelCommand(overrides: Partial<LaravelCommand> = {}): LaravelCommand {
  return { ...(COMMAND as LaravelCommand), action: 'restart', status: 'success', error_message: null, ...overrides };
}
