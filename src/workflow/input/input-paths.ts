import { resolve } from 'node:path'
import { inputTemplates } from '../../model/config/job-input.ts'
import type { Job } from '../../model/config/model.ts'
import { fillTemplate } from '../../plan/template.ts'

/** Which input of a job is meant, and what was given in its place on the command line. */
export interface InputPlace {
  job: Job
  size: string
  partition: string
  given: string | undefined
}

/** Where one input of a job lies. */
export interface PartPath {
  name: string | null
  path: string
  /** The path with its `{partition}` open; undefined where it was given on the command line. */
  template?: string
}

/** The only input, as the command line gives it. */
export const givenPath = (path: string): PartPath[] => [{ name: null, path: resolve(path) }]

/** Where inputs that are no fixture lie: as given, else as configured, with their templates filled. */
export function pathsOf({ job, size, partition, given }: InputPlace, folder: string): PartPath[] {
  if (given !== undefined) return givenPath(given)
  return inputTemplates(job.input).map(({ name, template: written }) => {
    const template = resolve(folder, fillTemplate(written, { job: job.name, size }))
    return { name, template, path: fillTemplate(template, { partition }) }
  })
}
