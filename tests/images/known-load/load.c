/* Programs of known cost, to measure the meter by. Each prints one line of JSON: what it truly used.
 *
 *   load hold MIB SECONDS      holds anonymous memory
 *   load spike MIB             touches it, frees it at once, half a second after its start
 *   load file MIB PATH         writes a file
 *   load cpu SECONDS           computes in two children at once, each for SECONDS
 *   load orphans SECONDS       the same in grandchildren whose parents have gone
 *   load sleep SECONDS         does nothing
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const size_t PAGE = 4096, MIB = 1 << 20;

static double cpu_seconds(int who) {
  struct rusage usage;
  getrusage(who, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static void pause_for(double seconds) {
  struct timespec time = {(time_t)seconds, (long)((seconds - (time_t)seconds) * 1e9)};
  nanosleep(&time, NULL);
}

/* The number behind a name in a file of the kernel's; 0 if there is none. */
static long number_in(const char *path, const char *name) {
  char text[4096] = "";
  int file = open(path, O_RDONLY);
  if (file < 0 || read(file, text, sizeof text - 1) < 0) return 0;
  close(file);
  const char *found = strstr(text, name);
  return found ? atol(found + strlen(name)) : 0;
}

/* This process's anonymous memory. */
static long anon_bytes(void) { return number_in("/proc/self/status", "RssAnon:") * 1024; }

/* What the kernel itself has in this container's cgroup, for page tables, buffers and the like. */
static long kernel_bytes(void) { return number_in("/sys/fs/cgroup/memory/memory.kmem.usage_in_bytes", ""); }

/* All CPU that this container has used, whoever used it. */
static double container_seconds(void) {
  long v1 = number_in("/sys/fs/cgroup/cpuacct/cpuacct.usage", "");
  return v1 ? v1 / 1e9 : number_in("/sys/fs/cgroup/cpu.stat", "usage_usec") / 1e6;
}

static char *touched(size_t bytes) {
  char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) exit(1);
  madvise(memory, bytes, MADV_NOHUGEPAGE);
  for (size_t at = 0; at < bytes; at += PAGE) memory[at] = 1;
  return memory;
}

static void write_file(size_t bytes, const char *path) {
  static char block[1 << 20];
  memset(block, 'x', sizeof block);
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  for (size_t done = 0; done < bytes; done += sizeof block)
    if (write(file, block, sizeof block) != (ssize_t)sizeof block) exit(1);
  close(file);
}

/* Computes, then tells through the pipe what it used. */
static void burn(double seconds, int pipe) {
  while (cpu_seconds(RUSAGE_SELF) < seconds)
    for (volatile int turn = 0; turn < 100000; turn++) continue;
  double used = cpu_seconds(RUSAGE_SELF);
  if (write(pipe, &used, sizeof used) < 0) exit(1);
  _exit(0);
}

/* What two descendants used by their own account: the pipe ends when both have ended. */
static double burned(double seconds, int is_orphan) {
  int ends[2];
  if (pipe(ends) < 0) exit(1);
  for (int child = 0; child < 2; child++) {
    if (fork() == 0) {
      if (!is_orphan || fork() == 0) burn(seconds, ends[1]);
      _exit(0);
    }
    if (is_orphan) wait(NULL);
  }
  close(ends[1]);
  double used, sum = 0;
  while (read(ends[0], &used, sizeof used) == (ssize_t)sizeof used) sum += used;
  while (wait(NULL) > 0) continue;
  return sum;
}

int main(int count, char **arguments) {
  const char *what = count > 2 ? arguments[1] : "";
  double amount = count > 2 ? atof(arguments[2]) : 0;
  size_t bytes = (size_t)amount * MIB;
  long anon = 0, kernel = kernel_bytes();
  double cpu = 0;
  if (!strcmp(what, "hold") && count > 3) {
    touched(bytes);
    anon = anon_bytes();
    pause_for(atof(arguments[3]));
  } else if (!strcmp(what, "spike")) {
    anon = anon_bytes() + (long)bytes;
    pause_for(0.5);
    munmap(touched(bytes), bytes);
    pause_for(0.5);
  } else if (!strcmp(what, "file") && count > 3) {
    write_file(bytes, arguments[3]);
    anon = anon_bytes();
  } else if (!strcmp(what, "cpu") || !strcmp(what, "orphans")) {
    cpu = burned(amount, what[0] == 'o');
    anon = anon_bytes();
  } else if (!strcmp(what, "sleep")) {
    anon = anon_bytes();
    pause_for(amount);
  } else {
    return 2;
  }
  kernel = kernel_bytes() - kernel;
  cpu += cpu_seconds(RUSAGE_SELF);
  printf("{\"anonBytes\":%ld,\"kernelBytes\":%ld,\"cpuSeconds\":%.6f,\"containerSeconds\":%.6f}\n", anon, kernel,
         cpu, container_seconds());
  return 0;
}
