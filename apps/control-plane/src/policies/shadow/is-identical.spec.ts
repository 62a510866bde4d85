import { readPolicy } from '@app/smtp-policy';
import { recordedPayload } from '@app/smtp-policy/testing';
import { isIdentical } from './is-identical.js';
import { usableNames } from './shadow-wish.js';

const payload = recordedPayload('active') as Record<string, unknown>;
const active = readPolicy(payload);

it('takes payloads for the same that differ in name, order and what says nothing', () => {
  const reordered = Object.fromEntries(Object.entries(payload).reverse());
  const other = readPolicy({ ...reordered, version: 'v9', comment: 'says nothing to a worker', enabled: false });
  expect(isIdentical(active, other)).toBe(true);
});

it('does not take the candidate for the same', () => {
  expect(isIdentical(active, readPolicy(recordedPayload('candidate')))).toBe(false);
});

it('uses the names of providers that can be used', () => {
  expect(usableNames([' Gmail', 'gmail ', '', '  ', 'Nobody'])).toEqual(['gmail', 'nobody']);
});
