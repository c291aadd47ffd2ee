import { resolve } from 'node:path'
import { type Clues, cluesOf, loosened, type Varies } from '../../behaviour/clues.ts'
import { type CodePart, type EngineCode, readCode } from '../../behaviour/engine-code.ts'
import { isSettings } from '../../behaviour/file-kind.ts'
import type { CommandPlace, LocalPlace } from '../../behaviour/find-clue.ts'
import { isWithin, touchesInput } from '../../behaviour/input-place.ts'
import { namedCode } from '../../behaviour/named-files.ts'
import { pythonsOf } from '../../behaviour/pythons.ts'
import { declaredFiles, projectFiles } from '../../behaviour/source-files.ts'
import { sha256OfFile } from '../../files/digest.ts'
import { hooksOf } from '../../model/config/hooks.ts'
import { inputTemplates } from '../../model/config/job-input.ts'
import type { Engine, Job, Place, Step } from '../../model/config/model.ts'
import { fillTemplate, placeholdersIn } from '../../plan/template.ts'
import { containerAt } from '../../runners/docker/container-place.ts'
import { homeOf } from '../../runners/process/python-project.ts'

/** The code of an engine, and whether any of it can be seen: in files, or in the command itself. */
export interface VisibleCode extends EngineCode {
  isVisible: boolean
}

type Env = Readonly<Record<string, string | undefined>>

/** What a command says is another at each run or size, and so no part of what the engine is. */
export const variesByPlaceholder: Varies = (word) => placeholdersIn(word).some((name) => name !== 'job')

/**
 * The files that make up an engine: those that its `sources:` name, else those of its projects and those that its
 * commands name; and the local modules that they import.
 *
 * @param folder where the configuration's relative paths begin
 * @param env the environment that processes inherit
 */
export async function codeOf(job: Job, engine: Engine, folder: string, env: Env): Promise<VisibleCode> {
  const code = await ownCode(job, engine, folder, env)
  return { ...code, sources: { ...code.sources, ...(await requestsOf(job, folder)) } }
}

/** What a service is asked: with other requests, its figures are others, too. */
async function requestsOf({ service }: Job, folder: string): Promise<Record<string, string>> {
  if (!service) return {}
  const hash = await sha256OfFile(resolve(folder, service.requests)).catch(() => undefined)
  return hash === undefined ? {} : { [service.requests]: hash }
}

async function ownCode(job: Job, engine: Engine, folder: string, env: Env): Promise<VisibleCode> {
  const { steps, sources } = engine
  if (sources) {
    const part = await declaredPart(sources, steps, folder, env)
    const code = await readCode([part], folder)
    return { ...code, isVisible: code.files.length > 0 }
  }
  const partOf = (step: Step, command: readonly string[], read: (clues: Clues) => Clues) => {
    const argv = command.map((argument) => fillTemplate(argument, { job: job.name }))
    const clues = read(cluesOf(argv, variesByPlaceholder))
    return commandPart(argv, clues, placeOf(job, engine, step, folder), homeOf(step, { folder, env }))
  }
  const commands = await Promise.all(steps.map((step) => partOf(step, step.command, (clues) => clues)))
  const hooks = steps
    .slice(0, 1)
    .flatMap((step) => hooksOf(engine).map((hook) => partOf(step, hook, loosened)))
  const parts = [...commands, ...(await Promise.all(hooks))].map(({ part }) => part)
  return visible(await readCode([...(await projectParts(job, engine, folder)), ...parts], folder), commands)
}

/** The files that a command of no configuration names, with the local modules that they import. */
export async function codeOfCommand(
  command: readonly string[],
  place: LocalPlace,
  env: Env,
): Promise<VisibleCode> {
  const { folder, varies } = place
  const only = await commandPart(command, cluesOf(command, varies), place, { cwd: folder, env })
  return visible(await readCode([only.part], folder), [only])
}

