/** Makes the next version's JSON of one version's. Pure, and never changed once it is released. */
export type Upcast = (old: Readonly<Record<string, unknown>>) => Record<string, unknown>

/** Version 2 calls the piece of input that a run is about its partition: `key` means columns that identify a row. */
const partitionForKey: Upcast = ({ key, input, ...rest }) => ({
  ...rest,
  partition: key,
  input: isOfKey(input) ? { ...input, source: 'partition' } : input,
})

const isOfKey = (input: unknown): input is { source: 'key' } =>
  typeof input === 'object' && input !== null && 'source' in input && input.source === 'key'

/** The first makes version 2 of version 1, the second version 3 of version 2, and so on. */
export const UPCASTS: readonly Upcast[] = [partitionForKey]

/** What upcasting came to: today's JSON, or why there is none. */
export type Upcasted = { value: unknown; reason?: undefined } | { value?: undefined; reason: string }

/** Brings a record of any version up to today's. Its shape is not checked here. */
export function upcast(value: unknown, upcasts: readonly Upcast[] = UPCASTS): Upcasted {
  const current = upcasts.length + 1
  const version = versionOf(value)
  if (version === undefined) return { reason: 'is not a run record: it has no version' }
  if (version > current)
    return {
      reason: `is version ${version}, but this etl-compare reads versions up to ${current}. Update etl-compare`,
    }
  const steps = upcasts.slice(version - 1)
  return {
    value: steps.reduce(
      (old, step, index) => ({ ...step(old), version: version + index + 1 }),
      value as Record<string, unknown>,
    ),
  }
}

function versionOf(value: unknown): number | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { version } = value as { version?: unknown }
  return Number.isInteger(version) && Number(version) >= 1 ? Number(version) : undefined
}
