import { isOfQuery, type JobStart } from './events/schemas.ts'

/** What an application does by RDDs, of which no plan tells. */
export interface RddSeen {
  /** Milliseconds of tasks whose jobs belong to no query of Spark SQL. */
  ms: number
  /** Whether RDDs read files, also those that queries scan. */
  readsFiles: boolean
}

/** Methods of SparkContext that read files, as the scope of an RDD names them. */
const READS_FILES =
  /"name":"(?:textFile|wholeTextFiles|binaryFiles|binaryRecords|hadoopFile|hadoopRDD|newAPIHadoopFile|newAPIHadoopRDD|sequenceFile|objectFile)"/

export class RddWork {
  readonly seen: RddSeen = { ms: 0, readsFiles: false }
  readonly #stages = new Set<number>()

  started(job: JobStart): void {
    const rdds = job['Stage Infos'].flatMap((stage) => stage['RDD Info'])
    if (rdds.some(({ Scope: scope }) => scope !== undefined && READS_FILES.test(scope)))
      this.seen.readsFiles = true
    if (isOfQuery(job)) return
    for (const stage of job['Stage IDs']) this.#stages.add(stage)
  }

  /** @param ms how long a task of the stage lasted */
  task(stage: number, ms: number): void {
    if (this.#stages.has(stage)) this.seen.ms += ms
  }
}
