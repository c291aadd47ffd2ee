import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { serveGit } from './action/git-server.ts'
import { annotationsIn, startAction } from './action/program.ts'
import { scratch } from './etl-compare.ts'
import { gitRepositories } from './git-repository.ts'

const LEDGER = 'git:etl-compare-data'
const NO_DOCKER = { DOCKER_HOST: 'unix:///nowhere/docker.sock' }
const ENGINE = { 'engine.sh': 'cp "$1/shops.csv" "$2/"\n' }
const COPY = '[sh, engine.sh, "{input}", "{output}"]'
const ENGINES = `
      before: { run: ${COPY} }
      after: { run: ${COPY} }`

const config = (engines = ENGINES, more = 'limits: { cpus: 1, memory: 512MiB }') => `version: 1
${more}
jobs:
  shops:
    input: data
    baseline: before
    engines:${engines}
    tables: { shops: { key: [shop] } }
`

/** A folder with the job in it. */
async function jobFolder(path: string, files: Record<string, string>): Promise<void> {
  await mkdir(join(path, 'data'))
  const all = { 'data/shops.csv': 'shop,orders\nKiel,2\n', 'etl-compare.yml': config(), ...ENGINE, ...files }
  for (const [name, content] of Object.entries(all)) await writeFile(join(path, name), content)
}

async function actionIn(
  files: Record<string, string>,
  inputs = {},
  env = {},
  change?: (path: string) => Promise<void>,
) {
  await using folder = await scratch()
  await jobFolder(folder.path, files)
  await change?.(folder.path)
  const action = startAction(folder.path, inputs, env)
  const { code, stdout, stderr } = await action.ended
  const summary = await action.summary().catch(() => '')
  return { code, log: stdout, stderr, annotations: annotationsIn(stdout), summary }
}

describe('a runner that is too small', () => {
  it('is named with the memory that is asked for and there, before anything runs', async () => {
    const { code, annotations, log } = await actionIn({
      'etl-compare.yml': config(ENGINES, 'limits: { memory: 4096GiB }'),
    })
    expect(code).toBe(2)
    expect(annotations).toEqual([
      expect.stringMatching(/limits\.memory is 4096\.0GiB, but this machine has \d+\.\dGiB\. .*runs-on:/),
    ])
    expect(log).not.toContain('::group::Run')
  })

  it('is named with the disk that is needed and free, before anything runs', async () => {
    const { code, annotations, log } = await actionIn({}, {}, {}, (path) =>
      truncate(join(path, 'data/shops.csv'), 8e12),
    )
    expect(code).toBe(2)
    expect(annotations).toEqual([
      expect.stringMatching(/may write about 32\.0? ?TB|may write about .*, but .* free\. .*runs-on:/),
    ])
    expect(log).not.toContain('::group::Run')
  })
})

describe('a runner without Docker', () => {
  it('runs engines as processes where all can, and says so beside the run and in the summary', async () => {
    const stack = `
      before: { stack: tools, command: ${COPY} }
      after: { stack: tools, command: ${COPY} }`
    const files = {
      'etl-compare.yml': config(stack, 'stacks: { tools: { project: ., image: acme/tools:1 } }'),
      'pyproject.toml': '[project]\nname = "shops"\nversion = "0"\nrequires-python = ">=3.9"\n',
      'uv.lock': `version = 1\nrequires-python = ">=3.9"\n\n[[package]]\nname = "shops"\nversion = "0"\nsource = { virtual = "." }\n`,
    }
    const { code, annotations, summary, log, stderr } = await actionIn(files, { RUNNER: 'docker' }, NO_DOCKER)
    expect(code, log + stderr).toBe(0)
    expect(annotations).toEqual([
      expect.stringMatching(/^warning .*as processes, not in containers, because no daemon answers/),
    ])
    expect(summary).toMatch(/^> Engines ran as processes/m)
    expect(log).toContain('run as processes')
  })

  it('names engines that have only an image, and how to go on', async () => {
    const engines = `
      before: { run: ${COPY} }
      after: { run: ${COPY} }
      rust: { image: "acme/rust:1", command: ["{input}", "{output}"] }`
    const files = { 'etl-compare.yml': config(engines) }
    const { code, annotations } = await actionIn(files, {}, NO_DOCKER)
    expect(code).toBe(2)
    expect(annotations).toEqual([
      expect.stringMatching(/::rust of job shops: .*needs Docker.*runs-on:.*engines:/),
    ])
    const others = await actionIn(files, { ENGINES: 'before,after' }, NO_DOCKER)
    expect(others.code, others.log + others.stderr).toBe(0)
  })
})

