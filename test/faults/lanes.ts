/** Runs `work` for each element, at most `lanes` at a time. Returns the results in order. */
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
