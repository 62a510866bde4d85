import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { COMMAND_PATH, signCommand } from '@app/agent-protocol';
import type { LogLevel } from '../log.js';
import { commandServer } from './command-server.js';
import { NonceBook } from './nonce-book.js';
import type { CommandOutcome, ServiceDriver } from './service-driver.js';

const ENDED: CommandOutcome = { kind: 'ended', exitCode: 0, output: 'active', serviceState: 'active' };
const rules = { token: 'token', secret: 'secret', signatureTtlSeconds: 60, allowedService: 'vev-worker.service' };

describe('the server of commands', () => {
  const said: { readonly level: LogLevel; readonly msg: string }[] = [];
  let server: Server;
  let port: number;
  let execute: () => Promise<CommandOutcome>;
  let sockets: Socket[];

  beforeEach(async () => {
    execute = () => Promise.resolve(ENDED);
    sockets = [];
    said.length = 0;
    const driver: ServiceDriver = { execute: () => execute() };
    const log = (level: LogLevel, msg: string) => void said.push({ level, msg });
    server = commandServer({ rules, driver, nonces: new NonceBook(null), log, now: Date.now });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  async function stranger(text: string): Promise<Socket> {
    const socket = connect(port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(text);
    return socket;
  }

  async function command(nonce: string): Promise<number> {
    const body = '{"action":"status"}';
    const headers = { ...signCommand({ ...rules, body, now: Date.now(), nonce }), Connection: 'close' };
    return (await fetch(`http://127.0.0.1:${port}${COMMAND_PATH}`, { method: 'POST', headers, body })).status;
  }

  it('answers who has a command, however many others hold connections and say nothing', async () => {
    for (let count = 0; count < 200; count += 1) await stranger(`POST ${COMMAND_PATH} HTTP/1.1\r\nHost: a\r\n`);
    expect(await command('n1')).toBe(200);
  });

  it('closes the connection of no command that runs', async () => {
    let end: (outcome: CommandOutcome) => void = () => undefined;
    const begun = new Promise<void>((tell) => {
      execute = () => {
        tell();
        return new Promise((answer) => (end = answer));
      };
    });
    const answer = command('n1');
    await begun;
    for (let count = 0; count < 20; count += 1) await stranger('POST');
    end(ENDED);
    expect(await answer).toBe(200);
  });

  it('does not take a caller who hangs up for an error of its own', async () => {
    const socket = await stranger(`POST ${COMMAND_PATH} HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n`);
    await wait(20);
    socket.destroy();
    while (said.length === 0) await wait(5);
    expect(said).toEqual([{ level: 'warn', msg: 'caller left before its request ended' }]);
  });
});
