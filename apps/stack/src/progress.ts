/** Runs `work` and shows the person that it goes on, once that takes longer than two seconds. */
export type Progress = <T>(label: string, work: () => Promise<T>) => Promise<T>;

/** For callers that have nobody to show it to. */
export const inSilence: Progress = (_label, work) => work();
