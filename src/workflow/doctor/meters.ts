import type { Context } from '../../context.ts'
import { absent, type Finding, findingOf, fine, wrong } from '../../machine/finding.ts'
import { isTrusted } from '../../machine/known-load.ts'
import { rememberChecks } from '../../machine/verification.ts'
import { CONFIG_FILE } from '../../model/config/defaults.ts'
import type { CheckedMeter } from '../../runners/known-load.ts'
import { RUNNERS } from '../../runners/registry.ts'
import { requireConfig } from '../plan/load-config.ts'

/**
 * Runs a load whose cost is known under each meter of each runner. What is found is kept, and told by the records of
 * later runs.
 *
 * @param path of the configuration: doctor works without one, and says nothing of its mistakes
 */
export async function checkMeters(
  path: string | undefined,
  show: (...findings: Finding[]) => void,
  context: Context,
): Promise<CheckedMeter[]> {
  const loaded = await findingOf(
    () => requireConfig(path),
    (words) => absent(path ?? CONFIG_FILE, words),
  )
  const config = 'found' in loaded ? loaded.found.config : null
  const checks: CheckedMeter[] = []
  for (const runner of RUNNERS) checks.push(...(await runner.examine({ config, show, context })))
  await rememberChecks(
    checks.map((check) => ({ meter: check.meter, isTrusted: isRight(check) })),
    context.now(),
  )
  return checks
}

const isRight = ({ problem, readings }: CheckedMeter): boolean => problem === null && isTrusted(readings)

/** Whether a meter's figures are right. */
export function meterFinding(check: CheckedMeter): Finding {
  const title = `figures of a ${check.where}`
  if (check.problem !== null)
    return wrong(title, `not verified: the known load did not run: ${check.problem}`)
  return isRight(check)
    ? fine(title, 'verified against a known load')
    : wrong(title, 'wrong: see above. Close other programs, then run doctor again.')
}
