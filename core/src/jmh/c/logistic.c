/*
 * The physical limit for a pass over dense data: value and gradient of a logistic regression, Σ log(1 + exp(−y·x·w)), rows of d doubles
 * one after the other, blocks of 64 rows so that the second half of a block finds it in the cache, one thread.
 *
 *   gcc -O3 -march=native -ffast-math -fno-math-errno logistic.c -o logistic -lm && ./logistic [rows] [columns] [seconds]
 *
 * Prints one line: `logistic ROWSxCOLUMNS MILLISECONDS` (median of the passes).
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { BLOCK = 64 };

static double pass(const double *restrict x, const double *restrict y, const double *restrict w, double *restrict g, int n, int d) {
  double loss = 0, z[BLOCK], e[BLOCK], s[BLOCK];
  for (int j = 0; j < d; j++) g[j] = 0;
  for (int first = 0; first < n; first += BLOCK) {
    int m = n - first < BLOCK ? n - first : BLOCK;
    const double *rows = x + (long)first * d;
    for (int i = 0; i < m; i++) {
      double sum = 0;
      for (int j = 0; j < d; j++) sum += rows[(long)i * d + j] * w[j];
      z[i] = -y[first + i] * sum;
    }
    for (int i = 0; i < m; i++) e[i] = exp(-fabs(z[i]));
    for (int i = 0; i < m; i++) loss += log(1 + e[i]) + (z[i] > 0 ? z[i] : 0);
    for (int i = 0; i < m; i++) s[i] = -y[first + i] * (z[i] >= 0 ? 1 : e[i]) / (1 + e[i]);
    for (int i = 0; i + 4 <= m; i += 4) {
      const double *r = rows + (long)i * d;
      double a = s[i], b = s[i + 1], c = s[i + 2], f = s[i + 3];
      for (int j = 0; j < d; j++) g[j] += a * r[j] + b * r[d + j] + c * r[2 * d + j] + f * r[3 * d + j];
    }
    for (int i = m / 4 * 4; i < m; i++)
      for (int j = 0; j < d; j++) g[j] += s[i] * rows[(long)i * d + j];
  }
  return loss;
}

static int ascending(const void *a, const void *b) {
  double p = *(const double *)a, q = *(const double *)b;
  return (p > q) - (p < q);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + 1e-9 * t.tv_nsec;
}

int main(int count, char **arguments) {
  int n = count > 1 ? atoi(arguments[1]) : 100000, d = count > 2 ? atoi(arguments[2]) : 50;
  double seconds = count > 3 ? atof(arguments[3]) : 3, sink = 0;
  double *x = malloc(sizeof(double) * (size_t)n * d), *y = malloc(sizeof(double) * n), *w = malloc(sizeof(double) * d);
  double *g = malloc(sizeof(double) * d), times[100000];
  srand(1);
  for (long k = 0; k < (long)n * d; k++) x[k] = 2.0 * rand() / RAND_MAX - 1;
  for (int i = 0; i < n; i++) y[i] = rand() & 1 ? 1 : -1;
  for (int j = 0; j < d; j++) w[j] = 2.0 * rand() / RAND_MAX - 1;
  int passes = 0;
  for (double end = now() + seconds; now() < end && passes < 100000; passes++) {
    double begin = now();
    sink += pass(x, y, w, g, n, d) + g[0];
    times[passes] = 1e3 * (now() - begin);
  }
  qsort(times, passes, sizeof(double), ascending);
  printf("logistic %dx%d %.3f ms (%d passes, %g)\n", n, d, times[passes / 2], passes, sink / passes);
  return 0;
}
