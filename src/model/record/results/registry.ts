import { databricks } from './databricks.ts'
import { emrServerless } from './emr-serverless.ts'
import type { ResultFormat } from './format.ts'

/** Exports of platforms that `record --from` reads besides its own form, which is tried last. */
export const RESULT_FORMATS: readonly ResultFormat[] = [emrServerless, databricks]
