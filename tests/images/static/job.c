/* job FILE OUTPUT MIB SECONDS: holds memory, uses CPU, copies the input to OUTPUT/orders.csv. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int main(int count, char **arguments) {
  if (count != 5) {
    fputs("usage: job FILE OUTPUT MIB SECONDS\n", stderr);
    return 64;
  }
  size_t bytes = (size_t)atoi(arguments[3]) << 20;
  char *held = malloc(bytes);
  memset(held, 1, bytes);
  double seconds = atof(arguments[4]);
  const char *stages = getenv("ETL_STAGES");
  if (stages) {
    FILE *file = fopen(stages, "a");
    fprintf(file, "{\"stage\":\"ready\"}\n");
    fclose(file);
  }
  while ((double)clock() / CLOCKS_PER_SEC < seconds) held[bytes / 2]++;
  char path[4096], line[4096];
  snprintf(path, sizeof path, "%s/orders.csv", arguments[2]);
  FILE *in = fopen(arguments[1], "r"), *out = fopen(path, "w");
  if (!in || !out) return 1;
  while (fgets(line, sizeof line, in)) fputs(line, out);
  return fclose(out);
}
