import type { BundleRow, CommandRow, EnginePoolRow, EngineServerRow, VerifierDomainRow } from '../database/rows.js';

/** An instant of 2 March 2026, UTC. */
export const at = (time: string): number => Date.parse(`2026-03-02T${time}Z`);

/** Rows of the contract's examples (section 9); what differs is given. */
export function serverRow(more: Partial<EngineServerRow> = {}): EngineServerRow {
  return {
    id: 17,
    name: 'probe-ams-2',
    ipAddress: '198.51.100.24',
    heloName: 'mx-out.sample.test',
    mailFromAddress: 'probe@sample.test',
    identityDomain: null,
    verifierDomainId: 3,
    workerPoolId: 2,
    environment: 'prod',
    region: 'eu-west',
    lastHeartbeatAt: at('08:14:05'),
    isActive: true,
    drainMode: false,
    maxConcurrency: 4,
    notes: null,
    processControlMode: 'agent_systemd',
    agentEnabled: true,
    agentBaseUrl: 'http://198.51.100.24:9713',
    agentTimeoutSeconds: 8,
    agentVerifyTls: true,
    agentServiceName: 'vev-worker.service',
    lastAgentStatus: { service_state: 'active' },
    lastAgentSeenAt: at('07:58:11'),
    lastAgentError: null,
    createdAt: at('07:00:00'),
    updatedAt: at('08:14:05'),
    ...more,
  };
}

export function poolRow(more: Partial<EnginePoolRow> = {}): EnginePoolRow {
  return {
    id: 2,
    slug: 'gmail-slow',
    name: 'Gmail slow',
    description: null,
    isActive: true,
    isDefault: false,
    providerProfiles: { generic: 'standard', gmail: 'low_hit', microsoft: 'standard', yahoo: 'warmup' },
    createdAt: Date.parse('2026-02-27T10:00:00Z'),
    updatedAt: Date.parse('2026-03-01T12:30:00Z'),
    ...more,
  };
}

export function domainRow(more: Partial<VerifierDomainRow> = {}): VerifierDomainRow {
  const written = { createdAt: at('00:00:00'), updatedAt: at('00:00:00') };
  return { id: 3, domain: 'sample.test', isActive: true, notes: null, ...written, ...more };
}

export function bundleRow(more: Partial<BundleRow> = {}): BundleRow {
  const bundleUuid = '2f1c6f0e-5b1a-4d0b-9a0b-3c9a5d9f7e11';
  return {
    id: 1,
    engineServerId: 17,
    bundleUuid,
    envKey: `provisioning/${bundleUuid}/worker.env`,
    scriptKey: `provisioning/${bundleUuid}/install.sh`,
    tokenId: 9,
    createdBy: 'alex',
    expiresAt: at('08:40:00'),
    createdAt: at('07:40:00'),
    updatedAt: at('07:40:00'),
    ...more,
  };
}

export function commandRow(more: Partial<CommandRow> = {}): CommandRow {
  return {
    id: '0195562e-93c1-7c0e-8a55-0f7e2b6d9c10',
    engineServerId: 17,
    action: 'status',
    status: 'failed',
    requestedByUserId: null,
    source: 'alex',
    requestId: 'req-90',
    idempotencyKey: 'k-90',
    agentCommandId: 'b0a7e9c4-0a35-4a2b-8f0e-7a5a5d7e2f60',
    reason: null,
    agentResponse: { service_state: 'inactive' },
    errorMessage: 'inactive',
    startedAt: at('08:20:00'),
    finishedAt: at('08:20:01'),
    createdAt: at('08:20:00'),
    updatedAt: at('08:20:01'),
    ...more,
  };
}
