/**
 * Writes the tables of inputs and outputs in docs/action.md from action.yml and comment/action.yml.
 *
 * Usage: action-docs.ts [--check]
 */
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parse } from 'yaml'
import { z } from 'zod'

const FILE = new URL('../docs/action.md', import.meta.url)
const [BEGIN, END] = ['<!-- from action.yml: scripts/action-docs.ts -->', '<!-- end -->']

const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ description: z.string(), default: z.string().optional() })),
  outputs: z.record(z.string(), z.object({ description: z.string() })).default({}),
})

const readAction = async (path: string) =>
  actionSchema.parse(parse(await readFile(new URL(`../${path}`, import.meta.url), 'utf8')))

const table = (heads: string[], rows: string[][]): string =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const inputsTable = ({ inputs }: z.infer<typeof actionSchema>): string =>
  table(
    ['input', 'default', 'what it is'],
    Object.entries(inputs).map(([name, input]) => [
      `\`${name}\``,
      input.default ? `\`${input.default}\`` : '',
      input.description,
    ]),
  )

const [measure, comment] = await Promise.all(['action.yml', 'comment/action.yml'].map(readAction))
if (!measure || !comment) throw new Error('unreachable: both files were read')
const outputs = Object.entries(measure.outputs).map(([name, { description }]) => [`\`${name}\``, description])
const tables = [
  'Inputs of `org/etl-compare`:',
  inputsTable(measure),
  'Outputs:',
  table(['output', 'what it is'], outputs),
  'Inputs of `org/etl-compare/comment`:',
  inputsTable(comment),
].join('\n\n')

const before = await readFile(FILE, 'utf8')
const after = `${before.slice(0, before.indexOf(BEGIN) + BEGIN.length)}\n${tables}\n${before.slice(before.indexOf(END))}`
if (!parseArgs({ options: { check: { type: 'boolean' } } }).values.check) await writeFile(FILE, after)
else if (before !== after) {
  process.stderr.write('docs/action.md is not what action.yml says. Run: node scripts/action-docs.ts\n')
  process.exitCode = 1
}
