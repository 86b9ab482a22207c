import type { Http } from './http.ts';
import { serverDate } from './retry-after.ts';

/**
 * The same requests; `heard` also gets the server's time in each answer (epoch ms). Only https answers count: a server
 * on loopback shares this machine's clock, and without TLS anybody may answer.
 */
export function withServerTime(http: Http, heard: (date: number) => void): Http {
  return async request => {
    const exchange = await http(request);
    if (exchange.kind !== 'reply' || !request.baseUrl.startsWith('https:')) return exchange;
    const date = serverDate(exchange.header);
    if (date !== null) heard(date);
    return exchange;
  };
}
