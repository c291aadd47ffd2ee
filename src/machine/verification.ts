import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { cacheFolder } from '../files/cache.ts'
import { writeAtomically } from '../files/write-atomically.ts'
import { toolVersion } from '../version.ts'
import { describeHost } from './host.ts'
import { METERS, type Meter } from './known-load.ts'

/** What a check of a meter holds for: it says nothing of any other. */
const circumstances = z.strictObject({
  tool: z.string(),
  hostClass: z.string(),
  kernel: z.string(),
  /** Version of the Docker daemon; null for processes. */
  daemon: z.string().nullable(),
})
const check = circumstances.extend({ trusted: z.boolean(), when: z.string() })
const schema = z.partialRecord(z.enum(METERS), check)
type Checks = z.infer<typeof schema>

const file = () => join(cacheFolder(), 'verified.json')

function here(meter: Meter, daemon: string | null): z.infer<typeof circumstances> {
  const { class: hostClass, kernel } = describeHost('none')
  return { tool: toolVersion, hostClass, kernel, daemon: meter === 'process' ? null : daemon }
}

async function readChecks(): Promise<Checks> {
  try {
    return schema.parse(JSON.parse(await readFile(file(), 'utf8')))
  } catch {
    return {}
  }
}

/** Keeps what `doctor` found of meters. */
export async function rememberChecks(
  trusted: Partial<Record<Meter, boolean>>,
  daemon: string | null,
  when: Date,
): Promise<void> {
  const checks = await readChecks()
  for (const meter of METERS) {
    const found = trusted[meter]
    if (found !== undefined)
      checks[meter] = { ...here(meter, daemon), trusted: found, when: when.toISOString() }
  }
  await writeAtomically(file(), JSON.stringify(checks))
}

/** The meters that `doctor` has found to be right, by this version of the tool, here, with this daemon. */
export async function verifiedMeters(daemon: string | null): Promise<Set<Meter>> {
  const checks = await readChecks()
  return new Set(
    METERS.filter((meter) => {
      const found = checks[meter]
      if (!found?.trusted) return false
      const now = here(meter, daemon)
      return (Object.keys(now) as (keyof typeof now)[]).every((key) => found[key] === now[key])
    }),
  )
}
