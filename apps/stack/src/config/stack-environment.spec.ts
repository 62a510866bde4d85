import { readStackEnvironment } from './stack-environment.js';

describe('the environment of the stack', () => {
  it('asks for nothing', () => {
    expect(readStackEnvironment({})).toEqual({
      port: 9_091,
      redisAddress: null,
      workers: 12,
      scenario: 'demo',
      heartbeatSeconds: 5,
      dataDirectory: '.data',
      hosts: process.platform === 'linux' ? 2 : 0,
      laravel: 'sandbox',
      token: null,
    });
  });

  it('takes what is given, and blanks as not given', () => {
    const read = readStackEnvironment({
      PORT: '8080',
      REDIS_ADDR: ' ',
      FLEET_WORKERS: '0',
      CONTROL_PLANE_TOKEN: 'x y',
    });
    expect(read).toMatchObject({ port: 8_080, redisAddress: null, workers: 0, token: 'x y' });
  });

  it('starts no stand-in where there is a Laravel', () => {
    expect(readStackEnvironment({ LARAVEL_API_BASE_URL: 'https://app.sample.test' }).laravel).toBe('configured');
  });

  it('names everything that is wrong at once', () => {
    const read = () => readStackEnvironment({ PORT: '0', FLEET_WORKERS: 'many' });
    expect(read).toThrow(/PORT is "0"[\s\S]*FLEET_WORKERS is "many"/);
  });
});
