import type { Icon } from '@tabler/icons-react';
import type { Tone } from './tone';

/** How a word of the API is shown: in ours, with a colour and an icon beside it. */
export interface Look {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: Icon;
}
