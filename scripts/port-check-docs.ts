/**
 * Writes what port-check prints into the samples of docs/dropin.md and docs/porting.md.
 *
 * Usage: port-check-docs.ts [--check], which tells whether they are up to date
 */
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'

const ROOT = join(import.meta.dirname, '..')
/** Where the command of each page is called. */
const FOLDERS = { 'docs/dropin.md': '.', 'docs/porting.md': 'examples/billing' }
const COMMAND = /^```sh\netl-compare (port-check .*)\n```$/m
const BLOCK = /^```\n(.*?)\n```$/gms
/** Blocks of a page that are samples: what begins the output, and an excerpt. */
const SAMPLES = 2

const { check } = parseArgs({ options: { check: { type: 'boolean', default: false } } }).values
for (const [page, folder] of Object.entries(FOLDERS)) {
  const file = join(ROOT, page)
  const text = await readFile(file, 'utf8')
  const now = await withSamples(text, folder, page)
  if (!check) await writeFile(file, now)
  else if (now !== text) {
    process.stderr.write(`${page} is out of date. Run: node scripts/port-check-docs.ts\n`)
    process.exitCode = 1
  }
}

async function withSamples(text: string, folder: string, page: string): Promise<string> {
  const found = COMMAND.exec(text)
  if (!found) throw new Error(`${page} has no command of port-check.`)
  const begin = found.index + found[0].length
  const end = text.indexOf('\n## ', begin)
  const cli = [join(ROOT, 'src/cli.ts'), ...(found[1] ?? '').split(' ')]
  const { stdout } = await promisify(execFile)(process.execPath, cli, { cwd: join(ROOT, folder) })
  const printed = stdout.split('\n')
  let samples = 0
  const section = text.slice(begin, end).replace(BLOCK, (block, old: string) => {
    const lines = samples < SAMPLES ? linesLike(old.split('\n'), printed) : []
    if (lines.length === 0) return block
    samples += 1
    return `\`\`\`\n${lines.join('\n')}\n\`\`\``
  })
  if (samples < SAMPLES) throw new Error(`${page}: port-check prints another thing now. Edit its samples.`)
  return text.slice(0, begin) + section + text.slice(end)
}

/** As many lines as a sample has, from the one that begins like it, but for numbers. */
function linesLike(sample: readonly string[], printed: readonly string[]): readonly string[] {
  const apart = (line = '') => line.replaceAll(/\d+/g, '')
  const begin = printed.findIndex((line) => apart(line) === apart(sample[0]))
  return begin < 0 ? [] : printed.slice(begin, begin + sample.length)
}
