import { absent, type Finding, findingOf, fine, wrong } from '../../machine/finding.ts'
import { type CheckedMeter, checkMeter } from '../known-load.ts'
import { requireMeterPython } from '../meter/python.ts'
import type { Examination } from '../runner.ts'
import { PROCESS_METER, runProcess } from './run.ts'

export async function examine({ show, context }: Examination): Promise<CheckedMeter[]> {
  const found = await findingOf(requireMeterPython, (words) => wrong('Python', words))
  if ('finding' in found) {
    show(found.finding)
    return []
  }
  const { path, version } = found.found
  show(fine('Python', `${version} (${path})`))
  const env = { PATH: context.env.PATH ?? '' }
  const meter = { meter: PROCESS_METER, where: 'process', python: path }
  const checked = await checkMeter(meter, context, ({ folder, ...load }) =>
    runProcess(path, { ...load, cwd: folder, env }, context.signal),
  )
  show(cgroupFinding(checked))
  return [checked]
}

function cgroupFinding({ run: { limitsEnforced, parts } }: CheckedMeter): Finding {
  if (limitsEnforced === true)
    return fine('cgroup for processes', `${parts[0]?.host?.cgroup}: memory limits are enforced`)
  const fix =
    'Run as root, or use systemd-run --user --scope etl-compare …. Until then, memory limits are not enforced.'
  return absent('cgroup for processes', `${limitsEnforced.reason}. ${fix}`)
}
