import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMeasured } from '../../src/model/measures/measure.ts'
import { COPY, firstTrial, folderWith, leftBehind, logOf, python, runInContainers } from '../container-job.ts'
import { BASE, noDocker } from '../docker.ts'
import { etlCompare, root } from '../etl-compare.ts'
import { FORGED } from './forged.ts'
import { OPEN_OUTPUT, openWalls } from './open-output.ts'
import { fault, unless } from './tally.ts'

const isSkipped = noDocker !== undefined
const PROBES = await readFile(join(import.meta.dirname, 'probes.py'), 'utf8')

const IMAGES: [what: string, env: string][] = [
  ['a stack', 'IS_STACK: 1'],
  ["a user's image", ''],
]

for (const [what, env] of IMAGES)
  fault(
    `walls of a container of ${what}`,
    1,
    async () => {
      const code = `command: [python, -c, ${JSON.stringify(PROBES)}], env: { ${env} }`
      const place = env ? 'stack: py' : 'image: etl-compare/pythonic'
      const stack = `project: ${JSON.stringify(join(root, 'docker/pythonic'))}`
      const engines = { base: `{ ${place}, ${code} }`, other: python(COPY) }
      await using folder = await folderWith(engines, { stack, limits: 'memory: 512MiB' })
      const { code: exit, stdout, stderr } = await runInContainers(folder.path)
      const [, found = '{}'] = /^(\{.*\})$/m.exec(await logOf(folder.path)) ?? []
      const probes = Object.entries<boolean>(JSON.parse(found))
      const gaveWay = probes.filter(([, isBroken]) => isBroken).map(([name]) => name)
      const ran = unless([exit === 0 && probes.length > 0, `exits with ${exit}: ${stdout}${stderr}`])
      return { of: Math.max(1, probes.length), faults: [...ran, ...gaveWay], leftBehind: await leftBehind() }
    },
    isSkipped,
  )

/** What an engine may put in the place of its measures before it kills its meter. */
const FORGERIES = {
  link: "os.symlink('/etc/passwd', result)",
  nonsense: "open(result, 'w').write('root:x:0:0')",
  figures: `open(result, 'w').write('${FORGED}')`,
  pipe: 'os.mkfifo(result)',
  folder: 'os.mkdir(result)',
}
/** And where it leaves it alone, which is not to wait for any of it, or to write through it. */
const OBSTACLES = {
  pipes: "os.mkfifo(result + '.partial'); os.mkfifo(result)",
  links: "os.symlink('/etl/output/_x', result + '.partial'); os.symlink('/etl/output/_x', result)",
}

fault(
  'containers that put something in the place of their measures',
  1,
  async () => {
    const plants = (all: Record<string, string>, end: string) =>
      Object.entries(all).map(([name, plant]) => {
        const code = [COPY, "import signal; result = '/etl/run/result.json'", plant, end]
        return [name, python(code.join('\n'))]
      })
    const engines = [...plants(FORGERIES, 'os.kill(os.getppid(), signal.SIGKILL)'), ...plants(OBSTACLES, '')]
    await using folder = await folderWith({ base: python(COPY), ...Object.fromEntries(engines) })
    const { stdout, stderr } = await runInContainers(folder.path)
    const faults = engines.map(async ([name = '']) => {
      const trial = await firstTrial(folder.path, name)
      const cpu = JSON.stringify(trial.measures.cpuSeconds)
      const isRight =
        name in OBSTACLES
          ? trial.outcome === 'ok' && isMeasured(trial.measures.cpuSeconds)
          : cpu === '{"value":null,"reason":"the meter was killed with the container"}'
      return unless(
        [isRight, `${name}: ${trial.outcome}, ${trial.reason}, ${cpu}`],
        [!`${stdout}${stderr}${JSON.stringify(trial)}`.includes('root:x'), `${name}: its words are repeated`],
      )
    })
    return { of: engines.length, faults: (await Promise.all(faults)).flat(), leftBehind: await leftBehind() }
  },
  isSkipped,
)

fault(
  "walls around a container's output",
  1,
  async () => {
    const engine = `{ image: ${BASE}, command: [sh, -c, ${JSON.stringify(OPEN_OUTPUT)}] }`
    await using folder = await folderWith({ base: engine, other: engine })
    const args = ['run', '--runner', 'docker', '--keep-outputs']
    const outcome = await openWalls(folder.path, 'base', etlCompare(args, folder.path))
    return { ...outcome, leftBehind: await leftBehind() }
  },
  isSkipped,
)
