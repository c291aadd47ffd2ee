import { Document, isSeq } from 'yaml'
import type { EngineDraft, JobDraft, TableDraft } from './draft.ts'

const LINE_WIDTH = 110

const NO_SCHEMA =
  '# For completion in editors, copy etl-compare.schema.json of the package here: see its README.'

/** What a reader needs to know of each key of the first job. */
const EXPLANATIONS: Partial<Record<keyof JobDraft | 'engines', string[]>> = {
  input: ['A folder, file or glob, relative to this file. {partition} is --partition or the UTC date.'],
  columns: ['Columns that the input must have, by file name; "*" means every file.'],
  baseline: ['The engine that the others are compared with.'],
  engines: [
    'run: is a local command, started in this folder. {input} is the input, {output} an empty folder to write to,',
    '{partition} as above. ETL_INPUT, ETL_OUTPUT and ETL_PARTITION have the same values. sources: lists the files',
    'of its code; local modules that they import are added.',
  ],
  tables: [
    'By default {output}/<table>/ or {output}/<table>.parquet (.csv, .json); at: "{output}/…" sets another place.',
    'key: columns that identify a row.',
  ],
}

/**
 * A whole configuration with one job, explained.
 *
 * @param schema path as editors need it; undefined where the project has none
 */
export function newConfig(draft: JobDraft, schema: string | undefined): string {
  return [
    schema === undefined ? NO_SCHEMA : `# yaml-language-server: $schema=${schema}`,
    `# What etl-compare runs side by side. Try: etl-compare run ${draft.name}`,
    'version: 1',
    '# The cores and memory that each engine gets. By default all cores, and no memory limit:',
    '# limits: { cpus: 2, memory: 4GiB }',
    '',
    'jobs:',
    ...renderJob(draft, '  ', EXPLANATIONS).map((line) => `  ${line}`),
    '',
  ].join('\n')
}

/**
 * A job as lines of YAML, beginning with its name.
 *
 * @param step what each level is indented by
 * @param explanations comment lines above keys
 */
export function renderJob(draft: JobDraft, step: string, explanations: typeof EXPLANATIONS = {}): string[] {
  const columns = Object.entries(draft.columns).map(([file, names]) => `${scalar(file)}: ${list(names)}`)
  const body: [keyof typeof EXPLANATIONS, string, string[]][] = [
    ['input', scalar(draft.input), []],
    ['columns', '', columns],
    ['baseline', scalar(draft.baseline.name), []],
    ['engines', '', [draft.baseline, draft.candidate].flatMap((engine) => renderEngine(engine, step))],
    ['tables', '', draft.tables.map(tableLine)],
  ]
  const shown = body.filter(([, value, nested]) => value !== '' || nested.length > 0)
  const lines = shown.flatMap(([key, value, nested]) => [
    ...(explanations[key] ?? []).map((line) => `# ${line}`),
    value === '' ? `${key}:` : `${key}: ${value}`,
    ...nested.map((line) => step + line),
  ])
  return [`${scalar(draft.name)}:`, ...lines.map((line) => step + line)]
}

/** An engine as lines of YAML, beginning with its name. */
export function renderEngine({ name, run, sources }: EngineDraft, step: string): string[] {
  const lines = [
    ...wrap('run: [', run.map(scalar), step),
    ...(sources.length > 0 ? [`sources: ${list(sources)}`] : []),
  ]
  return [`${scalar(name)}:`, ...lines.map((line) => step + line)]
}

const tableLine = ({ name, key }: TableDraft): string =>
  key.length > 0 ? `${scalar(name)}: { key: ${list(key)} }` : `${scalar(name)}: {}`

/** A list in brackets, in as few lines as its width allows. */
function wrap(begin: string, items: string[], step: string): string[] {
  const lines = [begin]
  for (const [index, item] of items.entries()) {
    const word = item + (index < items.length - 1 ? ',' : ']')
    const line = lines.at(-1) ?? ''
    const joined = line === begin ? line + word : `${line} ${word}`
    if (joined.length + 4 * step.length <= LINE_WIDTH) lines[lines.length - 1] = joined
    else lines.push(step + word)
  }
  return lines
}

const scalar = (text: string): string => list([text]).slice(1, -1)

/** A list of texts on one line, quoted where YAML needs it. */
function list(texts: string[]): string {
  const document = new Document(texts)
  if (isSeq(document.contents)) document.contents.flow = true
  return document.toString({ lineWidth: 0, flowCollectionPadding: false }).trim()
}
