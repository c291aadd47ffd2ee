/** Bytes of a cgroup at one time. */
export interface Memory {
  /** Anonymous and shared. */
  anonBytes: number
  /** Page cache, without the shared. */
  cachedBytes: number
  /** The kernel's own, for page tables, sockets and the like; 0 where it isn't told. */
  kernelBytes: number
  /** Highest total so far; null where the kernel keeps none: version 2 before Linux 5.19. */
  peakKernelBytes: number | null
}

/**
 * What anonymous memory must have reached between two looks for the kernel's peak to have risen so far: page cache
 * and the kernel's own memory explain the rest. 0 where it has not risen. Too much where files were written and removed
 * in between: their page cache is in neither look. The meter inside does the same in cgroup.py.
 */
export function provenPeak(before: Memory, now: Memory): number {
  if (now.peakKernelBytes === null || now.peakKernelBytes === before.peakKernelBytes) return 0
  const cached = Math.max(before.cachedBytes, now.cachedBytes)
  const kernel = Math.max(before.kernelBytes, now.kernelBytes)
  return now.peakKernelBytes - cached - kernel
}
