import path from 'node:path';

const rootDir = path.resolve(import.meta.dirname, '..');

/** SWC compiles a test as the build compiles the source: decorators with their metadata for Nest, JSX for the app. */
const swc = (tsx) => [
  '@swc/jest',
  {
    module: { type: 'es6' },
    jsc: {
      target: 'es2022',
      keepClassNames: true,
      parser: { syntax: 'typescript', tsx, decorators: !tsx },
      transform: tsx
        ? { react: { runtime: 'automatic' } }
        : { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  },
];

const base = {
  rootDir,
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: { '^.+\\.ts$': swc(false), '^.+\\.tsx$': swc(true) },
  moduleNameMapper: {
    '^@app/([\\w-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^@app/([\\w-]+)/testing$': '<rootDir>/libs/$1/src/testing/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};
const services = [
  '<rootDir>/apps/control-plane/src',
  '<rootDir>/apps/fleet-simulator/src',
  '<rootDir>/apps/host-agent/src',
  '<rootDir>/apps/laravel-sandbox/src',
  '<rootDir>/apps/stack',
  '<rootDir>/libs',
];

export default {
  rootDir,
  projects: [
    {
      ...base,
      displayName: 'unit',
      testEnvironment: 'node',
      setupFiles: ['<rootDir>/.config/jest-quiet.mjs'],
      roots: services,
      testRegex: '\\.spec\\.ts$',
    },
    {
      ...base,
      displayName: 'integration',
      testEnvironment: 'node',
      setupFiles: ['<rootDir>/.config/jest-quiet.mjs'],
      roots: services,
      testRegex: '\\.int-spec\\.ts$',
    },
    {
      ...base,
      displayName: 'browser',
      testEnvironment: '<rootDir>/apps/engine-room/testing/jest-browser-environment.mjs',
      roots: ['<rootDir>/apps/engine-room/src'],
      testRegex: '\\.spec\\.tsx?$',
      moduleNameMapper: { ...base.moduleNameMapper, '\\.css$': '<rootDir>/apps/engine-room/testing/empty-style.mjs' },
    },
  ],
};
