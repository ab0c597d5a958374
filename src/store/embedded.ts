export async function startEmbeddedPostgres(
  _dataFolder: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  throw new Error('set DATABASE_URL');
}
