export * from './policy/built-in-policy.js';
export * from './policy/read-policy.js';
export * from './policy/smtp-policy.js';
export * from './probe/attempt-chain.js';
export * from './probe/attempt.js';
export * from './probe/conversation.js';
export * from './probe/taxonomy-tag.js';
export * from './reply/judge-reply.js';
