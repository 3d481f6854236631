#!/usr/bin/env bash
# Compares the kernel with hand-written C: both in alternation on one core, each with its best repetition of a tenth of a second, since
# other work on the machine only ever slows; medians of the rounds, and their ratio. Beside it the kernel's mean over its repetitions,
# and the ratio of that to the best of C.
#
#   mvn -Pbench -pl core -am package && core/src/jmh/compare.sh [rounds [core [problem,...]]]
#
# Needs gcc and, to stay on one core, taskset. KernelBenchmark runs for about eight seconds a problem and round.
set -eu
here=$(cd -P -- "${BASH_SOURCE[0]%/*}" && pwd)
rounds=${1:-3} core=${2:-1} problems=${3:-quartic,logQuartic,rosenbrock10,rastrigin10,lennardJones38}
jar=$here/../../target/benchmarks.jar
[[ -r $jar ]] || { echo "$jar is missing: mvn -Pbench -pl core -am package" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
gcc -O3 -march=native -ffast-math -fno-math-errno "$here/c/reference.c" -o "$work/reference" -lm
pinned=()
if command -v taskset >/dev/null; then pinned=(taskset -c "$core"); fi

for ((round = 1; round <= rounds; round++)); do
  "${pinned[@]}" "$work/reference" 1 >>"$work/c"
  "${pinned[@]}" "${JAVA_HOME:+$JAVA_HOME/bin/}java" -jar "$jar" KernelBenchmark -p problem="$problems" \
    -i 40 -r 100ms >"$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
  awk '/^# Parameters:/ { sub(/.*problem = /, ""); sub(/[,)].*/, ""); problem = $0 }
    /^Iteration/ { if ($3 > best[problem]) best[problem] = $3; sum[problem] += $3; count[problem]++ }
    END { for (problem in best) print problem, best[problem] / 1e6, sum[problem] / count[problem] / 1e6 }' \
    "$work/log" >>"$work/java"
  echo "round $round of $rounds is done" >&2
done

median() { # of column $3 of the lines of file $1 that begin with $2
  awk -v name="$2" -v column="$3" '$1 == name { print $column }' "$1" | sort -g |
    awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
printf '%-16s %12s %12s %8s %12s %8s\n' problem 'C, M/s' 'Thalweg, M/s' ratio 'mean, M/s' ratio
for problem in ${problems//,/ }; do
  c=$(median "$work/c" "$problem" 2) java=$(median "$work/java" "$problem" 2) mean=$(median "$work/java" "$problem" 3)
  awk -v p="$problem" -v c="$c" -v j="$java" -v m="$mean" \
    'BEGIN { printf "%-16s %12.3f %12.3f %8.2f %12.3f %8.2f\n", p, c, j, j / c, m, m / c }'
done
