import type { Http } from './http.ts';
import { serverDate } from './retry-after.ts';

/**
 * The same requests, whose answers also tell what time it is by the server's clock (epoch ms). Only a server that proved its
 * name over TLS is heard: one on this machine shares this machine's clock, and whoever else answers may say anything.
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
