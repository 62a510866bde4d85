import { STARTS_WITHIN_MS, TestSandbox } from '../testing/test-sandbox.js';

describe('the HTTP conventions', () => {
  let sandbox: TestSandbox;
  beforeAll(async () => {
    sandbox = await TestSandbox.start();
  }, STARTS_WITHIN_MS);
  afterAll(() => sandbox.stop());

  it('is up', async () => {
    expect((await sandbox.call('GET', '/up')).status).toBe(200);
  });

  it('says what it is', async () => {
    expect((await sandbox.call('GET', '/')).text).toContain('stand-in');
  });

  it('says of unknown routes what Laravel says', async () => {
    const answer = await sandbox.call('GET', '/api/nothing');
    expect([answer.status, answer.text]).toEqual([404, '{"message":"The route api\\/nothing could not be found."}']);
  });

  it('names the methods of a route', async () => {
    const answer = await sandbox.call('POST', '/up');
    expect(answer.status).toBe(405);
    expect(answer.body).toEqual({
      message: 'The POST method is not supported for route up. Supported methods: GET, HEAD.',
    });
  });

  it('sends pages to who does not ask for JSON', async () => {
    const answer = await sandbox.call('GET', '/api/nothing', { headers: { Accept: '*/*' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  });
});
