import { execFile, spawn } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { loadSite } from '../../src/workflow/report/load-site.ts'
import { endedOf, root } from '../etl-compare.ts'

const ACT = join(root, '.venv/bin/act')
/** What of the repository a release tag holds and the action takes. */
const RELEASED = [
  'action.yml',
  'action',
  'comment',
  'src',
  'package.json',
  'package-lock.json',
  'fixtures',
  'dist/site',
]
const OWN = 'org/etl-compare'
/** Whose jobs run on this machine. */
const RUNNERS = ['ubuntu-24.04', 'ubuntu-24.04-16core', 'self-hosted']
/** Of the jobs: what act hides wherever it is printed. */
export const TOKEN = 'ghs_rehearsal'
/** Workflows to copy. */
export const EXAMPLES = join(root, 'examples/workflows')

/** What stands for GitHub's actions that ours and the examples use, by name and commit, as act wants them. */
async function standIns(): Promise<string[]> {
  const files = [
    'action.yml',
    'comment/action.yml',
    ...(await readdir(EXAMPLES)).map((name) => join(EXAMPLES, name)),
  ]
  const texts = await Promise.all(files.map((file) => readFile(resolve(root, file), 'utf8')))
  const used = texts.flatMap((text) => [...text.matchAll(/uses: (actions\/([\w-]+)@[0-9a-f]{40})/g)])
  const mapped = used
    .filter(([, , name]) => name !== 'checkout')
    .map(([, action, name = '']) => `${action}=${join(import.meta.dirname, 'stand-ins', name)}`)
  return [...new Set(mapped)]
}

/** A repository of a user on this machine, with a bare one as its origin, in which act runs workflows. */
export interface Rehearsal extends AsyncDisposable {
  folder: string
  origin: string
  /** Where uploaded artifacts lie, by their names. */
  artifacts: string
  git(...args: string[]): Promise<string>
  write(files: Record<string, string>): Promise<void>
  /** Runs a workflow of the repository as at an event. */
  happen(workflow: string, event: string, payload: object, env?: Record<string, string>): Promise<Happened>
}

export interface Happened {
  code: number | null
  /** All that the runner printed. */
  log: string
  /** The job's summary. */
  summary: string
  /** All outputs of all steps; of one name, the last. */
  outputs: Record<string, string>
}

export async function rehearse(files: Record<string, string>): Promise<Rehearsal> {
  const place = await mkdtemp(join(tmpdir(), 'etl-compare-rehearsal-'))
  const [release, folder, origin, artifacts] = ['release', 'jobs', 'acme/jobs', 'artifacts'].map((name) =>
    join(place, name),
  ) as [string, string, string, string]
  await layRelease(release)
  for (const path of [folder, artifacts]) await mkdir(path)
  const git = async (...args: string[]) => (await promisify(execFile)('git', args, { cwd: folder })).stdout
  await git('init', '-q', '--bare', '-b', 'main', origin)
  await git('init', '-q', '-b', 'main')
  await git('config', 'user.name', 'Ada')
  await git('config', 'user.email', 'ada@example.org')
  await git('remote', 'add', 'origin', origin)
  const write = async (written: Record<string, string>) => {
    for (const [name, content] of Object.entries(written)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), content)
    }
    await git('add', '--all')
    await git('commit', '-q', '-m', 'Change jobs')
  }
  await write(files)
  await git('push', '-q', 'origin', 'main')
  const mapped = [`${OWN}@v1=${release}`, ...(await standIns())]
  return {
    ...{ folder, origin, artifacts, git, write },
    happen: async (workflow, event, payload, env = {}) => {
      const eventFile = join(place, 'event.json')
      await writeFile(eventFile, JSON.stringify(payload))
      const variables = {
        NODE_OPTIONS: `--import=${join(import.meta.dirname, 'as-on-github.ts')}`,
        ARTIFACTS: artifacts,
        REHEARSED_SERVER: `file://${place}`,
        ...env,
      }
      const args = [
        ...[
          event,
          '-W',
          `.github/workflows/${workflow}`,
          ...RUNNERS.flatMap((label) => ['-P', `${label}=-self-hosted`]),
          '-e',
          eventFile,
          '--json',
        ],
        ...[
          '--action-offline-mode',
          '--action-cache-path',
          join(place, 'actions'),
          '-s',
          `GITHUB_TOKEN=${TOKEN}`,
        ],
        ...mapped.flatMap((each) => ['--local-repository', each]),
        ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ]
      const child = spawn(ACT, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
      const { code, stdout, stderr } = await endedOf(child)
      return { code, ...said(`${stdout}\n${stderr}`) }
    },
    [Symbol.asyncDispose]: () => rm(place, { recursive: true, force: true }),
  }
}

/** As the tag of a release has it, with the production dependencies in place. */
async function layRelease(release: string): Promise<void> {
  await loadSite()
  for (const path of RELEASED)
    await cp(join(root, path), join(release, path), {
      recursive: true,
      filter: (from) => !from.endsWith('.test.ts'),
    })
  await symlink(join(root, 'node_modules'), join(release, 'node_modules'))
}

interface ActLine {
  msg?: string
  command?: string
  /** Of a summary. */
  content?: string
  /** Of an output. */
  name?: string
  arg?: string
}

/** act prints a line of JSON for each thing that it does. */
function said(printed: string): Omit<Happened, 'code'> {
  const lines = printed.split('\n').map((line): ActLine => {
    try {
      return JSON.parse(line)
    } catch {
      return { msg: line }
    }
  })
  const outputs = lines
    .filter(({ command }) => command === 'set-output')
    .map(({ name = '', arg = '' }) => [name, arg])
  return {
    log: lines.map(({ msg = '' }) => msg.replace(/\n$/, '')).join('\n'),
    summary: lines.flatMap(({ command, content = '' }) => (command === 'summary' ? [content] : [])).join(''),
    outputs: Object.fromEntries(outputs),
  }
}

/** Names of what was uploaded. */
export const namesIn = async (folder: string): Promise<string[]> => (await readdir(folder)).toSorted()
