/** Dark enough for white letters (contrast at least 4.5). */
const COLORS = ['#7a3e9d', '#0f5f8a', '#8a4b08', '#2f6b3a', '#9c2f52', '#4a4fa3', '#5c5f22', '#1f6a6a'];

/** A person's initials on their color. */
export function Avatar({ name, seed, color }: { name: string; seed: string; color: string | undefined }) {
  const initials = name
    .split(/\s+/)
    .map((word) => word[0])
    .filter((letter) => letter !== undefined)
    .slice(0, 2)
    .join('');
  const sum = [...seed].reduce((all, letter) => all * 31 + letter.charCodeAt(0), 7);
  return (
    <span
      className="avatar"
      aria-hidden="true"
      style={{ background: color ?? COLORS[Math.abs(sum) % COLORS.length] }}
    >
      {initials}
    </span>
  );
}