describe('a mistake in etl-compare.yml', () => {
  it('stands beside its line, and begins no command of its own', async () => {
    const engines = `
      before: { runs: ${COPY} }
      "after%\\n::error::x": { run: 7 }`
    const { code, annotations } = await actionIn({ 'etl-compare.yml': config(engines) })
    expect(code).toBe(2)
    expect(annotations).toContainEqual(
      expect.stringMatching(
        /^error file=etl-compare\.yml,line=8,title=etl-compare::jobs\.shops\.engines\.before/,
      ),
    )
    expect(annotations.every((each) => each.startsWith('error file=etl-compare.yml,line='))).toBe(true)
  })
})

describe('a folder for the report that has other files', () => {
  it.each(['.', 'data'])(
    'is refused before anything runs, since all of it would be published: %s',
    async (report) => {
      const { code, annotations, log } = await actionIn({}, { REPORT: report })
      expect(code).toBe(2)
      expect(annotations).toEqual([expect.stringMatching(/with: report: .* has files that are no report/)])
      expect(log).not.toContain('::group::Run')
    },
  )
})

describe('an engine that prints commands to the runner', () => {
  it('gives none, whichever way its words are shown', async () => {
    const forger = "echo '::error::forged'; echo '##[error]forged'; exit 1\n"
    const { code, annotations, log, stderr } = await actionIn({ 'engine.sh': forger })
    expect(code).toBe(1)
    expect(log).toContain('##[error]forged')
    expect(annotations.join()).not.toContain('forged')
    expect(stderr).toBe('')
  })
})

describe('the ledger of the action', () => {
  it('that is nowhere is the one mistake of a run that it keeps from beginning', async () => {
    const { code, annotations } = await actionIn({}, { LEDGER })
    expect(code).toBe(2)
    expect(annotations).toEqual([expect.stringMatching(/is not in a usable git repository/)])
  })

  const onGitHub = async () => {
    const repositories = await gitRepositories()
    const git = await serveGit(join(repositories.bare, '..'), 'token')
    await repositories.inClone('remote', 'set-url', 'origin', `${git.url}/remote.git`)
    await jobFolder(repositories.clone, {})
    return {
      ...{ git, ...repositories },
      measure: () =>
        startAction(repositories.clone, { LEDGER, REPORT: 'none' }, { REHEARSED_SERVER: git.url }),
      [Symbol.asyncDispose]: async () => {
        await git[Symbol.asyncDispose]()
        await repositories[Symbol.asyncDispose]()
      },
    }
  }

  it('takes the token of the action, also where actions/checkout left its own in the repository', async () => {
    await using place = await onGitHub()
    await place.inClone('config', `http.${place.git.url}/.extraheader`, 'AUTHORIZATION: basic b3RoZXI=')
    const { code, stdout } = await place.measure().ended
    expect(code, stdout).toBe(0)
    expect(await place.inBare('rev-list', '--count', 'etl-compare-data')).toBe('1\n')
  })

  it('of a token that may not write is refused with the lines to add, before anything runs', async () => {
    await using place = await onGitHub()
    place.git.permission = 'read'
    const { code, stdout } = await place.measure().ended
    expect(code, stdout).toBe(2)
    expect(annotationsIn(stdout)).toEqual([
      expect.stringMatching(/^error .*denied to github-actions.*\n {2}permissions:\n {4}contents: write/s),
    ])
    expect(stdout).not.toContain('::group::Run')
  })

  it('of a token that expires meanwhile neither keeps the records nor loses them: they are uploaded and shown', async () => {
    await using place = await onGitHub()
    const action = place.measure()
    action.child.stdout.on('data', (printed) => {
      if (String(printed).includes('::group::Run')) place.git.permission = 'none'
    })
    const { code, stdout } = await action.ended
    expect(code, stdout).toBe(2)
    expect(annotationsIn(stdout)).toContainEqual(expect.stringMatching(/^error .*not kept in the ledger/))
    expect(await action.uploaded()).toHaveLength(1)
    expect(await action.summary()).toContain('shops')
  })
})
