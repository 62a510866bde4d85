import {
  type Arrived,
  BUNDLE,
  COMMAND,
  CREDENTIALS,
  OddLaravel,
  POOL,
  SERVER,
  json,
  text,
} from '@app/laravel-client/testing';

/** What the double has; a test changes it as it needs. */
export interface LaravelRecords {
  servers: object[];
  pools: object[];
  /** Policy payloads by version, as JSON text. */
  readonly policies: Map<string, string>;
}

export interface LaravelDouble {
  readonly odd: OddLaravel;
  readonly records: LaravelRecords;
  /** Requests of one kind, in the order they came. */
  requests(method: string, end: string): readonly Arrived[];
}

/** A server that answers with the contract's examples. It decides nothing: rules are tested with the sandbox. */
export async function startLaravelDouble(): Promise<LaravelDouble> {
  const records: LaravelRecords = { servers: [SERVER], pools: [POOL], policies: new Map() };
  const odd = await OddLaravel.start((arrived, response) => {
    const version = /\/policy-versions\/(?<version>[^/]+)\/payload$/.exec(arrived.path)?.groups?.['version'];
    const payload = version === undefined ? undefined : records.policies.get(decodeURIComponent(version));
    if (version !== undefined && payload !== undefined) return policyAnswer(version, payload)(arrived, response);
    const answer = answerTo(arrived, records);
    return json(answer === undefined ? 404 : 200, answer === undefined ? { message: 'none' } : { data: answer })(
      arrived,
      response,
    );
  });
  const requests = (method: string, end: string) =>
    odd.arrived.filter((one) => one.method === method && one.path.endsWith(end));
  return { odd, records, requests };
}

/** As Laravel hands a version out, its payload spelled as the test has it (contract, section 7.3). */
function policyAnswer(version: string, payload: string): ReturnType<typeof text> {
  const outer = { version: decodeURIComponent(version), is_active: false, status: 'draft', validation_status: 'valid' };
  const more = { ...outer, schema_version: 'v4', mode_semantics_hash: null };
  const body = `{"data":${JSON.stringify(more).slice(0, -1)},"policy_payload":${payload}}}`;
  return text(200, body, { 'Content-Type': 'application/json' });
}

function answerTo({ method, path, body }: Arrived, { servers, pools }: LaravelRecords): unknown {
  if (path.endsWith('/engine-servers')) {
    return method === 'GET'
      ? { servers, verifier_domains: [{ id: 3, domain: 'sample.test' }] }
      : { ...SERVER, name: (JSON.parse(body) as { name: string }).name, id: 99 };
  }
  if (path.endsWith('/commands')) return { ...COMMAND, ...(JSON.parse(body) as object), status: 'success' };
  if (path.endsWith('/provisioning-bundles') || path.endsWith('/latest')) return BUNDLE;
  if (path.endsWith('/provisioning-credentials')) return CREDENTIALS;
  if (path.endsWith('/engine-pools') && method === 'GET') return pools;
  if (path.includes('/engine-pools')) return { ...POOL, ...(JSON.parse(body || '{}') as object) };
  return undefined;
}
