import { CALLS } from '../../src/differences/calls.ts'
import {
  type Code,
  DESTINATIONS,
  DROP_INS,
  type DropIn,
  type Engine,
  type Entry,
  isDropIn,
  TARGETS,
  WITH_CALLS_APART,
} from '../../src/differences/entry.ts'
import {
  type Measured,
  outcomeOf,
  type ProbeKind,
  portOf,
  standingOf,
} from '../../src/differences/outcome.ts'
import { TOPICS } from '../../src/differences/registry.ts'
import { REWRITES } from '../../src/differences/rewrites.ts'
import { TARGET_NAMES } from '../../src/render/differences/fixes.ts'
import { rowsText } from '../../src/render/differences/outcome-text.ts'

const NAMES: Record<Engine, string> = { spark: 'Spark', ...TARGET_NAMES }
const STANDINGS = { same: 'the same', 'same-if': 'if written so', differ: '**differs**', none: 'none' }

/** A page of docs: its path below docs, and its Markdown. */
export interface Page {
  path: string
  text: string
}

/** The index of all entries, docs/differences.md, and a page a topic with the code that was run and what it returned. */
export function differencesPages(measured: Measured): Page[] {
  const topics = Object.entries(TOPICS)
  return [
    { path: 'differences.md', text: indexPage(measured) },
    ...topics.map(([topic, entries]) => ({
      path: pathOf(topic),
      text: topicPage(topic, entries, measured),
    })),
  ]
}

const pathOf = (topic: string): string => `differences/${topic.toLowerCase().replaceAll(' ', '-')}.md`

const WRITTEN = '<!-- Written by scripts/differences.ts: run make differences. -->'

function indexPage(measured: Measured): string {
  const entries = Object.values(TOPICS).flat()
  const versions = Object.entries(measured.versions).map(
    ([engine, version]) => `${NAMES[engine as Engine]} ${version}`,
  )
  return `# Where engines differ

${WRITTEN}

The same operation, written as one would in each engine, may return other data without an error. Each of the ${entries.length} entries
below was run on ${versions.join(', ')}, with default settings and sessions in UTC. Nothing here is an opinion: whether engines
agree is what their results say. DuckDB and Polars reach tables of Iceberg and Delta by PyIceberg and delta-rs. In code, \`folder\` is empty
at first, and \`spark\` and \`spark_table\` lead to what Spark's code of the same entry left. \`etl-compare port-check\` ([commands.md](commands.md)) finds the entries that a program meets.

- **the same**: a plain translation returns what Spark returns.
- **if written so**: a plain translation returns other data. The second code returns what Spark returns.
- **differs**: no simple code returns what Spark does. Decide which result you want.
- **none**: the engine has no such operation.

Sail, SQLFrame (on DuckDB) and DuckDB's Spark API run Spark's code as it is: [dropin.md](dropin.md). **none** there is a call that they
lack, at which a program ends; **differs** is other data, an error, or something that is left out without an error; – was not run. DuckDB's Spark API hands SQL to DuckDB as it is:
syntax that is Spark's own, such as \`1.5D\`, is an error there, whatever the operation. Many pages have two more codes: a form that returns the same on
Spark and on these engines, and the operation in calls of the DataFrame API, which are not always what the same functions in SQL are.

${Object.entries(TOPICS)
  .map(([topic, ofTopic]) => `## ${topic}\n\n${summary(topic, ofTopic, measured)}`)
  .join('\n\n')}
`
}

function topicPage(topic: string, entries: readonly Entry[], measured: Measured): string {
  return `# ${topic}: where engines differ

${WRITTEN}

[All topics, and what the words mean](../differences.md)

${entries.map((entry) => section(entry, measured)).join('\n\n')}
`
}

/** An anchor a row: the id of an entry leads to its line in the index, and from there to its page. */
function summary(topic: string, entries: readonly Entry[], measured: Measured): string {
  const rows = entries.map((entry) => {
    const cells = DESTINATIONS.map((target) =>
      isDropIn(target) && !outcomeOf(entry, target, measured)
        ? '–'
        : STANDINGS[standingOf(entry, target, measured)],
    )
    const link = `<a id="${entry.id}"></a>[${inCell(entry.title)}](${pathOf(topic)}#${entry.id})`
    return `| ${link} | \`${entry.id}\` | ${cells.join(' | ')} |`
  })
  return [
    `| operation | id | ${DESTINATIONS.map((target) => NAMES[target]).join(' | ')} |`,
    `|---|---|${'---|'.repeat(DESTINATIONS.length)}`,
    ...rows,
  ].join('\n')
}

