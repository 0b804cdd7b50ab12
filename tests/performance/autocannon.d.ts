declare module 'autocannon' {
  namespace autocannon {
    type Request = {
      method?: string;
      path: string;
      headers?: Record<string, string>;
      body?: string;
      setupRequest?: (request: Request) => Request;
    };
    type Result = {
      requests: { average: number };
      latency: { p99: number };
      non2xx: number;
      errors: number;
      statusCodeStats: Record<string, { count: number }>;
    };
  }
  function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    requests: autocannon.Request[];
  }): Promise<autocannon.Result>;
  export default autocannon;
}
