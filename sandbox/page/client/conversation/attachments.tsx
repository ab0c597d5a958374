import type { Scene } from '../../scene.ts';
import { Mrkdwn } from '../kit/mrkdwn.tsx';

/** Attachments, such as a forwarded message. */
export function Attachments({ attachments, scene }: { attachments: readonly unknown[]; scene: Scene }) {
  return (attachments as Record<string, unknown>[]).map((attachment, index) => {
    const text = String(attachment.text ?? attachment.fallback ?? '');
    const { author_name: author, footer } = attachment;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no identity and no state.
      <blockquote key={index} className="attachment">
        {typeof author === 'string' && (
          <p>
            <b dir="auto">{author}</b>
          </p>
        )}
        {text !== '' && <Mrkdwn text={text} scene={scene} />}
        {typeof footer === 'string' && <p className="attachment-footer">{footer}</p>}
      </blockquote>
    );
  });
}
