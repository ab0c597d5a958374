import type { Element } from '../../../blocks/shapes.ts';
import type { ShownBlock } from '../../scene.ts';
import { Link } from './link.tsx';
import { PLACEHOLDER } from './local-images.ts';
import { plain } from './plain.ts';

/** Our own, because the library collapses pictures with a button that has no accessible name. */
export function Picture({ title, alt }: { title: string; alt: string }) {
  return (
    <figure className="kit-picture">
      {title !== '' && <figcaption>{title}</figcaption>}
      <img src={PLACEHOLDER} alt={alt} />
    </figure>
  );
}

/** A picture beside or among text. */
export function Thumbnail({ element }: { element: Element }) {
  return <img className="kit-thumbnail" src={PLACEHOLDER} alt={String(element.alt_text ?? '')} />;
}

/** Videos are never played: an iframe would load them from another machine. */
export function Video({ block }: { block: ShownBlock }) {
  const { title_url: address, author_name: author, provider_name: provider, alt_text: alt } = block;
  const title = plain(block.title);
  const from = [author, provider].filter(Boolean).join(' · ');
  return (
    <div className="kit-video">
      {from !== '' && <small>{from}</small>}
      <p>{typeof address === 'string' ? <Link href={address}>{title}</Link> : title}</p>
      <Picture title="" alt={String(alt ?? '')} />
    </div>
  );
}
