import { createServer, type AddressInfo, type Server } from 'node:net';
import { freePortFrom } from './free-port.js';

describe('the next free port', () => {
  const servers: Server[] = [];
  const take = (host: string) =>
    new Promise<number>((taken) => {
      const server = createServer().listen(0, host, () => taken((server.address() as AddressInfo).port));
      servers.push(server);
    });
  afterEach(() => servers.splice(0).forEach((server) => server.close()));

  it.each(['127.0.0.1', '0.0.0.0'])('is not one that somebody has on %s', async (host) => {
    const taken = await take(host);
    expect(await freePortFrom(taken)).toBeGreaterThan(taken);
  });

  it('is the wanted one when nobody has it', async () => {
    const free = await freePortFrom(0);
    expect(await freePortFrom(free)).toBe(free);
  });
});
