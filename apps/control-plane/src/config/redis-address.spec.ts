import { parseRedisAddress } from './redis-address.js';

const none = { username: null, password: null, database: null };

describe('parseRedisAddress', () => {
  it.each([
    ['127.0.0.1:6379', { host: '127.0.0.1', port: 6379, tls: false, ...none }],
    [' redis:6380 ', { host: 'redis', port: 6380, tls: false, ...none }],
    ['[::1]:6379', { host: '::1', port: 6379, tls: false, ...none }],
    ['redis://redis', { host: 'redis', port: 6379, tls: false, ...none }],
    ['rediss://redis:6390', { host: 'redis', port: 6390, tls: true, ...none }],
    [
      'redis://:p%40ss@redis/2',
      { host: 'redis', port: 6379, tls: false, username: null, password: 'p@ss', database: 2 },
    ],
    ['rediss://ann:x@redis:1/0', { host: 'redis', port: 1, tls: true, username: 'ann', password: 'x', database: 0 }],
  ])('reads %s', (text, value) => expect(parseRedisAddress(text)).toEqual({ value }));

  it.each([
    'redis',
    ':6379',
    'redis:',
    'redis:port',
    'redis:70000',
    'user:x@redis:6379',
    'redis://',
    'http://redis:6379',
    'redis://redis/two',
  ])('refuses %s', (text) => expect(parseRedisAddress(text)).toEqual({ rule: expect.stringContaining('host:port') }));
});