const visible = (code: EngineCode, commands: readonly { isInline: boolean }[]): VisibleCode => ({
  ...code,
  isVisible: code.files.some((path) => !isSettings(path)) || commands.some(({ isInline }) => isInline),
})

async function commandPart(
  argv: readonly string[],
  clues: Clues,
  place: CommandPlace,
  { cwd, env }: Pick<CodePart, 'cwd' | 'env'>,
): Promise<{ part: CodePart; isInline: boolean }> {
  const { isHidden, ...named } = await namedCode(clues, place)
  return {
    part: { ...named, pythons: pythonsOf(argv, clues.python, env), cwd, env },
    isInline: clues.hasInline && !isHidden,
  }
}

/** Where a step's words mean something: in its project, in the configuration's folder, or in its container's mounts. */
function placeOf(job: Job, engine: Engine, { place }: Step, folder: string): CommandPlace {
  const { run, project } = place
  const start = (run ?? project) === undefined ? undefined : resolve(folder, project ?? '.')
  const others = [...foreignWords(job, engine)].map((word) => resolve(start ?? folder, word))
  const inputs = inputTemplates(job.input).map(({ template }) => resolve(folder, template))
  return {
    ...(start !== undefined && { folder: start }),
    mounts: (containerAt(place)?.mounts ?? []).map((mount) => ({
      ...mount,
      source: resolve(folder, mount.source),
    })),
    varies: variesByPlaceholder,
    isForeign: foreignTo([folder, start ?? folder], inputs, others),
  }
}

/**
 * What a command may name that is no code of its own: a folder that holds where it starts, and so everything; the
 * inputs; files of others.
 */
export const foreignTo =
  (
    folders: readonly string[],
    inputs: readonly string[] = [],
    others: readonly string[] = [],
  ): CommandPlace['isForeign'] =>
  (path, isFolder) =>
    others.includes(path) ||
    (isFolder && folders.some((folder) => isWithin(folder, path))) ||
    inputs.some((input) => touchesInput(input, path, isFolder))

async function declaredPart(
  globs: readonly string[],
  [first]: readonly Step[],
  folder: string,
  env: Env,
): Promise<CodePart> {
  const files = new Map((await declaredFiles(folder, globs)).map((path) => [path, resolve(folder, path)]))
  const python = [...files].filter(([, path]) => path.endsWith('.py'))
  const command = first?.command ?? []
  const { cwd, env: own } = first ? homeOf(first, { folder, env }) : { cwd: folder, env }
  return {
    files,
    starts: new Map(python.map(([key, file]) => [key, { file }])),
    roots: [],
    pythons: pythonsOf(command, cluesOf(command, variesByPlaceholder).python, own),
    cwd,
    env: own,
    leftOut: [],
  }
}

/** Files of the engine's projects, less those that only other engines' commands name. */
async function projectParts(job: Job, engine: Engine, folder: string): Promise<CodePart[]> {
  const foreign = foreignWords(job, engine)
  const projects = new Set(engine.steps.flatMap(({ place }) => codeFolder(place)))
  return Promise.all(
    [...projects].map(async (project) => {
      const cwd = resolve(folder, project)
      const files = (await projectFiles(cwd, foreign)).map((path) => [path, resolve(cwd, path)] as const)
      return { files: new Map(files), starts: new Map(), roots: [], pythons: [], cwd, env: {}, leftOut: [] }
    }),
  )
}

/** Words of other engines' commands that are none of this one's. */
function foreignWords(job: Job, engine: Engine): Set<string> {
  const own = new Set(engine.steps.flatMap(({ command }) => command))
  const others = Object.values(job.engines).flatMap(({ steps }) => steps.flatMap(({ command }) => command))
  return new Set(others.filter((word) => !own.has(word)))
}

/** The folder that a place's code comes from, if it comes from one. */
const codeFolder = ({ project, build }: Place): string[] =>
  [project ?? build?.context].filter((path) => path !== undefined)
