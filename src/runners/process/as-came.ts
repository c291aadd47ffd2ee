import { readFile } from 'node:fs/promises'

/** What stands in Node's texts for a byte that is no UTF-8. */
export const REPLACED = '\ufffd'

/** A command's arguments and environment. */
interface Call {
  argv: string[]
  env: NodeJS.ProcessEnv
}

/**
 * A call of this process's own last arguments, in its own environment, as both came: such as a file's name in Latin-1.
 *
 * @returns texts for Python's `surrogateescape`
 */
export async function asCame({ argv, env }: Call): Promise<Call> {
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`)
  if (![...argv, ...variables].some((text) => text.includes(REPLACED))) return { argv, env }
  const [words, own] = await Promise.all([bytesOf('cmdline'), bytesOf('environ')])
  const came = new Map(own.map((bytes) => [bytes.toString(), escaped(bytes)]))
  return {
    argv: words.slice(-argv.length).map(escaped),
    env: Object.fromEntries(variables.map((text) => nameAndValue(came.get(text) ?? text))),
  }
}

/** What this process was started with, each ended by a zero. */
async function bytesOf(name: 'cmdline' | 'environ'): Promise<Buffer[]> {
  const text = await readFile(`/proc/self/${name}`, 'latin1')
  return text
    .split('\0')
    .slice(0, -1)
    .map((each) => Buffer.from(each, 'latin1'))
}

const escaped = (bytes: Buffer): string =>
  bytes.toString('latin1').replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(0xdc00 + byte.charCodeAt(0)))

function nameAndValue(text: string): [string, string] {
  const end = text.indexOf('=', 1)
  return [text.slice(0, end), text.slice(end + 1)]
}
