/** Compressions that neither Spark nor its platforms write, by a file's first bytes. */
const REFUSED: [start: string, name: string][] = [
  ['BZh', 'bzip2'],
  ['\xfd7zXZ\0', 'xz'],
  ['PK\x03\x04', 'zip'],
]

/** How a file that no codec takes is compressed, if that is known. */
export const refusedCompression = (start: Buffer): string | undefined =>
  REFUSED.find(([bytes]) => start.toString('latin1').startsWith(bytes))?.[1]
