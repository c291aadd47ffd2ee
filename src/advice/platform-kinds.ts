/** A kind of platform, with what is published of how long it starts and idles: docs/cost.md has the sources. */
export interface PlatformKind {
  name: string
  /** As its vendor calls it. */
  title: string
  /** Seconds until the work begins, from the least to the most that is published; null where nothing is. */
  startup: { lower: number; upper: number } | null
  /** Seconds that it is billed after the last job; null where nothing is published. */
  idleSeconds: number | null
  /** Who published it; null where nobody did. */
  source: string | null
}

const silent = (name: string, title: string): PlatformKind => ({
  name,
  title,
  startup: null,
  idleSeconds: null,
  source: null,
})

/** Platforms that run Spark. A start-up time is shown as somebody else's claim and never billed. */
export const PLATFORM_KINDS: readonly PlatformKind[] = [
  {
    ...silent('emr', 'EMR on EC2'),
    startup: { lower: 480, upper: 900 },
    source: 'third parties',
  },
  silent('emr-serverless', 'EMR Serverless'),
  silent('glue', 'AWS Glue'),
  { ...silent('dataproc', 'Dataproc'), startup: { lower: 0, upper: 90 }, source: 'third parties' },
  silent('dataproc-serverless', 'Serverless for Apache Spark'),
  silent('databricks', 'Databricks job clusters'),
  {
    ...silent('databricks-serverless', 'Databricks serverless jobs'),
    startup: { lower: 0, upper: 360 },
    source: 'learn.microsoft.com',
  },
  {
    ...silent('synapse', 'Synapse Spark'),
    startup: { lower: 120, upper: 300 },
    idleSeconds: 300,
    source: 'learn.microsoft.com',
  },
  silent('kubernetes', 'Kubernetes'),
  { ...silent('shared', 'a cluster that runs anyway'), startup: { lower: 0, upper: 0 }, idleSeconds: 0 },
]
