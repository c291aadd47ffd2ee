import { inlineScript, SHELLS, simpleCommands } from '../../text/shell.ts'
import { isLocalMaster, MASTER, shortMaster } from './spark-master.ts'

/** Whether a program's arguments hand the work to something outside its own process tree. */
type HandsOver = (args: readonly string[]) => boolean

const always: HandsOver = () => true
/** All but these subcommands, which do their work themselves. */
const except =
  (...own: string[]): HandsOver =>
  (args) =>
    !own.some((words) => words.split(' ').every((word, index) => positional(args)[index] === word))
const only =
  (...handing: string[]): HandsOver =>
  (args) =>
    handing.includes(positional(args)[0] ?? '')

/** Programs that have work done elsewhere: by a cluster, a daemon, a cloud. */
const LAUNCHERS: Record<string, HandsOver> = {
  'spark-submit': leavesTheMachine,
  'spark-sql': leavesTheMachine,
  'spark-shell': leavesTheMachine,
  pyspark: leavesTheMachine,
  docker: always,
  'docker-compose': always,
  podman: always,
  nerdctl: always,
  kubectl: always,
  oc: always,
  argo: always,
  databricks: always,
  aws: except('s3', 's3api'),
  gcloud: except('storage'),
  bq: always,
  az: except('storage'),
  ssh: always,
  airflow: except('tasks test', 'dags test'),
  beeline: always,
  yarn: only('jar', 'app', 'application'),
}

/** Programs that run the program they are given, and their options that take a value of their own. */
const WRAPPERS: Record<string, { valued: string; operands: number }> = {
  env: { valued: '-u -C --chdir --unset', operands: 0 },
  nice: { valued: '-n --adjustment', operands: 0 },
  ionice: { valued: '-c -n --class --classdata', operands: 0 },
  time: { valued: '-f -o --format --output', operands: 0 },
  timeout: { valued: '-k -s --kill-after --signal', operands: 1 },
  nohup: { valued: '', operands: 0 },
  setsid: { valued: '', operands: 0 },
  stdbuf: { valued: '-i -o -e', operands: 0 },
  sudo: { valued: '-u -g -C -h -p -U', operands: 0 },
  taskset: { valued: '', operands: 1 },
  exec: { valued: '-a', operands: 0 },
}

const ASSIGNMENT = /^[A-Za-z_]\w*=/
const MOST_DEPTH = 8

/** A program that a command runs, and its arguments. */
interface Called {
  /** As it is written, and its name alone. */
  path: string
  program: string
  args: readonly string[]
}

/** The programs of a command, looked for behind `env`, `nice`, `bash -c` and the like. */
function programsOf(command: readonly string[], depth = 0): Called[] {
  const [path = '', ...args] = command
  const program = path.slice(path.lastIndexOf('/') + 1)
  if (depth > MOST_DEPTH) return []
  if (ASSIGNMENT.test(path)) return programsOf(args, depth + 1)
  if (Object.hasOwn(WRAPPERS, program)) return programsOf(unwrapped(program, args), depth + 1)
  if (!SHELLS.includes(program)) return [{ path, program, args }]
  return simpleCommands(inlineScript(args) ?? '').flatMap((each) => programsOf(each, depth + 1))
}

/**
 * The program that has a command's work done elsewhere; undefined where none is seen. A script that calls one in its own
 * file is not seen through.
 */
export const launcherOf = (command: readonly string[]): string | undefined =>
  programsOf(command).find(
    ({ program, args }) => Object.hasOwn(LAUNCHERS, program) && LAUNCHERS[program]?.(args),
  )?.program

/** The programs of a command as they are written, without those that only start them. */
export const programPaths = (command: readonly string[]): string[] =>
  programsOf(command).map(({ path }) => path)

/**
 * The master that a command gave to Spark, in short; undefined where that was none, or several.
 *
 * @param seen those in the command lines of Spark's JVMs, null of one that was given none: they count before the command's
 */
export function masterOf(
  command: readonly string[],
  seen: readonly (string | null)[] = [],
): string | undefined {
  const masters = new Set<string | null | undefined>(seen.length > 0 ? seen : mastersIn(command))
  const [master, ...others] = masters
  return others.length === 0 && typeof master === 'string' ? shortMaster(master) : undefined
}

const mastersIn = (command: readonly string[]): (string | undefined)[] =>
  programsOf(command)
    .filter(({ program }) => LAUNCHERS[program] === leavesTheMachine)
    .map(({ args }) => masterIn(args))

/** What a wrapper runs: its arguments without its own options, values and operands. */
function unwrapped(wrapper: string, args: readonly string[]): string[] {
  const { valued, operands } = WRAPPERS[wrapper] ?? { valued: '', operands: 0 }
  const takesValue = valued.split(' ')
  let index = 0
  while (args[index]?.startsWith('-')) index += takesValue.includes(args[index] ?? '') ? 2 : 1
  return args.slice(index + operands)
}

const positional = (args: readonly string[]): string[] => args.filter((argument) => !argument.startsWith('-'))

const masterIn = (args: readonly string[]): string | undefined =>
  settingOf(args.slice(0, endOfOptions(args)), '--master', MASTER)

/** A driver in the cluster, or executors there: either way the work is not in this process tree. */
function leavesTheMachine(args: readonly string[]): boolean {
  const own = args.slice(0, endOfOptions(args))
  const master = masterIn(args)
  const mode = settingOf(own, '--deploy-mode', 'spark.submit.deployMode')
  if (mode === 'cluster' || settingOf(own, '--remote', 'spark.remote') !== undefined) return true
  return master !== undefined && !isLocalMaster(master)
}

/** Where the application and its own arguments begin: an option like `--master` of theirs is not Spark's. */
function endOfOptions(args: readonly string[]): number {
  const SWITCHES = ['--verbose', '-v', '--supervise', '--version', '--help', '-h', '--usage-error']
  let index = 0
  while (args[index]?.startsWith('-')) {
    const argument = args[index] ?? ''
    index += SWITCHES.includes(argument) || argument.includes('=') ? 1 : 2
  }
  return index
}

/** Value of an option, or of the setting that `--conf` gives it; Spark takes the option where both are there. */
function settingOf(args: readonly string[], option: string, setting: string): string | undefined {
  const after = (name: string): string[] =>
    args.flatMap((argument, index) => {
      if (argument === name) return args[index + 1] ?? []
      return argument.startsWith(`${name}=`) ? argument.slice(name.length + 1) : []
    })
  const settings = [...after('--conf'), ...after('-c')].filter((each) => each.startsWith(`${setting}=`))
  return after(option).at(-1) ?? settings.at(-1)?.slice(setting.length + 1)
}
