import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { scratchFolder } from '../../files/scratch.ts'
import { INSIDE } from '../docker/container-paths.ts'
import { passwdWith } from '../docker/user.ts'
import { METER } from '../meter/start.ts'
import type { ClaimMount } from './manifest.ts'
import { onClaim, type Volume } from './volume.ts'

/** Who runs inside where the tool itself is root: nobody's user, as images without a root call it. */
const NONROOT = 65_532

/** Who runs inside: this user, so that what is written belongs to who runs the tool; never root. */
export function podUser(): { uid: number; gid: number } {
  const uid = process.getuid?.() || NONROOT
  return { uid, gid: process.getgid?.() || uid }
}

/** A folder on the claim, a pod's own, that is removed when its block ends. */
export interface ClaimFolder extends AsyncDisposable {
  path: string
  output: string
  run: string
  stages: string
  mounts: ClaimMount[]
}

/** Lays out what a pod finds in its folder: output, stages, the meter, and who it is. */
export async function claimFolder(volume: Volume): Promise<ClaimFolder> {
  const { path, [Symbol.asyncDispose]: dispose } = await scratchFolder(volume.path)
  const [output, run] = [join(path, 'output'), join(path, 'run')]
  for (const folder of [output, run]) {
    await mkdir(folder)
    // Nobody else here enters the folder above.
    await chmod(folder, 0o777)
  }
  const stages = join(run, 'stages.jsonl')
  await writeFile(stages, '')
  await chmod(stages, 0o666)
  await cp(dirname(METER), join(path, 'meter'), {
    recursive: true,
    filter: (file) => !/\.ts$|__pycache__/.test(file),
  })
  const { uid, gid } = podUser()
  await writeFile(join(path, 'passwd'), passwdWith(`${uid}:${gid}`, ROOT) ?? ROOT)
  await Promise.all([chmod(join(path, 'meter'), 0o755), chmod(join(path, 'passwd'), 0o644)])
  const mount = (name: string, target: string, readOnly: boolean) =>
    onClaim(volume, { source: join(path, name), target, readOnly }, 'The folder of a pod')
  return {
    ...{ path, output, run, stages },
    mounts: [
      mount('output', INSIDE.output, false),
      mount('run', INSIDE.run, false),
      mount('meter', INSIDE.meter, true),
      mount('passwd', '/etc/passwd', true),
    ],
    [Symbol.asyncDispose]: dispose,
  }
}

/** A folder for `/tmp` that lies where disk is counted. */
export async function tmpOn({ path }: ClaimFolder, volume: Volume, name: string): Promise<ClaimMount> {
  const source = join(path, name)
  await mkdir(source)
  await chmod(source, 0o1777)
  return onClaim(volume, { source, target: '/tmp', readOnly: false }, 'The folder of a pod')
}

const ROOT = 'root:x:0:0:root:/root:/bin/sh\n'

/** Moves all that is in a folder to another one; what lies on another disk is copied, with its owners. */
export async function moveContents(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) {
    const [source, target] = [join(from, name), join(to, name)]
    try {
      await rename(source, target)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error
      await promisify(execFile)('cp', ['--archive', '--no-target-directory', '--', source, target])
      await rm(source, { recursive: true })
    }
  }
}
