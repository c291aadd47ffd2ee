import type { RunRecord } from './schema.ts'

/** The version in records that `simulate` made. */
export const SIMULATED_TOOL = '0.0.0-simulated'

/** Whether a record was made up, so that nothing in it was measured. */
export const isSimulated = ({ tool }: Pick<RunRecord, 'tool'>): boolean => tool === SIMULATED_TOOL
