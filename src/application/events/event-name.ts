const START = Buffer.from('{"Event":"')
const QUOTE = 0x22

/** The event of a line as Spark writes it, without parsing the line: its name comes first. Undefined of any other line. */
export function eventName(line: Buffer): string | undefined {
  if (line.length <= START.length || START.compare(line, 0, START.length) !== 0) return undefined
  const end = line.indexOf(QUOTE, START.length)
  return end < 0 ? undefined : line.toString('latin1', START.length, end)
}
