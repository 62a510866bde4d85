/**
 * What a worker or pool may be called: one path segment that people can tell apart from every other. No control,
 * formatting or broken characters, no white space around it, and neither `.` nor `..`, which browsers resolve.
 */
export const NAME_PATTERN = '^(?!\\.{1,2}$)(?!\\s)[^\\p{Cc}\\p{Cf}\\p{Cs}]*(?<!\\s)$';
export const NAME_LENGTH = 128;
