import type { LaravelCommand, RuntimeMatch, ServerProcess, VerificationCheck } from '@app/contracts';
import type { ClaimProbe } from '@app/laravel-client';
import { readableTime } from '../../common/wire-time.js';

type Finding = Pick<VerificationCheck, 'result' | 'evidence' | 'advice'>;

/** What asking the agent for its status came to. */
export type AgentContact =
  | { readonly kind: 'no_agent' }
  | { readonly kind: 'answered'; readonly command: LaravelCommand }
  /** Laravel could not be asked, or did not answer. */
  | { readonly kind: 'not_asked'; readonly because: string };

const CHECK_HOST = 'On the host: systemctl status vev-worker-agent. From Laravel to the host: is the agent port open?';

/**
 * Whether the agent answers now; an old contact proves nothing. The agent answered when it named the command, also
 * when it said that the service is stopped.
 */
export function agentReachable(contact: AgentContact): Finding {
  switch (contact.kind) {
    case 'no_agent':
      return {
        result: 'not_applicable',
        evidence: 'The server is set up without an agent.',
        advice: 'To control its process from here, choose process control by agent and make a new bundle.',
      };
    case 'not_asked':
      return { result: 'pending', evidence: contact.because, advice: 'Verify again when Laravel answers.' };
    case 'answered': {
      const { command } = contact;
      if (command.status === 'success' || command.agent_command_id !== null) {
        return { result: 'pass', evidence: 'The agent answered a status check.', advice: null };
      }
      if (command.status === 'pending') {
        return { result: 'pending', evidence: 'The agent has not answered yet.', advice: CHECK_HOST };
      }
      const said = command.error_message ?? 'no reason given';
      return { result: 'fail', evidence: `The agent could not be asked: ${said}`, advice: adviceFor(said) };
    }
  }
}

function adviceFor(said: string): string {
  if (/unauthorized|signature_mismatch/.test(said))
    return 'Token or secret of agent and Laravel differ: make a new bundle and run its command on the host.';
  if (/signature_expired|invalid_timestamp/.test(said)) return 'The clocks differ: synchronise the time of the host.';
  if (/service_not_allowed/.test(said))
    return "The agent serves another unit: make the record's service name that of the host.";
  return CHECK_HOST;
}

/** Whether the worker's process runs, as its agent or the registry says. */
export function processState({ state, basis }: ServerProcess): Finding {
  const says = basis === 'agent' ? 'The agent says' : 'No agent said so; the registry suggests';
  switch (state) {
    case 'running':
      return { result: 'pass', evidence: `${says}: running.`, advice: null };
    case 'starting':
      return { result: 'pending', evidence: `${says}: starting.`, advice: 'Verify again in a few seconds.' };
    case 'unknown':
      return {
        result: 'pending',
        evidence: 'Nobody has said what the process does.',
        advice: 'Run the install command on the host, or check the status once the agent answers.',
      };
    case 'stopped':
    case 'stopping':
      return {
        result: 'fail',
        evidence: `${says}: ${state}.`,
        advice: basis === 'agent' ? 'Start it on the server page.' : 'Run the install command on the host.',
      };
  }
}

/** Whether the worker reports to this control plane, and is recognised. */
export function runtimeHeartbeat(runtime: RuntimeMatch, process: ServerProcess): Finding {
  switch (runtime.state) {
    case 'matched': {
      const heard = runtime.last_heartbeat_at === null ? 'never' : readableTime(Date.parse(runtime.last_heartbeat_at));
      if (runtime.presence === 'silent') {
        return {
          result: 'fail',
          evidence: `Worker ${runtime.worker_id ?? ''} is known and silent; heard last: ${heard}.`,
          advice: 'Check that it runs, and that the host reaches the control plane.',
        };
      }
      const evidence = `Worker ${runtime.worker_id ?? ''} reports, last at ${heard}: ${runtime.explanation}.`;
      return { result: 'pass', evidence, advice: null };
    }
    case 'ambiguous':
      return {
        result: 'fail',
        evidence: `Not clear which worker is the one: ${runtime.explanation} (${runtime.candidates.join(', ')}).`,
        advice: 'Give every server its own address and name, and every worker its own id.',
      };
    case 'unmatched':
      return process.state === 'running'
        ? {
            result: 'pending',
            evidence: 'The process runs; no worker has reported yet.',
            advice: 'The first heartbeat comes within half a minute; this check then runs by itself.',
          }
        : {
            result: 'fail',
            evidence: 'No worker reports under its id, address or host name.',
            advice: 'Check CONTROL_PLANE_BASE_URL and CONTROL_PLANE_TOKEN in the worker’s environment.',
          };
  }
}

/** Whether the bundle's token may claim work (contract, section 9.5). The probe can claim nothing. */
export function claimNext({ result, detail }: ClaimProbe): Finding {
  const advice = {
    pass: null,
    pending: 'Laravel could not judge now: verify again in a minute.',
    fail: 'Make a new bundle and run its command on the host; the token of this one is not accepted.',
  }[result];
  return { result, evidence: detail, advice };
}

/** The whole: a failed check fails it, a pending one leaves it open. */
export function overall(checks: readonly VerificationCheck[]): 'pass' | 'pending' | 'fail' {
  if (checks.some(({ result }) => result === 'fail')) return 'fail';
  return checks.some(({ result }) => result === 'pending') ? 'pending' : 'pass';
}
