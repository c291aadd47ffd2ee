import { loadavg } from 'node:os'
import type { Context } from '../../context.ts'
import { absent, type Finding, fine, wrong } from '../../machine/finding.ts'
import { allowedCpus } from '../../machine/host.ts'
import type { Measuring } from '../../machine/measuring.ts'
import { otherRuns } from '../../machine/other-run.ts'
import type { Quiet } from '../../machine/quiet.ts'
import { othersWords } from '../../render/comparison/machine.ts'
import { QUIET_PERCENT } from '../../trial/disturbance.ts'

/** Whether others work on this machine now, beside whom no figure is right. */
export async function lookAtOthers(measuring: Measuring, context: Context): Promise<Finding[]> {
  const load = loadOf(await context.quiet(await allowedCpus(), context.signal))
  const others = othersWords(await otherRuns(measuring, context.now()))
  return others === undefined
    ? [load]
    : [
        load,
        wrong(
          'other runs',
          `${others}. Times measured now would be too long. Wait until no other run is measuring.`,
        ),
      ]
}

function loadOf(quiet: Quiet | null): Finding {
  if (quiet === null) return absent('load', 'the kernel does not say how busy the cores are')
  const { busyPercent, waitedMs } = quiet
  const average = `load average ${loadavg()[0]?.toFixed(1)}`
  if (busyPercent <= QUIET_PERCENT) return fine('load', `the cores are ${busyPercent} % busy, ${average}`)
  return wrong(
    'load',
    `BUSY: the cores are still ${busyPercent} % busy after ${Math.round(waitedMs / 1000)} s of waiting, ${average}. Times will be too long, and ratios may be wrong. Close other programs (top shows them), then run doctor again.`,
  )
}
