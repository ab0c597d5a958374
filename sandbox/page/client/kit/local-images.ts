/** Fields with the address of a picture or a video. */
const ADDRESSES = new Set(['image_url', 'thumbnail_url', 'video_url', 'provider_icon_url']);

export const PLACEHOLDER = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="180"><rect width="320" height="180" rx="8" fill="#8a8d91"/><path d="M110 130l35-45 25 28 20-22 40 39z" fill="#e3e4e6"/><circle cx="200" cy="62" r="14" fill="#e3e4e6"/></svg>',
)}`;

/** Returns the blocks without anything that a browser would fetch from another machine. */
export function withLocalImages<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withLocalImages) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (key === 'slack_file') return ['image_url', PLACEHOLDER];
      if (ADDRESSES.has(key) && typeof each === 'string') return [key, PLACEHOLDER];
      const isMarkdown = key === 'text' && (value as { type?: string }).type === 'markdown';
      return [key, isMarkdown ? withoutImages(String(each)) : withLocalImages(each)];
    }),
  ) as T;
}

/** In Markdown, turns a picture into a link to it. */
const withoutImages = (markdown: string): string => markdown.replace(/!(?=\[[^\]]*\][([])/g, '');
