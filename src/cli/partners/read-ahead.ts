/**
 * Yields what `source` yields, and lets it make the next one while the last is worked on: a file is parsed while the
 * database writes. One ahead and no more, so that memory stays bounded.
 */
export async function* readAhead<Item>(source: AsyncGenerator<Item>): AsyncGenerator<Item> {
  const begin = () => {
    const next = source.next();
    next.catch(() => {}); // told when it is awaited
    return next;
  };
  let coming = begin();
  try {
    for (;;) {
      const { done, value } = await coming;
      if (done) return;
      coming = begin();
      yield value;
    }
  } finally {
    await coming.catch(() => {});
    await source.return(undefined);
  }
}
