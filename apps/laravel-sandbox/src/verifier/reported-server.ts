import type { ReportedServer } from './presence.service.js';

/** The server in a heartbeat or a claim whose input was found fine. */
export function reportedServer(input: unknown): ReportedServer {
  const fields = input as Readonly<Record<string, unknown>>; // the rules have seen it
  const said = (key: string) => {
    if (!Object.hasOwn(fields, key)) return undefined;
    return typeof fields[key] === 'string' ? fields[key] : null;
  };
  return {
    name: String(fields['name']),
    ipAddress: String(fields['ip_address']),
    environment: said('environment'),
    region: said('region'),
  };
}
