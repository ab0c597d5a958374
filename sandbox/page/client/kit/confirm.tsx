import { Dialog, DialogDismiss, DialogHeading } from '@ariakit/react';
import { type ReactNode, useState } from 'react';
import type { Element, TextObject } from '../../../blocks/shapes.ts';
import { portals } from '../portals.ts';

interface Confirm {
  title?: TextObject;
  text: TextObject;
  confirm?: TextObject;
  deny?: TextObject;
  style?: string;
}

/** Acts at once, or where the element carries a `confirm` after the person said yes. */
export function Confirmed<T = undefined>({
  element,
  act,
  children,
}: {
  element: Element;
  act: (value: T) => void;
  children: (ask: (value: T) => void) => ReactNode;
}) {
  const [asked, setAsked] = useState<{ value: T }>();
  const confirm = element.confirm as Confirm | undefined;
  const close = () => setAsked(undefined);
  return (
    <>
      {children((value) => (confirm ? setAsked({ value }) : act(value)))}
      {confirm && (
        <Dialog
          open={asked !== undefined}
          onClose={close}
          className="confirm"
          backdrop={<div className="backdrop" />}
          portal
          portalElement={portals}
          unmountOnHide
        >
          <DialogHeading className="confirm-title">{confirm.title?.text ?? 'Are you sure?'}</DialogHeading>
          <p>{confirm.text.text}</p>
          <div className="confirm-buttons">
            <DialogDismiss className="kit-button">{confirm.deny?.text ?? 'Cancel'}</DialogDismiss>
            <button
              type="button"
              className="kit-button"
              data-style={confirm.style ?? 'primary'}
              onClick={() => {
                close();
                if (asked) act(asked.value);
              }}
            >
              {confirm.confirm?.text ?? 'OK'}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
