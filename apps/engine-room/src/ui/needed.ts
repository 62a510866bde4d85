/**
 * For a field that must be filled in. The kit's asterisk is text within the label, and so part of what the field is
 * called; ours is drawn by ui/base.css.
 */
export const NEEDED = { required: true, withAsterisk: false, labelProps: { 'data-needed': true } } as const;
