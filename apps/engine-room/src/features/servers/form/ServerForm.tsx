import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { LaravelServerUpsert, LaravelVerifierDomain, RegisteredPool } from '@app/contracts';
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import type { ApiError } from '../../../api/api-error';
import { Refusal } from '../../../registry/Refusal';
import { Notice } from '../../../ui/Notice';
import { NEEDED } from '../../../ui/needed';
import {
  AGENT_PORT,
  checkDraft,
  isNoAddress,
  SERVER_FIELDS,
  type FieldErrors,
  type ServerDraft,
  type ServerField,
} from './draft';
import { poolOptions } from './pool-options';
import styles from './ServerForm.module.css';

interface Props {
  readonly label: string;
  readonly draft: ServerDraft;
  readonly onChange: (draft: ServerDraft) => void;
  readonly pools: readonly RegisteredPool[];
  readonly domains: readonly LaravelVerifierDomain[];
  /** The pool the record has now, which may be archived; null for a new one. */
  readonly presentPoolId: number | null;
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly error: ApiError | null;
  readonly onSubmit: (body: LaravelServerUpsert) => void;
  /** Beside the button that sends. */
  readonly aside?: ReactNode;
}

/** The fields of a server. Everything that is wrong is said at once, beside its field. */
export function ServerForm(props: Props) {
  const { draft, onChange, error, onSubmit } = props;
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<FieldErrors>({});
  const [refused, setRefused] = useState<ApiError | null>(null);
  // A refusal tells of the fields as they were sent: it is taken over once, and goes field by field as they change.
  if (error !== refused) {
    setRefused(error);
    if (error) setErrors(fieldErrorsOf(error));
  }
  useEffect(() => {
    if (error) focusFirstWrong(form.current);
  }, [error]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (props.isBusy) return;
    const checked = checkDraft(draft);
    if (checked.kind === 'ok') {
      setErrors({});
      return onSubmit(checked.body);
    }
    setErrors(checked.errors);
    // The fields are marked in the next picture; the first of them is where the eye should go.
    requestAnimationFrame(() => focusFirstWrong(form.current));
  };
  const set = <Field extends ServerField>(field: Field, value: ServerDraft[Field]) => {
    onChange({ ...draft, [field]: value });
    if (errors[field]) setErrors(({ [field]: _, ...rest }) => rest);
  };
  const text = (field: TextField) => ({
    name: field,
    inputWrapperOrder: BELOW,
    value: draft[field],
    error: errors[field],
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => set(field, event.currentTarget.value),
  });
  const flag = (field: FlagField) => ({
    name: field,
    checked: draft[field],
    error: errors[field],
    onChange: (event: { readonly currentTarget: { readonly checked: boolean } }) =>
      set(field, event.currentTarget.checked),
  });
  const wrong = Object.keys(errors).length;

  return (
    <form ref={form} className={styles.form} aria-label={props.label} noValidate onSubmit={submit}>
      <Group legend="Identity">
        <TextInput label="Name" {...NEEDED} autoComplete="off" {...text('name')} />
        <TextInput
          label="IP address"
          description={
            isNoAddress(draft.ip_address) && 'Not an IP address: is it a typing error? Workers report by address.'
          }
          {...NEEDED}
          autoComplete="off"
          {...text('ip_address')}
        />
        <TextInput label="Environment" description="For example production." {...text('environment')} />
        <TextInput label="Region" {...text('region')} />
        <NativeSelect
          label="Pool"
          {...NEEDED}
          name="worker_pool_id"
          value={draft.worker_pool_id}
          error={errors.worker_pool_id}
          data={poolOptions(props.pools, props.presentPoolId)}
          onChange={(event) => set('worker_pool_id', event.currentTarget.value)}
        />
      </Group>
      <Group legend="Sending">
        <TextInput label="HELO name" description="What the worker calls itself." {...text('helo_name')} />
        <TextInput label="Mail-from address" type="email" {...text('mail_from_address')} />
        <NativeSelect
          label="Verifier domain"
          name="verifier_domain_id"
          value={draft.verifier_domain_id}
          error={errors.verifier_domain_id}
          data={[
            { value: '', label: 'None' },
            ...props.domains.map(({ id, domain }) => ({ value: String(id), label: domain })),
          ]}
          onChange={(event) => set('verifier_domain_id', event.currentTarget.value)}
        />
        <TextInput
          label="Max. concurrency"
          description="For information; workers do not read it."
          inputMode="numeric"
          {...text('max_concurrency')}
        />
      </Group>
      <Group legend="Process control">
        <NativeSelect
          className={styles.wide ?? ''}
          label="Process control"
          name="process_control_mode"
          value={draft.process_control_mode}
          error={errors.process_control_mode}
          data={[
            { value: 'agent_systemd', label: 'Agent on the host: start, stop, restart from here' },
            { value: 'control_plane_only', label: 'None: only what workers are told at run time' },
          ]}
          onChange={(event) =>
            set(
              'process_control_mode',
              event.currentTarget.value === 'agent_systemd' ? 'agent_systemd' : 'control_plane_only',
            )
          }
        />
        {draft.process_control_mode === 'agent_systemd' && (
          <>
            <TextInput
              label="Agent address"
              description={`Empty: http://<IP address>:${AGENT_PORT}`}
              {...text('agent_base_url')}
            />
            <TextInput label="Service name" {...text('agent_service_name')} />
            <TextInput
              label="Agent timeout, seconds"
              description="2 to 30."
              inputMode="numeric"
              {...text('agent_timeout_seconds')}
            />
            <div className={styles.flags}>
              <Checkbox label="Agent enabled" {...flag('agent_enabled')} />
              <Checkbox label="Verify the agent’s TLS certificate" {...flag('agent_verify_tls')} />
            </div>
          </>
        )}
      </Group>
      <Group legend="State">
        <div className={styles.flags}>
          <Checkbox label="Active" description="An inactive server is given no work." {...flag('is_active')} />
          <Checkbox
            label="Drain mode"
            description="Laravel gives it no new chunks; the process stays."
            {...flag('drain_mode')}
          />
        </div>
        <Textarea className={styles.wide ?? ''} label="Notes" rows={3} resize="vertical" {...text('notes')} />
      </Group>
      {wrong > 0 && !error && (
        <Notice tone="bad" title={wrong === 1 ? 'One field needs a look' : `${wrong} fields need a look`} isAlert />
      )}
      <Refusal error={error} shownElsewhere={SHOWN} />
      <div className={styles.buttons}>
        {props.aside}
        <Button type="submit" loading={props.isBusy}>
          {props.submitLabel}
        </Button>
      </div>
    </form>
  );
}

/** Hints under the fields: above them, they would push the field out of line with its neighbour. */
const BELOW: ('label' | 'input' | 'description' | 'error')[] = ['label', 'input', 'description', 'error'];

type FieldOf<Kind> = { [Field in ServerField]: ServerDraft[Field] extends Kind ? Field : never }[ServerField];
type TextField = Exclude<FieldOf<string>, 'process_control_mode'>;
type FlagField = FieldOf<boolean>;

const SHOWN: ReadonlySet<string> = new Set(SERVER_FIELDS);

/** What the server says of fields we have; the rest is in the notice. */
function fieldErrorsOf({ fields }: ApiError): FieldErrors {
  const ours = fields.filter(({ field }) => SHOWN.has(field));
  return Object.fromEntries(ours.map(({ field, problem }) => [field, problem]));
}

const focusFirstWrong = (form: HTMLFormElement | null) =>
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();

function Group({ legend, children }: { readonly legend: string; readonly children: ReactNode }) {
  return (
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{legend}</legend>
      <div className={styles.fields}>{children}</div>
    </fieldset>
  );
}
