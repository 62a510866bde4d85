export * from './agent-answer.js';
export * from './agent-command.js';
export * from './check-request.js';
export * from './environment-file.js';
export * from './nonce-memory.js';
export * from './signature.js';
