import { server } from '../../../testing/registry-builder';
import { checkDraft, draftOf, isChanged, isNoAddress, newDraft, type ServerDraft } from './draft';

const filled = (over: Partial<ServerDraft> = {}): ServerDraft => ({
  ...newDraft({ workerId: 'w-9', host: 'h-9', ip: '10.0.0.9' }, 1),
  ...over,
});
const errorsOf = (over: Partial<ServerDraft>) => {
  const checked = checkDraft(filled(over));
  return checked.kind === 'wrong' ? Object.keys(checked.errors) : [];
};

describe('checkDraft', () => {
  it('sends every field, and null for what is blank', () => {
    expect(checkDraft(filled({ name: ' h-9 ', notes: '  ' }))).toEqual({
      kind: 'ok',
      body: {
        name: 'h-9',
        ip_address: '10.0.0.9',
        environment: null,
        region: null,
        is_active: true,
        drain_mode: false,
        max_concurrency: null,
        helo_name: 'h-9',
        mail_from_address: null,
        verifier_domain_id: null,
        worker_pool_id: 1,
        notes: null,
        process_control_mode: 'agent_systemd',
        agent_enabled: true,
        agent_base_url: null,
        agent_timeout_seconds: 8,
        agent_verify_tls: true,
        agent_service_name: 'vev-worker.service',
      },
    });
  });

  it.each<[Partial<ServerDraft>, readonly string[]]>([
    [{ name: ' ', ip_address: '', worker_pool_id: '' }, ['name', 'ip_address', 'worker_pool_id']],
    [{ max_concurrency: '0' }, ['max_concurrency']],
    [{ max_concurrency: '1e2' }, []],
    [{ agent_timeout_seconds: '31' }, ['agent_timeout_seconds']],
    [{ agent_timeout_seconds: '' }, []],
    [{ agent_base_url: 'ftp://x' }, ['agent_base_url']],
    [{ agent_base_url: 'https://x:9713' }, []],
    [{ mail_from_address: 'nobody' }, ['mail_from_address']],
    [{ process_control_mode: 'control_plane_only', agent_base_url: 'nonsense', agent_timeout_seconds: '99' }, []],
    [{ name: 'n'.repeat(256) }, ['name']],
  ])('finds what is wrong with %j', (over, fields) => expect(errorsOf(over)).toEqual(fields));

  it('has no agent where nothing controls the process', () => {
    const checked = checkDraft(filled({ process_control_mode: 'control_plane_only', agent_timeout_seconds: 'x' }));
    expect(checked).toMatchObject({ kind: 'ok', body: { agent_enabled: false, agent_timeout_seconds: null } });
  });
});

it('gives back what a record says, unchanged', () => {
  const draft = draftOf(server());
  expect(isChanged(draft, draftOf(server()))).toBe(false);
  expect(isChanged({ ...draft, notes: 'x' }, draft)).toBe(true);
  expect(checkDraft(draft)).toMatchObject({ kind: 'ok', body: { name: 'probe-7', worker_pool_id: 1 } });
});

describe('isNoAddress', () => {
  it.each(['', ' 10.0.0.9 ', '2001:db8::9', '::ffff:10.0.0.9'])('has nothing to say of "%s"', (text) => {
    expect(isNoAddress(text)).toBe(false);
  });

  it.each(['10.0.0.300', '10.0.0', '10.0.0.9.1', 'engine-9.example.test', '2001:db8::zz'])('remarks on %s', (text) => {
    expect(isNoAddress(text)).toBe(true);
  });
});
