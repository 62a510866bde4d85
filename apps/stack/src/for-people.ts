/** Something the person at the terminal can mend: shown as text, without a stack. */
export class ForPeople extends Error {
  readonly isForPeople = true;
}
