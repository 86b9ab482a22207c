const megabytes = bytes => `${Math.round(bytes / 1e6)} MB`;

/**
 * Shows how far a download is: one line that is written over at a terminal, elsewhere a line for each tenth.
 *
 * @param {string} what
 * @param {{ isTTY?: boolean; write(text: string): unknown }} stream
 * @returns {{ at(transferred: number, total: number | null): void; end(): void }}
 */
export function showProgress(what, stream) {
  let shown = -1;
  const step = stream.isTTY ? 1 : 10;
  return {
    at(transferred, total) {
      // Without a length, by tens of megabytes.
      const part = total ? Math.floor((transferred / total) * 100) : Math.floor(transferred / 1e6);
      const now = Math.floor(part / step);
      if (now === shown) return;
      shown = now;
      const line = total ? `${what}: ${part} % of ${megabytes(total)}` : `${what}: ${megabytes(transferred)}`;
      stream.write(stream.isTTY ? `\r${line}` : `${line}\n`);
    },
    end: () => void (stream.isTTY && shown >= 0 && stream.write('\n')),
  };
}
