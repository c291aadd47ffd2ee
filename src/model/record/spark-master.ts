/** The setting by which Spark's sessions, `spark-submit` and event logs say where the work is done. */
export const MASTER = 'spark.master'

/** The setting that names what takes the place of Spark's own operators, among others. */
export const PLUGINS = 'spark.plugins'

const LOCAL_MASTER = /^local(\[|$)/
/** `local[8]`, and not `local-cluster[2,1,1024]`. */
export const isLocalMaster = (master: string): boolean => LOCAL_MASTER.test(master)

/** A master without the hosts of its address: `local[8]`, `yarn`, `spark`. */
export const shortMaster = (master: string): string =>
  isLocalMaster(master) ? master : master.replace(/[:[].*/s, '')
