import { BUILT_IN } from './built-in.js';
import { parseScenario, ScenarioError } from './parse-scenario.js';

const workers = new Set(['101', '102']);

describe('a scenario', () => {
  it('is taken as written when it can be played', () => {
    const steps = [
      { at_seconds: 60, what: 'provider_rate', provider: 'microsoft', tempfail: 0.6, over_seconds: 60 },
      { at_seconds: 90, what: 'silence', workers: ['101'], for_seconds: 30 },
      { at_seconds: 120, what: 'restart', worker: '102' },
    ];
    expect(parseScenario(steps, workers)).toEqual(steps);
  });

  it('names every fault and its place', () => {
    const steps = [
      { at_seconds: -1, what: 'provider_rate', provider: 'aol', tempfail: 60 },
      { at_seconds: 5, what: 'provider_rate', provider: 'gmail' },
      { what: 'silence', workers: ['999'], for_seconds: 1, why: 'fun' },
      { what: 'constructor' },
      null,
    ];
    let message = '';
    try {
      parseScenario(steps, workers);
    } catch (error) {
      expect(error).toBeInstanceOf(ScenarioError);
      message = String(error);
    }
    for (const fault of [
      'step 0.at_seconds must be',
      'step 0.provider must be one of generic, gmail, microsoft, yahoo',
      'step 0.tempfail must be a number from 0 to 1',
      'step 1 must name at least one of tempfail, reject, unknown',
      'step 2.at_seconds is missing',
      'step 2.workers must be the id of a worker; 999 is none',
      'step 2.why is not known',
      'step 3.what must be one of',
      'step 4 must be an object',
    ]) {
      expect(message).toContain(fault);
    }
  });

  it('must be a list', () => {
    expect(() => parseScenario({}, workers)).toThrow(ScenarioError);
  });

  it.each(Object.entries(BUILT_IN))('%s, which is built in, can be played by one worker', (_name, steps) => {
    expect(parseScenario(steps, new Set(['101']))).toEqual(steps);
  });
});
