/** What a meter may tell of a command that has ended well. */
export const FORGED = JSON.stringify({
  ...{
    exitCode: 0,
    signal: null,
    stoppedByTool: false,
    startedNs: 1,
    startedAtMs: 1,
    wallMs: 1,
    readyMs: null,
  },
  ...{ cpuSeconds: 1, cpuUserSeconds: 1, cpuSystemSeconds: 0, throttledSeconds: 0 },
  ...{ readBytes: 0, writtenBytes: 0, peakAnonBytes: 1, samples: [], leftoversEnded: 0 },
  ...{ sparkMasters: [], cores: null },
  ...{ cgroup: 'v1', cgroupReason: null, peakKernelBytes: 1, oomKills: 0 },
})
