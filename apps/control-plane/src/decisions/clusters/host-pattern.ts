/** Top-level domains below which countries sell third-level names: `example.co.uk` is one owner's. */
const SECOND_LEVEL = /^(?:ac|co|com|edu|gov|net|or|org)$/;
const ADDRESS = /^\[?(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]+)\]?$/;
/** Each customer of these has a host of its own, named after the customer. */
const HOST_A_CUSTOMER = ['mail.protection.outlook.com', 'olc.protection.outlook.com'];

/** No host's name is longer (RFC 1035); what is, is no host, and matching it would take very long. */
const LONGEST_NAME = 255;

/**
 * A mail host without what varies between its machines: labels with digits, also what follows one another, become one
 * `*`; the owner's domain stays. `mx1.mail.example.net` and `mx2.mail.example.net` are `*.mail.example.net`. A bare
 * address is `*`, and so is what is too long for a name; null stays null.
 */
export function hostPattern(host: string | null): string | null {
  const given = host?.trim() ?? '';
  if (given.length > LONGEST_NAME) return '*';
  const name = given.toLowerCase().replace(/\.+$/, '');
  if (name === '') return null;
  if (ADDRESS.test(name)) return '*';
  const hoster = HOST_A_CUSTOMER.find((domain) => name.endsWith(`.${domain}`));
  if (hoster !== undefined) return `*.${hoster}`;
  const labels = name.split('.');
  const owned = labels.slice(-ownedLabels(labels));
  const machine = labels.slice(0, -owned.length).map((label) => (/\d/.test(label) ? '*' : label));
  return [...machine.filter((label, place) => label !== '*' || machine[place - 1] !== '*'), ...owned].join('.');
}

function ownedLabels(labels: readonly string[]): number {
  const isCountry = labels.length > 2 && labels.at(-1)?.length === 2;
  return isCountry && SECOND_LEVEL.test(labels.at(-2) ?? '') ? 3 : 2;
}
