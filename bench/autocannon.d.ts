/** What we use of it; it comes without types. */
declare module 'autocannon' {
  export interface Request {
    method?: string;
    path?: string;
    headers?: Record<string, string>;
    body?: string;
  }

  export interface Options {
    url: string;
    connections: number;
    /** How many requests to make in all. */
    amount: number;
    /** Sent in turn, each as it stands unless `setupRequest` makes it anew every time. */
    requests: (Request & {
      setupRequest?(request: Request): Request;
      onResponse(status: number, body: string): void;
    })[];
  }

  export default function autocannon(options: Options): Promise<{ errors: number }>;
}
