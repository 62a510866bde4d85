import { engineSettings } from '../database/schema/index.js';
import { STARTS_WITHIN_MS, TestSandbox } from '../testing/test-sandbox.js';

const ROUTE = '/api/internal/provisioning-credentials';

describe('provisioning credentials', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await TestSandbox.start();
  }, STARTS_WITHIN_MS);
  afterAll(() => sandbox.stop());

  const update = (body: object) => sandbox.internal('PUT', ROUTE, { body });
  const reveal = async () => (await sandbox.internal('POST', `${ROUTE}/reveal`)).body.data?.ghcr_token;

  it('are empty at first', async () => {
    const shown = await sandbox.internal('GET', ROUTE);
    expect(shown.body.data).toMatchObject({ ghcr_username: '', ghcr_token_configured: false, ghcr_token_masked: '' });
    const answer = await sandbox.internal('POST', `${ROUTE}/reveal`);
    expect([answer.status, answer.body.error_code]).toEqual([404, 'ghcr_token_missing']);
  });

  it('are stored encrypted, shown masked, and revealed', async () => {
    const answer = await update({ ghcr_username: 'ci-bot', ghcr_token: ' tok_abc ' });
    expect(answer.body.data).toMatchObject({
      ghcr_username: 'ci-bot',
      ghcr_token_configured: true,
      ghcr_token_masked: '******',
    });
    expect(await reveal()).toBe('tok_abc');
    const [row] = await sandbox.database.select().from(engineSettings);
    expect(row?.provisioningGhcrToken).not.toContain('tok_abc');
  });

  it.each(['', null, undefined, '******', '************'])('keep their token when it comes as %j', async (token) => {
    await update({ ghcr_username: 'ci-bot', ghcr_token: 'kept' });
    await update({ ghcr_username: 'other', ...(token !== undefined && { ghcr_token: token }) });
    expect(await reveal()).toBe('kept');
  });

  it('take five stars for a token', async () => {
    await update({ ghcr_username: 'ci-bot', ghcr_token: '*****' });
    expect(await reveal()).toBe('*****');
  });

  it('are cleared even when a token comes along', async () => {
    const answer = await update({ ghcr_username: 'ci-bot', ghcr_token: 'new', clear_ghcr_token: 'on' });
    expect(answer.body.data.ghcr_token_configured).toBe(false);
  });

  it('need a user', async () => {
    const answer = await update({ ghcr_token: 'x'.repeat(4_097) });
    expect([answer.status, answer.body.message]).toEqual([422, 'The ghcr username field is required.']);
    expect(Object.keys(answer.body.errors)).toEqual(['ghcr_username', 'ghcr_token']);
  });
});
