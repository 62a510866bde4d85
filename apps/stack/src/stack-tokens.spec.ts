import { stackTokens } from './stack-tokens.js';

const data = { token: () => 'kept operator', secret: (name: string) => `kept ${name}` };

describe('the tokens of a stack', () => {
  it('are different for operators and for workers, whose token lies on hosts', () => {
    expect(stackTokens(null, [], data)).toEqual({ operator: 'kept operator', worker: 'kept worker-token' });
    expect(stackTokens('mine', [{}], data)).toEqual({ operator: 'mine', worker: 'kept worker-token' });
  });

  it("take the worker's from the environment, of several from the first that has one", () => {
    const environments = [{}, { CONTROL_PLANE_WORKER_TOKEN: '' }, { CONTROL_PLANE_WORKER_TOKEN: 'theirs' }];
    expect(stackTokens(null, environments, data).worker).toBe('theirs');
  });
});
