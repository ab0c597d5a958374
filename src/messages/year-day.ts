const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A day of every year, MM-DD, as it is said: "Jun 9". */
export function yearDay(monthAndDay: string): string {
  const [month, date] = monthAndDay.split('-').map(Number);
  return `${months[(month ?? 1) - 1]} ${date}`;
}
