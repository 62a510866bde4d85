import type { SandboxConfig } from '../config/sandbox-config.js';
import type { EngineServerRow } from '../database/rows.js';

/** Whether the server's process is commanded through an agent (contract 5.2, 6.2). */
export function wantsAgent(server: Pick<EngineServerRow, 'processControlMode' | 'agentEnabled'>): boolean {
  return server.processControlMode === 'agent_systemd' && server.agentEnabled;
}

/** The environment keys without which no bundle can be made for this server (contract 5.2); empty when all are set. */
export function missingForBundle(config: SandboxConfig, server: EngineServerRow): readonly string[] {
  const { worker, agent } = config;
  const needed: readonly (readonly [string, string])[] = [
    ['ENGINE_WORKER_REGISTRY', worker.registry],
    ['ENGINE_WORKER_IMAGE', worker.image],
    ['ENGINE_WORKER_ENV_PATH', worker.envPath],
    ['SANDBOX_HOST_FILES', config.hostFiles ?? ''],
    ...(wantsAgent(server)
      ? ([
          ['ENGINE_SERVER_AGENT_TOKEN', agent.token],
          ['ENGINE_SERVER_AGENT_HMAC_SECRET', agent.secret],
        ] as const)
      : []),
  ];
  return needed.flatMap(([key, value]) => (value === '' ? [key] : []));
}
