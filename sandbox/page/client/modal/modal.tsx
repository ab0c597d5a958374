import './modal.css';
import { Dialog, DialogHeading } from '@ariakit/react';
import {
  type FormEvent,
  type KeyboardEvent as Key,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { Scene, ShownView } from '../../scene.ts';
import { type Acting, Failed } from '../api.ts';
import { Blocks } from '../kit/blocks.tsx';
import { blockIdOf, useEdits } from '../kit/edits.ts';
import { returnTo } from '../kit/keep-focus.ts';
import type { Edit } from '../kit/kit-context.ts';
import { plain } from '../kit/plain.ts';
import { portals } from '../portals.ts';

/** One modal. What was typed stays here until the app needs it. */
export function Modal({
  view,
  acting,
  scene,
  below,
}: {
  view: ShownView;
  acting: Acting;
  scene: Scene;
  /** Title of the modal beneath. */
  below: string | undefined;
}) {
  const { definition } = view;
  const form = useRef<HTMLFormElement>(null);
  const { edits, onEdit: edit, typed, beforePress } = useEdits(view, acting);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [trouble, setTrouble] = useState<string>();
  const [isSending, setSending] = useState(false);
  const isForMenu = useEscapeForMenu();
  const where = useMemo(() => ({ view: { id: view.id } }), [view.id]);

  // The element to focus after sending: the previous one, or the first with an error. The form is inert while it is being sent.
  const next = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isSending) return;
    next.current?.focus();
    next.current = null;
  }, [isSending]);

  const onEdit = useCallback(
    (key: string, each: Edit) => {
      edit(key, each);
      setErrors(({ [blockIdOf(key)]: _fixed, ...others }) => others);
    },
    [edit],
  );
  const close = (all = false) =>
    void acting.closeView(all).catch((error: Error) => setTrouble(error.message));

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (isSending || !definition.submit) return;
    next.current = form.current?.contains(document.activeElement)
      ? (document.activeElement as HTMLElement)
      : null;
    setSending(true);
    setTrouble(undefined);
    try {
      const outcome = await acting.submit(view.id, typed());
      if (outcome.outcome === 'errors') {
        setErrors(outcome.errors);
        next.current = fieldOf(form.current, Object.keys(outcome.errors)[0]) ?? next.current;
      } else if (outcome.outcome === 'trouble') setTrouble(outcome.text);
      else setErrors({});
    } catch (error) {
      setTrouble(error instanceof Failed ? error.message : String(error));
    } finally {
      setSending(false);
    }
  };
  const onKeyDown = (event: Key) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
    if (event.key === 'Tab') keepInside(event, form.current!);
  };

  return (
    <Dialog
      open
      onClose={() => close()}
      hideOnInteractOutside={false}
      hideOnEscape={() => !isForMenu()}
      className="modal"
      backdrop={<div className="backdrop" />}
      portal
      portalElement={portals}
      autoFocusOnShow={() => {
        // One that was covered goes on from where it was. One to read is read from its top.
        if (!returnTo(JSON.stringify(where)))
          (
            form.current?.querySelector<HTMLElement>(FOCUSED_ON_LOAD) ??
            form.current?.querySelector<HTMLElement>(FIRST_FIELD) ??
            form.current?.querySelector<HTMLElement>('.modal-body')
          )?.focus();
        return false;
      }}
    >
      <form ref={form} noValidate onSubmit={submit} onKeyDown={onKeyDown}>
        <header className="modal-header">
          {below !== undefined && (
            <button
              type="button"
              className="modal-back"
              aria-label={`Back to ${below}`}
              onClick={() => close()}
            >
              ←
            </button>
          )}
          <DialogHeading className="modal-title">{plain(definition.title)}</DialogHeading>
          <button
            type="button"
            className="modal-close"
            aria-label="Close"
            onClick={() => close(definition.clear_on_close === true)}
          >
            ×
          </button>
        </header>
        {trouble !== undefined && (
          <p className="modal-trouble" role="alert">
            {trouble}
          </p>
        )}
        <section
          className="modal-body"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: for scrolling a long form by keyboard.
          tabIndex={0}
          aria-label={definition.submit ? 'Form' : 'Content'}
          aria-busy={isSending}
          inert={isSending}
        >
          <Blocks
            blocks={definition.blocks}
            where={where}
            acting={acting}
            scene={scene}
            state={view.state}
            edits={edits}
            errors={errors}
            onEdit={onEdit}
            beforePress={beforePress}
          />
        </section>
        <footer className="modal-footer">
          <button type="button" className="kit-button" onClick={() => close()}>
            {plain(definition.close) || (definition.submit ? 'Cancel' : 'Close')}
          </button>
          {definition.submit && (
            <button type="submit" className="kit-button" data-style="primary" aria-busy={isSending}>
              {plain(definition.submit)}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}

/**
 * Whether the current Esc is for an open menu. Then it must not close the form and lose what was typed. Recorded at the window
 * during capture, because the menu has already closed when the form is asked.
 */
function useEscapeForMenu(): () => boolean {
  const isForMenu = useRef(false);
  useEffect(() => {
    const note = ({ key, target }: KeyboardEvent) => {
      if (key !== 'Escape') return;
      isForMenu.current =
        target instanceof Element && target.closest('[aria-expanded="true"], [role="listbox"]') !== null;
    };
    addEventListener('keydown', note, true);
    return () => removeEventListener('keydown', note, true);
  }, []);
  return () => isForMenu.current;
}

/** Tab goes round inside a modal, and never to what it covers. */
function keepInside(event: Key, form: HTMLFormElement): void {
  const stops = [
    ...form.querySelectorAll<HTMLElement>(
      'a[href], button:enabled, input:enabled, textarea:enabled, [tabindex="0"]',
    ),
  ];
  const [edge, other] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== edge) return;
  event.preventDefault();
  other?.focus();
}

const FIELDS = 'input:not([type="hidden"]), textarea';
const FIRST_FIELD = `.kit-field :is(${FIELDS})`;
const FOCUSED_ON_LOAD = `[data-focus-on-load]:is(${FIELDS}), [data-focus-on-load] :is(${FIELDS})`;

function fieldOf(form: HTMLFormElement | null, blockId: string | undefined): HTMLElement | null {
  const field = [...(form?.querySelectorAll<HTMLElement>('[data-block]') ?? [])].find(
    (each) => each.dataset.block === blockId,
  );
  return field?.querySelector<HTMLElement>(FIELDS) ?? null;
}
