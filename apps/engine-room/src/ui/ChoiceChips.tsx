import { useId } from 'react';
import styles from './ChoiceChips.module.css';

interface Props<Value extends string> {
  readonly legend: string;
  /** Where the choices speak for themselves; a screen reader still hears it. */
  readonly isLegendHidden?: boolean;
  /** `note`: a quiet figure behind the label. */
  readonly options: readonly { readonly value: Value; readonly label: string; readonly note?: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** Whether a dialog starts here. */
  readonly isFirst?: boolean;
}

/** One of a few, all visible: radio buttons that look like chips. */
export function ChoiceChips<Value extends string>({
  legend,
  isLegendHidden = false,
  options,
  value,
  onChange,
  isFirst = false,
}: Props<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.set}>
      <legend className={isLegendHidden ? 'visually-hidden' : styles.legend}>{legend}</legend>
      <div className={styles.row}>
        {options.map((option) => (
          <label key={option.value} className={styles.chip}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              {...(isFirst && option.value === value && { 'data-autofocus': true })}
              onChange={() => onChange(option.value)}
            />
            {option.label}
            {option.note && <span className={styles.note}>{option.note}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
