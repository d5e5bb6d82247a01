/** Measurements for {@code docs/benchmarks.md}; not tests: nothing here passes or fails. */
package studio.ganvas.bench;
