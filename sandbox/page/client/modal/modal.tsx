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
import type { Typed } from '../../../people/inputs.ts';
import type { Scene, ShownView } from '../../scene.ts';
import { type Acting, Failed } from '../api.ts';
import { Blocks } from '../kit/blocks.tsx';
import type { Edit, Edits } from '../kit/kit-context.ts';
import { portals } from '../portals.ts';

/** One modal: what was typed stays here until the app is to see it. */
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
  const [edits, setEdits] = useState<Edits>({});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [trouble, setTrouble] = useState<string>();
  const [isSending, setSending] = useState(false);
  const isForMenu = useEscapeForMenu();
  const where = useMemo(() => ({ view: { id: view.id } }), [view.id]);

  const onEdit = useCallback((key: string, edit: Edit) => {
    setEdits((before) => ({ ...before, [key]: edit }));
    setErrors(({ [key.slice(0, key.lastIndexOf('/'))]: _mended, ...others }) => others);
  }, []);
  // An update may have taken away what was typed into.
  const typed = () =>
    Object.fromEntries(
      Object.entries(edits).flatMap(([key, { typed: value }]): [string, Typed][] => {
        const [blockId, actionId] = [key.slice(0, key.lastIndexOf('/')), key.slice(key.lastIndexOf('/') + 1)];
        return view.state[blockId]?.[actionId] ? [[key, value]] : [];
      }),
    );
  const beforePress = async () => {
    const values = typed();
    if (Object.keys(values).length > 0) await acting.type(view.id, values);
  };
  const close = (all = false) =>
    void acting.closeView(all).catch((error: Error) => setTrouble(error.message));

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (isSending || !definition.submit) return;
    setSending(true);
    setTrouble(undefined);
    try {
      const outcome = await acting.submit(view.id, typed());
      if (outcome.outcome === 'errors') {
        setErrors(outcome.errors);
        focusField(form.current, Object.keys(outcome.errors)[0]);
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
      autoFocusOnShow={(element) => {
        const wanted =
          form.current?.querySelector<HTMLElement>('[data-focus-on-load]') ?? firstField(form.current);
        wanted?.focus();
        return wanted === null || wanted === undefined ? element !== null : false;
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
          <DialogHeading className="modal-title">{definition.title?.text ?? ''}</DialogHeading>
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
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long form is scrolled by the keyboard, too. */}
        <section className="modal-body" tabIndex={0} aria-label="Form" aria-busy={isSending}>
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
            {definition.close?.text ?? (definition.submit ? 'Cancel' : 'Close')}
          </button>
          {definition.submit && (
            <button type="submit" className="kit-button" data-style="primary" aria-busy={isSending}>
              {definition.submit.text}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}

/**
 * Whether the Esc that is being handled is for an open menu: what was typed into the form is not to go with it. Noted at
 * the window, before anybody acts on the key: by the time the form is asked, the menu has closed.
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

const FIELDS = 'input:not([type="hidden"]), textarea';

function firstField(form: HTMLFormElement | null): HTMLElement | null {
  return form?.querySelector<HTMLElement>(FIELDS) ?? null;
}

function focusField(form: HTMLFormElement | null, blockId: string | undefined): void {
  const field = [...(form?.querySelectorAll<HTMLElement>('[data-block]') ?? [])].find(
    (each) => each.dataset.block === blockId,
  );
  field?.querySelector<HTMLElement>(FIELDS)?.focus();
}
