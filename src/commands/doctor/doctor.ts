import { resolve } from 'node:path'
import type { Context, ExitCode } from '../../context.ts'
import { announceMeasuring } from '../../machine/measuring.ts'
import { rememberChecks } from '../../machine/verification.ts'
import type { Daemon } from '../../runners/docker/connect.ts'
import { collectImages } from '../../runners/docker/images/collect.ts'
import { requireMeterPython } from '../../runners/meter/python.ts'
import { toolVersion } from '../../version.ts'
import { loadConfig } from '../../workflow/plan/load-config.ts'
import { lookAtDaemon } from './daemon.ts'
import { absent, type Finding, findingOf, fine, lineOf, wrong } from './finding.ts'
import { lookAtMachine } from './machine.ts'
import { type Checked, checkContainers, checkProcess, imageWithPython, isRight, WHERE } from './meters.ts'
import { lookAtOthers } from './others.ts'
import { metersTable } from './text.ts'

export interface DoctorOptions {
  config: string
  out: string
}

/** The built-in stack's image, which has a Python. */
const OWN_IMAGE = 'etl-compare/pythonic'

/**
 * Says whether this machine can run comparisons, and whether its figures can be trusted: a load whose cost is known
 * runs under each meter that is here. What was found is kept, and told by the records of later runs.
 */
export async function doctor(options: DoctorOptions, context: Context): Promise<ExitCode> {
  const { print } = context.terminal
  const findings: Finding[] = []
  const show = (...found: Finding[]) => {
    findings.push(...found)
    for (const finding of found) print(lineOf(finding))
  }
  show(fine('etl-compare', `${toolVersion}, Node ${process.versions.node}`))
  show(...(await lookAtMachine(resolve(options.out), context.env)))
  using measuring = await announceMeasuring()
  show(...(await lookAtOthers(measuring, context)))
  const { daemon, findings: ofDaemon } = await lookAtDaemon()
  show(...ofDaemon)
  const checks = await checkMeters(daemon, options, context, show)
  const table = metersTable(checks)
  if (table.length > 0) print(['', ...table, ''].join('\n'))
  show(...checks.map(verdictOf))
  const trusted = Object.fromEntries(checks.map((check) => [check.meter, isRight(check)]))
  await rememberChecks(trusted, daemon?.version ?? null, context.now())
  return conclude(findings, print)
}

/** Runs the known load under every meter that can stand here. */
async function checkMeters(
  daemon: Daemon | null,
  options: DoctorOptions,
  context: Context,
  show: (...found: Finding[]) => void,
): Promise<Checked[]> {
  const checks: Checked[] = []
  const python = await findingOf(requireMeterPython, (words) => wrong('Python', words))
  if ('finding' in python) show(python.finding)
  else {
    const { path, version } = python.found
    show(fine('Python', `${version} (${path})`))
    const check = await checkProcess(path, context)
    show(cgroupFinding(check))
    checks.push(check)
  }
  if (!daemon) return checks
  const inside = await imageWithPython(daemon, await imagesOf(options.config), context)
  if (inside) checks.push(...(await checkContainers(daemon, inside, context)))
  else
    show(
      absent('containers', `not verified: no image here has a Python. Build one: etl-compare images build`),
    )
  return checks
}

function cgroupFinding({ run }: Checked): Finding {
  if (run.limitsEnforced === true)
    return fine('cgroup for processes', `${run.cgroup}: memory limits are enforced`)
  const mend =
    'Run as root, or: systemd-run --user --scope etl-compare …; until then no limit of memory is enforced.'
  return absent('cgroup for processes', `${run.limitsEnforced.reason}. ${mend}`)
}

function verdictOf(check: Checked): Finding {
  const title = `figures of a ${WHERE[check.meter]}`
  if (check.problem !== null)
    return wrong(title, `not verified: the known load did not run: ${check.problem}`)
  return isRight(check)
    ? fine(title, 'right: verified')
    : wrong(title, 'not right: see above. Let nothing else run meanwhile, and call doctor again.')
}

/** Those of the configuration, if there is one, and our own. */
async function imagesOf(path: string): Promise<string[]> {
  const loaded = await findingOf(
    () => loadConfig(path),
    (words) => absent(path, words),
  )
  const named = 'found' in loaded ? collectImages(loaded.found.config).map(({ source }) => source.name) : []
  return [...named, OWN_IMAGE]
}

function conclude(findings: readonly Finding[], print: (text: string) => void): ExitCode {
  const wrongs = findings.filter(({ mark }) => mark === '✕').length
  print(wrongs === 0 ? 'This machine is fit to compare on.' : `${wrongs} to mend (✕).`)
  return wrongs === 0 ? 0 : 2
}
