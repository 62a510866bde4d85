import {
  between,
  email,
  exists,
  httpUrl,
  integer,
  ip,
  matches,
  max,
  min,
  nullable,
  oneOf,
  required,
  string,
  unique,
} from './rules.js';
import { isFine, validate } from './validate.js';

describe('the validator', () => {
  it.each([
    [[required], undefined, ['The worker pool field is required.']],
    [[required], null, ['The worker pool field is required.']],
    [[required, string], 7, ['The worker pool field must be a string.']],
    [[required, string, max(3)], 'four', ['The worker pool field must not be greater than 3 characters.']],
    [[string], null, ['The worker pool field must be a string.']],
    [[nullable, string], null, []],
    [[string], undefined, []],
    [[integer], '12', []],
    [[integer], '12a', ['The worker pool field must be an integer.']],
    [[integer], 1.5, ['The worker pool field must be an integer.']],
    [[integer, max(5)], '6', ['The worker pool field must not be greater than 5.']],
    [[integer, min(2)], 1, ['The worker pool field must be at least 2.']],
    [[integer, between(1, 100)], 101, ['The worker pool field must be between 1 and 100.']],
    [[oneOf(['start', 'stop'])], 'Start', ['The selected worker pool is invalid.']],
    [[email], 'probe@sample.test', []],
    [[email], 'probe', ['The worker pool field must be a valid email address.']],
    [[ip], '2001:db8::1', []],
    [[ip], 'host', ['The worker pool field must be a valid IP address.']],
    [[httpUrl], 'http://198.51.100.24:9713', []],
    [[httpUrl], 'ftp://sample.test', ['The worker pool field must be a valid URL.']],
    [[matches(/^[a-z]+$/)], 'A b', ['The worker pool field format is invalid.']],
    [[unique(() => Promise.resolve(true))], 'x', ['The worker pool has already been taken.']],
    [[exists(() => Promise.resolve(false))], 9, ['The selected worker pool is invalid.']],
  ])('checks %# as Laravel does', async (rules, value, expected) => {
    const input = value === undefined ? {} : { worker_pool: value };
    const errors = await validate(input, { worker_pool: rules });
    expect(errors).toEqual(expected.length === 0 ? {} : { worker_pool: expected });
    expect(isFine(errors)).toBe(expected.length === 0);
  });

  it('tells everything that is wrong with a field', async () => {
    const errors = await validate({ size: [1, 2] }, { size: [string, max(1)] });
    expect(errors).toEqual({
      size: ['The size field must be a string.', 'The size field must not have more than 1 items.'],
    });
  });

  it('does not ask the database about a value that is wrong anyway', async () => {
    const asked: number[] = [];
    const isThere = (id: number) => Promise.resolve(asked.push(id) > 0);
    await validate({ pool: 'x' }, { pool: [integer, exists(isThere)] });
    expect(asked).toEqual([]);
  });

  it('looks into objects', async () => {
    const rules = { 'server.ip_address': [required, ip] };
    expect(await validate({ server: { ip_address: '10.0.0.1' } }, rules)).toEqual({});
    expect(await validate({}, rules)).toEqual({ 'server.ip_address': ['The server.ip address field is required.'] });
  });
});
