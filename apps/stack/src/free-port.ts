import { createServer, type AddressInfo } from 'node:net';
import { ForPeople } from './for-people.js';

const PORTS_TRIED = 100;

/**
 * `wanted`, or the next port above it that nobody listens on. 0 stands for any free one.
 * @throws ForPeople if a hundred in a row are taken
 */
export async function freePortFrom(wanted: number): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + PORTS_TRIED, 65_536); port += 1) {
    // a program may hold the port on the loopback interface alone, or on all interfaces
    const found = (await listened(port, '127.0.0.1')) ?? null;
    if (found !== null && (await listened(found, undefined)) !== null) return found;
  }
  throw new ForPeople(`No free port from ${wanted} on. Set PORT to one that is.`);
}

/** The port one could listen on; null if it is taken. */
function listened(port: number, host: string | undefined): Promise<number | null> {
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', () => answer(null));
    server.listen({ port, host, exclusive: true }, () => {
      const { port: taken } = server.address() as AddressInfo; // a listening TCP server has this kind of address
      server.close(() => answer(taken));
    });
  });
}
