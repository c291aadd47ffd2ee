/** What a job reads: made data, one path, or several paths by their names. */
export type JobInput =
  | { kind: 'fixture'; fixture: string }
  | { kind: 'path'; template: string }
  | { kind: 'several'; templates: Record<string, string> }

/** Names every data file of an input, or every input, that `columns:` has no line for. */
export const EVERY_OTHER = '*'

/** One path of a job's input. Its name is null where `input:` is all there is. */
export interface InputTemplate {
  name: string | null
  template: string
}

/** The paths that a job reads; none of a fixture. */
export function inputTemplates(input: JobInput): InputTemplate[] {
  if (input.kind === 'fixture') return []
  if (input.kind === 'path') return [{ name: null, template: input.template }]
  return Object.entries(input.templates).map(([name, template]) => ({ name, template }))
}

/** `input`, or `input.orders`: as commands name it in braces. */
export const inputPlaceholder = (name: string | null): string => (name === null ? 'input' : `input.${name}`)

/** `ETL_INPUT`, or `ETL_INPUT_ORDERS`. */
export const inputVariable = (name: string | null): string =>
  name === null ? 'ETL_INPUT' : `ETL_INPUT_${name.toUpperCase().replaceAll('-', '_')}`

/** Where the configuration says it, such as `jobs.daily.inputs.orders`. */
export const inputKey = ({ job, input }: InputOwner): string =>
  input === null ? `jobs.${job}.input` : `jobs.${job}.inputs.${input}`

/** Whose input something is; `input` is its name where the job has several. */
export interface InputOwner {
  job: string
  input: string | null
}
