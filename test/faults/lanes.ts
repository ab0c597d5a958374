/** Does the work for each, so many at a time, and returns the results in order. */
export async function inLanes<T, R>(
  lanes: number,
  all: readonly T[],
  work: (one: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      while (next < all.length) {
        const index = next++;
        results[index] = await work(all[index]!);
      }
    }),
  );
  return results;
}
