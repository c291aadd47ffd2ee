import { join } from 'node:path'
import { z } from 'zod'
import { cacheFolder } from '../files/cache.ts'
import { readWhole } from '../files/excerpt.ts'
import { writeAtomically } from '../files/write-atomically.ts'
import { toolVersion } from '../version.ts'
import { describeHost } from './host.ts'

/** What measures a step, by its name, and the Docker daemon that it depends on; null where it depends on none. */
export interface Meter {
  name: string
  daemon: string | null
}

/** What a check of a meter holds for: it says nothing of any other. */
const circumstances = z.strictObject({
  tool: z.string(),
  hostClass: z.string(),
  kernel: z.string(),
  /** Version of the Docker daemon; null where it does not matter. */
  daemon: z.string().nullable(),
})
const check = circumstances.extend({ trusted: z.boolean(), when: z.string() })
const schema = z.record(z.string(), check)

const file = () => join(cacheFolder(), 'verified.json')

function here({ daemon }: Meter): z.infer<typeof circumstances> {
  const { class: hostClass, kernel } = describeHost('none')
  return { tool: toolVersion, hostClass, kernel, daemon }
}

async function readChecks(): Promise<z.infer<typeof schema>> {
  try {
    return schema.parse(JSON.parse((await readWhole(file())) ?? ''))
  } catch {
    return {}
  }
}

/** Keeps what `doctor` found of meters. */
export async function rememberChecks(
  found: readonly { meter: Meter; isTrusted: boolean }[],
  when: Date,
): Promise<void> {
  const checks = found.map(({ meter, isTrusted }) => [
    meter.name,
    { ...here(meter), trusted: isTrusted, when: when.toISOString() },
  ])
  await writeAtomically(file(), JSON.stringify({ ...(await readChecks()), ...Object.fromEntries(checks) }))
}

/** Tells of a meter whether `doctor` has found it right: by this version of the tool, here, with this daemon. */
export async function readVerification(): Promise<(meter: Meter) => boolean> {
  const checks = await readChecks()
  return (meter) => {
    const found = checks[meter.name]
    const now = here(meter)
    return (
      found?.trusted === true &&
      (Object.keys(now) as (keyof typeof now)[]).every((key) => found[key] === now[key])
    )
  }
}
