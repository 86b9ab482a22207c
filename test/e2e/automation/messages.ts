/** One request of the Model Context Protocol, as a line without its end. */
export const request = (id: number, method: string, params: object): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params });

/** The call of a tool. */
export const toolCall = (id: number, name: string, given: object): string =>
  request(id, 'tools/call', { name, arguments: given });

/** How an assistant begins: a request, whose answer is the first line, and that it has seen it. */
export const hello: readonly string[] = [
  request(1, 'initialize', {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'printf', version: '1' },
  }),
  JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' }),
];
