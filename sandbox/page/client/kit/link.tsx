import type { ReactNode } from 'react';

/** Phone numbers and email addresses open in this tab, web sites in a new one. */
export function Link({ href, children }: { href: string; children: ReactNode }): ReactNode {
  const isSite = /^https?:/.test(href);
  if (!isSite && !/^(tel|mailto):/.test(href)) return <span>{children}</span>;
  return (
    <a href={href} {...(isSite && { target: '_blank', rel: 'noreferrer' })}>
      {children}
    </a>
  );
}
