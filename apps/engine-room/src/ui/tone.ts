/** What a colour means here. Colour never says it alone: a word or an icon stands beside it. */
export type Tone = 'ok' | 'warn' | 'bad' | 'hold' | 'accent' | 'quiet';
