import { z } from 'zod'
import { text } from './values.ts'

/** Machines that are known. Watts and grams are for one vCPU. */
export const PROCESSORS = {
  /** 1,788.46 kg of the server over 35,040 h and 128 vCPUs. */
  'aws-m6i': {
    idleWatts: 0.767,
    fullWatts: 3.758,
    pue: 1.135,
    embodiedGramsPerHour: 1_788_460 / 35_040 / 128,
    source: 'Cloud Carbon Footprint, ccf-coefficients @b0032d9 (Ice Lake) and app @b7a049c (PUE, embodied)',
  },
  /** The share of 4 vCPUs takes 1.76 to 8.18 W and 1.03 g/h. No PUE was found. */
  'github-linux-4-core': {
    idleWatts: 1.76 / 4,
    fullWatts: 8.18 / 4,
    pue: 1,
    embodiedGramsPerHour: 1.03 / 4,
    source: 'Eco-CI github_EPYC_7763_4_CPU_shared.sh @c10acd3 (2024-06-18), without PUE',
  },
} as const

/** Grids that are known, in grams of CO2e per kWh. */
export const GRIDS = {
  'us-central1': { grams: 412.72, source: 'Google region-carbon-info @49f3f26, 2024' },
  'us-east4': { grams: 323.05, source: 'Google region-carbon-info @49f3f26, 2024' },
} as const

const positive = z.number().gt(0)

const processor = z.strictObject({
  idleWatts: positive.max(1000).describe('Power of a vCPU at rest.'),
  fullWatts: positive.max(1000).describe('Power of a vCPU at full load.'),
  pue: z.number().min(1).max(5).describe('Power of the data centre over power of its computers.'),
  embodiedGramsPerHour: positive
    .max(10_000)
    .describe('Share of the making of the machine, CO2e per vCPU and hour.'),
  source: text('where the figures were found').describe('Where the figures were found.'),
})

const grid = z.strictObject({
  grams: positive.max(5000).describe('CO2e per kWh, location-based.'),
  source: text('where the figure was found, and of which year').describe(
    'Where the figure was found, and of which year.',
  ),
})

const namesOf = <Known extends object>(known: Known) => Object.keys(known) as (keyof Known & string)[]

/** A name of what is known, or the figures themselves. */
export const carbon = z
  .strictObject({
    vcpus: z.number().gt(0).max(100_000).describe('vCPUs of a node.'),
    processor: z
      .union([
        z.enum(
          namesOf(PROCESSORS),
          `must be ${namesOf(PROCESSORS).join(', ')}, or idleWatts, fullWatts, pue, embodiedGramsPerHour and source`,
        ),
        processor,
      ])
      .transform((each) => (typeof each === 'string' ? { ...PROCESSORS[each] } : each))
      .describe('Power and making of a vCPU: a name that is known, or figures with their source.'),
    grid: z
      .union([z.enum(namesOf(GRIDS), `must be ${namesOf(GRIDS).join(', ')}, or { grams, source }`), grid])
      .transform((each) => (typeof each === 'string' ? { ...GRIDS[each] } : each))
      .describe('Carbon of electricity there: a region that is known, or grams per kWh with their source.'),
  })
  .refine(({ processor: { idleWatts, fullWatts } }) => idleWatts <= fullWatts, {
    path: ['processor'],
    message: 'has more idleWatts than fullWatts',
  })
  .meta({ id: 'carbon', description: 'What the platform emits, by SCI.' })

export type Carbon = z.output<typeof carbon>
