import { createValidationPipe } from '../common/validation.pipe.js';
import { ServerBody } from './servers.dto.js';

const SERVER = { name: 'probe-1', ip_address: '198.51.100.30' };
const checked = (fields: object) =>
  createValidationPipe().transform({ ...SERVER, ...fields }, { type: 'body', metatype: ServerBody });

describe("a server's record", () => {
  it.each([
    {},
    { ip_address: '2001:db8::1' },
    { ip_address: 'probe-1.sample.test' },
    { mail_from_address: 'probe@localhost' },
    { agent_base_url: 'http://10.0.0.9:9713' },
    { agent_base_url: 'https://agents.sample.test/probe-1' },
  ])('may have %j', async (fields) => {
    expect(await checked(fields)).toMatchObject(fields);
  });

  it.each([
    // a line of its own in the environment of the worker
    { mail_from_address: '"a\nENGINE_API_BASE_URL=http://elsewhere.test\nX="@sample.test' },
    { name: 'probe-1\nWORKER_ID=2' },
    { region: 'eu\u2028x' },
    // what would follow it is swallowed, or it is somebody else
    { agent_base_url: 'http://10.0.0.9:9713/else?where=' },
    { agent_base_url: 'http://10.0.0.9:9713/#' },
    { agent_base_url: 'http://user:secret@10.0.0.9:9713' },
    { agent_base_url: 'file:///etc/passwd' },
    { ip_address: '169.254.169.254/latest/?' },
    { ip_address: 'user@10.0.0.9' },
    { ip_address: '10.0.0.9#' },
    { agent_service_name: 'a.service\nExecStart=/bin/sh' },
    { agent_service_name: '../sshd.service' },
  ])('may not have %j', async (fields) => {
    await expect(checked(fields)).rejects.toMatchObject({
      code: 'invalid_request',
      fields: [{ field: Object.keys(fields)[0] }],
    });
  });
});
