import { environmentFile, literalEntries } from '@app/agent-protocol';
import type { InstallFacts } from './install-facts.js';
import { curlQuote, shellQuote } from './shell-quote.js';
import { agentUnit, controlScript, workerUnit } from './systemd-units.js';
import { hostScript } from './host-script.js';

/** With the suffix or, as systemd allows, without it. */
const UNIT = /^[A-Za-z0-9](?:[A-Za-z0-9:_@-]*|[A-Za-z0-9:_.@-]*\.service)$/;
const PATH = /^(?:\/[A-Za-z0-9._-]+)+$/;
const SHA256 = /^[0-9a-f]{64}$/;
/** Printable and without a quote or a backslash: it stands in files for curl. */
const ADDRESS = /^https?:\/\/[!#-[\]-~]+$/;

/** The function of the script that knows everything about this one server. Values stand in single quotes alone. */
export function bakedFacts(facts: InstallFacts): string {
  const lines = Object.entries(values(checked(facts))).map(([name, value]) => `  ${name}=${shellQuote(value)}`);
  return ['facts() {', ...lines, '}', ''].join('\n');
}

function values(facts: InstallFacts): Readonly<Record<string, string>> {
  const entries = literalEntries(facts.workerEnv);
  const worker = Object.fromEntries(entries);
  const { agent, units, downloads } = facts;
  const serverIp = worker['ENGINE_SERVER_IP'] ?? '';
  const server = {
    name: worker['ENGINE_SERVER_NAME'] ?? '',
    ip_address: serverIp,
    environment: worker['ENGINE_SERVER_ENV'] ?? null,
    region: worker['ENGINE_SERVER_REGION'] ?? null,
  };
  return {
    IMAGE: facts.image.startsWith(`${facts.registry}/`) ? facts.image : `${facts.registry}/${facts.image}`,
    ENV_PATH: facts.envPath,
    WORKER_ENV: environmentFile(entries),
    SERVER_IP: serverIp,
    API_BASE_URL: addressed(worker['ENGINE_API_BASE_URL'] ?? '', 'ENGINE_API_BASE_URL'),
    // What the file for curl must say so that the token is in no list of processes.
    API_AUTHORIZATION: `header = ${curlQuote(`Authorization: Bearer ${worker['ENGINE_API_TOKEN'] ?? ''}`)}`,
    HEARTBEAT_BODY: JSON.stringify({ server }),
    CLAIM_BODY: JSON.stringify({ worker_id: worker['WORKER_ID'] ?? '' }),
    HAS_AGENT: agent ? 'yes' : '',
    AGENT_ENV: agentEnvironment(facts),
    WORKER_UNIT_NAME: fileName(units.worker),
    AGENT_UNIT_NAME: fileName(units.agent),
    WORKER_UNIT: workerUnit(facts),
    AGENT_UNIT: agent ? agentUnit(agent.port) : '',
    CONTROL_SCRIPT: controlScript(fileName(units.worker)),
    HOST_SCRIPT: hostScript(),
    AGENT_URL: addressed(downloads.agent.url, 'the agent’s link'),
    AGENT_SHA256: downloads.agent.sha256,
    WORKER_URL: addressed(downloads.worker.url, 'the worker’s link'),
    WORKER_SHA256: downloads.worker.sha256,
    STAGES_URL: facts.stagesUrl === null ? '' : addressed(facts.stagesUrl, 'the link for reports'),
  };
}

/** What both kinds of host need; where things lie is added on the host. Without an agent: no listener, no secrets. */
function agentEnvironment({ agent, units }: InstallFacts): string {
  if (!agent) return environmentFile([['AGENT_PORT', '0']]);
  return environmentFile([
    ['AGENT_TOKEN', agent.token],
    ['AGENT_HMAC_SECRET', agent.secret],
    ['AGENT_SIGNATURE_TTL', String(agent.signatureTtlSeconds)],
    ['AGENT_PORT', String(agent.port)],
    ['AGENT_ALLOWED_SERVICE', units.worker],
  ]);
}

function checked(facts: InstallFacts): InstallFacts {
  const { envPath, units, downloads, agent } = facts;
  const must = (isRight: boolean, what: string) => {
    if (!isRight) throw new RangeError(`The installer cannot be written: ${what}`);
  };
  must(PATH.test(envPath) && !envPath.includes('/..'), 'the path of the environment file is not a plain absolute one');
  must(UNIT.test(units.worker) && UNIT.test(units.agent), 'a unit has no name of a service');
  must(fileName(units.worker) !== fileName(units.agent), 'worker and agent have the same unit');
  must(SHA256.test(downloads.agent.sha256) && SHA256.test(downloads.worker.sha256), 'a checksum is no SHA-256');
  must(!agent || (agent.token !== '' && agent.secret !== ''), 'the agent has no token or no secret');
  must(!agent || (Number.isInteger(agent.port) && agent.port > 0 && agent.port < 65_536), 'the agent has no port');
  return facts;
}

function fileName(unit: string): string {
  return unit.endsWith('.service') ? unit : `${unit}.service`;
}

function addressed(address: string, what: string): string {
  if (!ADDRESS.test(address)) throw new RangeError(`The installer cannot be written: ${what} is no plain address`);
  return address.replace(/\/+$/, '');
}
