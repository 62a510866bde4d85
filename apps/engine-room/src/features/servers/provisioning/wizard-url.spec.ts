import { wizardPlaceOf } from './wizard-url';

const placeOf = (query: string) => wizardPlaceOf(new URLSearchParams(query));

describe('wizardPlaceOf', () => {
  it.each([
    ['', 'server', null, 'create'],
    ['mode=existing', 'server', null, 'existing'],
    ['server_id=7', 'bundle', 7, 'existing'],
    ['server_id=7&step=install', 'install', 7, 'existing'],
    ['server_id=7&step=server', 'server', 7, 'existing'],
    ['server_id=7&step=nonsense', 'bundle', 7, 'existing'],
    ['edit_server_id=7', 'bundle', 7, 'existing'],
    ['bundle_server_id=7&verification=checked', 'verify', 7, 'existing'],
    ['server_id=7x&step=verify', 'server', null, 'create'],
    ['mode=anything', 'server', null, 'create'],
  ])('reads %j', (query, step, serverId, mode) => {
    expect(placeOf(query)).toEqual({ step, serverId, mode, hint: null });
  });

  it('reads what a worker says of itself', () => {
    expect(placeOf('worker_id=w&worker_host=h&worker_ip=10.0.0.1').hint).toEqual({
      workerId: 'w',
      host: 'h',
      ip: '10.0.0.1',
    });
  });
});
