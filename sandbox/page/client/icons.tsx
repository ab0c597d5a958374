/** Drawn as paths, because not every machine has a font with these icons. */
const PATHS = {
  eye: 'M1 8s2.6-4.5 7-4.5S15 8 15 8s-2.6 4.5-7 4.5S1 8 1 8Zm7 2.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z',
  lock: 'M4 7V5.5a4 4 0 0 1 8 0V7m-9 0h10v7H3V7Z',
  file: 'M4 1.5h5l3.5 3.5v9.5H4v-13Zm5 0V5h3.5',
  clip: 'M11.5 4.5 6 10a1.4 1.4 0 0 0 2 2l6-6a3 3 0 0 0-4.2-4.2l-6.3 6.3a4.4 4.4 0 0 0 6.2 6.2l4.3-4.3',
  mail: 'M1.5 3.5h13v9h-13v-9Zm0 .5L8 9l6.5-5',
  warning: 'M8 1.5 15 14H1L8 1.5ZM8 6v4m0 1.6v.6',
  house: 'M2 7.5 8 2l6 5.5M3.5 6.5V14h9V6.5',
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
