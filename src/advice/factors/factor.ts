import type { Factor as JudgedFactor } from '../../verdict/verdict.ts'
import type { AdviceContext } from '../context.ts'

export type FactorName = JudgedFactor['name']
/** The side that a factor favours: that of the verdict's factors, here before anything was measured. */
export type Favours = JudgedFactor['favours']

/** What a factor comes to. */
export interface Weighed<Facts> {
  favours: Favours
  /** Whether it rules one side out by itself, whatever the others say. */
  decides: boolean
  /** Whether no other factor may speak for the candidate before it is measured. */
  caps: boolean
  facts: Facts
}

/** One factor of the decision framework, weighed by what is declared. */
export interface Factor<Name extends FactorName, Facts> {
  name: Name
  weigh(context: AdviceContext): Weighed<Facts>
}

export const leaning = <Facts>(favours: Favours, facts: Facts): Weighed<Facts> => ({
  favours,
  decides: false,
  caps: false,
  facts,
})
