import fc from 'fast-check'
import { etlCompare, scratch } from '../etl-compare.ts'
import { fault, type Outcome, unless } from './tally.ts'

const SECRET = 'hunter2-of-the-suite'
const CONFIG = `version: 1
stacks: { py: { image: acme/job:1.4 } }
limits: [{ cpus: 1, memory: 1GiB }, { disk: 20GiB }]
jobs:
  orders:
    input: in.csv
    sizes: [own]
    baseline: spark
    timeout: 20min
    env: { PASSWORD: ${SECRET} }
    engines:
      spark: { run: [sh, -c, 'cp {input} {output}/orders.csv'] }
      polars: { stack: py, command: [run, "{input}"], sources: ["*.py"] }
    tables: { orders: { key: [id], ignore: [at], tolerance: { score: { rel: 1e-9 } } } }
    policy: { minInputs: 1, volume: 5GB }
policy: { alpha: 0.05, window: { days: 14 } }
`
const ORDERS = CONFIG.slice(0, CONFIG.indexOf('jobs:'))

/** A file of ten levels, each of nine times the one before. */
const bomb = (list: (name: string) => string) =>
  Array.from({ length: 10 }, (_, level) => `a${level + 1}: &a${level + 1} ${list(`*a${level}`)}`).join('\n')

/** What is no configuration, or none that anybody means. */
const ODD: [what: string, text: string | Buffer][] = [
  ['nothing', ''],
  ['white space', ' \n\t\n'],
  ['one word', 'yes'],
  ['a list', '- version: 1'],
  ['two documents', `${CONFIG}---\n${CONFIG}`],
  ['UTF-16', Buffer.from(`\ufeff${CONFIG}`, 'utf16le')],
  ['a byte order mark', `\ufeff${CONFIG}`],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28])],
  ['a NUL', CONFIG.replace('in.csv', '"in\\0.csv"')],
  ['control characters', CONFIG.replace('orders:', '"\\e[2J\\a":')],
  ['lines in a name', CONFIG.replace('spark:', '"a\\n::error::b":')],
  ['a bomb of lists', `a0: &a0 x\n${bomb((name) => `[${Array(9).fill(name).join(', ')}]`)}`],
  [
    'a bomb of maps',
    `a0: &a0 { x: x }\n${bomb((name) => `{ ${'abcdefghi'.replace(/./g, `$&: ${name}, `)} }`)}`,
  ],
  ['a circle', 'version: 1\njobs: &j { orders: *j }'],
  ['a circle of merges', 'version: 1\njobs: &j\n  <<: *j\n'],
  ['a reference to nothing', CONFIG.replace('in.csv', '*nothing')],
  ['a tag of a language', CONFIG.replace('in.csv', '!!python/object/apply:os.system ["touch x"]')],
  ['a tag of binary', CONFIG.replace('in.csv', '!!binary aGk=')],
  ['a key twice', `${CONFIG}policy: { alpha: 0.01 }\n`],
  ['a key that is a map', CONFIG.replace('orders:', '? { a: b }\n  :')],
  ['__proto__ as a job', CONFIG.replace('orders:', '__proto__:')],
  ['__proto__ as an engine', CONFIG.replace('polars:', '__proto__:')],
  ['__proto__ as a table', CONFIG.replace('{ orders: { key', '{ __proto__: { key')],
  ['constructor as a job', CONFIG.replace('orders:', 'constructor:')],
  ['toString as an engine', CONFIG.replace('polars:', 'toString:')],
  ['no jobs', `${ORDERS}jobs: {}\n`],
  ['no engines', CONFIG.replace(/engines:.*?tables:/s, 'engines: {}\n    tables:')],
  [
    '5,000 engines',
    CONFIG.replace('engines:\n', `engines:\n${lines(5000, (n) => `      e${n}: { run: [x] }`)}`),
  ],
  ['5,000 tables', CONFIG.replace('tables: {', `tables: { ${lines(5000, (n) => `t${n}: {},`)}`)],
  ['a name of 100 kB', CONFIG.replace('orders:', `${'o'.repeat(100_000)}:`)],
  ['an argument of 900 kB', CONFIG.replace('in.csv', 'i'.repeat(900_000))],
  ['a folder above as the output', CONFIG.replace('{ key', '{ at: "{output}/../../x", key')],
  ['the whole machine as the input', CONFIG.replace('in.csv', '"/dev/zero"')],
  ['a number without end', CONFIG.replace('0.05', '1e999')],
  ['no number', CONFIG.replace('0.05', '.nan')],
  ['a negative number', CONFIG.replace('minInputs: 1', 'minInputs: -1')],
  ['no memory', CONFIG.replace('1GiB', '0GiB')],
  ['a memory of one KiB', CONFIG.replace('1GiB', '1KiB')],
  ['no time', CONFIG.replace('20min', '0s')],
  ['a variable with =', CONFIG.replace('PASSWORD', '"A=B"')],
  ['a variable without a name', CONFIG.replace('PASSWORD', '""')],
]

function lines(count: number, line: (number: number) => string): string {
  return Array.from({ length: count }, (_, number) => line(number)).join('\n')
}

/** Checks configurations, each in a folder of its own. */
async function checkAll(all: readonly (readonly [what: string, text: string | Buffer])[]): Promise<Outcome> {
  const faults: string[] = []
  for (const [what, text] of all) {
    await using folder = await scratch({ 'in.csv': 'id,at,score\n1,2,3\n', 'etl-compare.yml': text })
    const { code, stdout, stderr } = await etlCompare(['check'], folder.path)
    const printed = stdout + stderr
    const [problem] = unless(
      [code === 0 || code === 2, `exits with ${code}: ${printed}`],
      [code === 2 || printed.includes(' 1 job'), `nothing is found: ${printed}`],
      [!/(?!\n)\p{Cc}|^::/mu.test(printed), `control characters are printed: ${JSON.stringify(printed)}`],
      [!printed.includes(SECRET), `a secret is printed: ${printed}`],
      [printed.length < 50_000, `${printed.length} characters are printed`],
    )
    if (problem !== undefined) faults.push(`${what}: ${problem}`)
  }
  return { of: all.length, faults }
}

fault('configurations that nobody means', 1, () => checkAll(ODD))

/** What may become of a text: a piece doubled or lost, or a value that is another. */
const mutated = fc.oneof(
  fc
    .tuple(fc.nat(CONFIG.length), fc.nat(60))
    .map(([at, length]) => CONFIG.slice(0, at) + CONFIG.slice(at + length)),
  fc
    .tuple(fc.nat(CONFIG.length), fc.nat(60))
    .map(([at, length]) => CONFIG.slice(0, at + length) + CONFIG.slice(at)),
  fc
    .tuple(fc.nat(CONFIG.length), fc.constantFrom(...'{}[]:,&*!|>\'"%@`#\t\0\u202e'))
    .map(([at, sign]) => CONFIG.slice(0, at) + sign + CONFIG.slice(at)),
  fc
    .tuple(fc.nat(60), fc.constantFrom('-1', '1e999', '~', '[]', '{}', '__proto__', 'x\\n'))
    .map(([nth, value]) => {
      let place = 0
      return CONFIG.replace(/(?<=[:[,] )[\w.-]+/g, (old) => (place++ === nth ? value : old))
    }),
)

fault('configurations changed by chance', 1, ({ random }) => {
  const seed = Math.floor(random.uniform() * 2 ** 31)
  return checkAll(fc.sample(mutated, { numRuns: 60, seed }).map((text, index) => [`${seed} ${index}`, text]))
})
