import { DISK } from './disk.ts'
import { S3 } from './s3.ts'
import type { LogStore } from './store.ts'

/** The first that matches a path has its logs. */
export const STORES: readonly LogStore[] = [S3, DISK]
