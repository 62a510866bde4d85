import type { LaravelClient } from '@app/laravel-client';
import { CALLER, ContractSandbox, START_WITHIN_MS, refusal } from './testing/contract-sandbox.js';

describe('2 rows 9 to 11, and 2.4: provisioning credentials', () => {
  let sandbox: ContractSandbox;
  let client: LaravelClient;
  beforeAll(async () => {
    sandbox = await ContractSandbox.start();
    client = sandbox.client;
  }, START_WITHIN_MS);
  afterAll(() => sandbox.stop(), START_WITHIN_MS);

  it('are empty at first, and cannot be revealed', async () => {
    expect(await client.credentials(CALLER)).toMatchObject({
      ghcr_username: '',
      ghcr_token_configured: false,
      ghcr_token_masked: '',
    });
    expect(await refusal(client.revealRegistryToken(CALLER))).toMatchObject({
      status: 404,
      code: 'ghcr_token_missing',
    });
  });

  it('are told masked, revealed in clear, and the revealing is noted', async () => {
    expect(await client.updateCredentials({ ghcr_username: 'ci-bot', ghcr_token: 'tok_abc' }, CALLER)).toMatchObject({
      ghcr_username: 'ci-bot',
      ghcr_token_configured: true,
      ghcr_token_masked: '******',
    });
    expect(await client.revealRegistryToken(CALLER)).toBe('tok_abc');
    expect(await sandbox.audit()).toMatchObject([
      { action: 'engine_provisioning_credentials_revealed', metadata: { triggered_by: 'alex' } },
      { action: 'engine_provisioning_credentials_updated' },
    ]);
  });

  it.each([
    ['absent', undefined],
    ['blank', '  '],
    ['the mask', '******'],
    ['a longer mask', '**********'],
  ])('keep the token when it is %s', async (_, token) => {
    await client.updateCredentials({ ghcr_username: 'ci-bot', ghcr_token: 'tok_kept' }, CALLER);
    await client.updateCredentials(
      { ghcr_username: 'other', ...(token !== undefined && { ghcr_token: token }) },
      CALLER,
    );
    expect(await client.revealRegistryToken(CALLER)).toBe('tok_kept');
  });

  it('take five stars for a token', async () => {
    await client.updateCredentials({ ghcr_username: 'ci-bot', ghcr_token: '*****' }, CALLER);
    expect(await client.revealRegistryToken(CALLER)).toBe('*****');
  });

  it('are cleared even when a new token comes along', async () => {
    const input = { ghcr_username: 'ci-bot', ghcr_token: 'tok_new', clear_ghcr_token: true };
    expect(await client.updateCredentials(input, CALLER)).toMatchObject({
      ghcr_token_configured: false,
      ghcr_token_masked: '',
    });
    expect(await refusal(client.revealRegistryToken(CALLER))).toMatchObject({ code: 'ghcr_token_missing' });
  });

  it.each([
    ['ghcr_username', { ghcr_username: ' ' }],
    ['ghcr_username', { ghcr_username: 'x'.repeat(256) }],
    ['ghcr_token', { ghcr_username: 'ci', ghcr_token: 'x'.repeat(4_097) }],
  ])('are refused when %s is wrong (%#)', async (field, input) => {
    const error = await refusal(client.updateCredentials(input, CALLER));
    expect(error).toMatchObject({ status: 422, code: 'validation_failed', fields: [{ field }] });
  });
});