function section(entry: Entry, measured: Measured): string {
  const shown = (engine: Engine, kind: ProbeKind, code: Code, label: string) =>
    `${label}, returns ${returned(entry, kind, measured)}\n\n${fence(engine, code)}`
  const ports = TARGETS.flatMap((target) => {
    const port = portOf(entry, target)
    const own = entry.ports[target]
    if (!port) return 'lacks' in own ? [`${NAMES[target]} has no counterpart: ${own.lacks}`] : []
    const plain = shown(target, target, port.plain, NAMES[target])
    const agrees =
      port.agrees && shown(target, `${target}-agrees`, port.agrees, `${NAMES[target]}, written so`)
    const write = port.write ? [`In ${NAMES[target]}: ${port.write}`] : []
    return [plain, ...write, ...(agrees ? [agrees] : [])]
  })
  const triggers = entry.triggers.map((trigger) => `\`${trigger}\``).join(', ')
  return [
    `## ${entry.id}`,
    `**${entry.title}.** ${entry.what}`,
    `Met by ${triggers}.`,
    shown('spark', 'spark', entry.spark, NAMES.spark),
    ...asItIs(entry, measured),
    ...inCalls(entry, measured),
    ...rewritten(entry, measured),
    ...ports,
  ].join('\n\n')
}

/** What drop-ins made of Spark's code. */
function asItIs(entry: Entry, measured: Measured): string[] {
  const ran = DROP_INS.filter((engine) => outcomeOf(entry, engine, measured))
  if (ran.length === 0) return []
  const each = ran.map((engine) => `${NAMES[engine]} ${came(entry, engine, measured)}`)
  const instead = entry.instead ? ` Where it is lacking: ${entry.instead}` : ''
  return [`The same code: ${each.join('; ')}.${instead}`]
}

/** What drop-ins made of its calls. */
function inCalls(entry: Entry, measured: Measured): string[] {
  const python = CALLS.get(entry.id)
  if (python === undefined) return []
  const each = WITH_CALLS_APART.map(
    (engine) => `${NAMES[engine]} ${came(entry, engine, measured, `${engine}-calls`)}`,
  )
  return [`In calls of the DataFrame API: ${each.join('; ')}.\n\n${fence('spark', { python })}`]
}

/** How Spark's code is written for drop-ins, and what it returns then. */
function rewritten(entry: Entry, measured: Measured): string[] {
  const rewrite = REWRITES.get(entry.id)
  if (!rewrite) return []
  const engines = rewrite.on.map((engine) => NAMES[engine]).join(', ')
  const advice = `For ${engines}: ${rewrite.write}`
  if (rewrite.code === undefined) return [advice]
  const returns = returned(entry, 'spark-rewritten', measured)
  const changed = rewrite.changes ? ', which is new for Spark too' : ''
  return [advice, `Written so, Spark and they return ${returns}${changed}\n\n${fence('spark', rewrite.code)}`]
}

function came(entry: Entry, engine: DropIn, measured: Measured, kind: ProbeKind = engine): string {
  const outcome = outcomeOf(entry, kind, measured)
  if (outcome && 'lacks' in outcome) return `lacks ${inline(outcome.lacks)}`
  if (standingOf(entry, engine, measured, kind) === 'same') return 'returns the same'
  return outcome && 'rows' in outcome
    ? `returns ${inline(rowsText(outcome.rows))}`
    : `returns ${returned(entry, kind, measured)}`
}

function fence(engine: Engine, code: Code): string {
  const isSql = typeof code === 'string' && engine !== 'polars'
  return `\`\`\`${isSql ? 'sql' : 'python'}\n${typeof code === 'string' ? code : code.python}\n\`\`\``
}

function returned(entry: Entry, kind: ProbeKind, measured: Measured): string {
  const outcome = outcomeOf(entry, kind, measured)
  if (!outcome) return 'nothing yet'
  if ('error' in outcome) return `the error ${inline(outcome.error)}`
  if ('lacks' in outcome) return 'nothing'
  return outcome.rows.length === 0
    ? 'no rows'
    : `${inline(rowsText(outcome.rows))} (${outcome.types.join(', ')})`
}

/** Code within a line, whatever backticks and pipes it has. */
const inline = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``)

const inCell = (text: string): string => text.replaceAll('|', '\\|')
