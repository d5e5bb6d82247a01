/**
 * The run: options become a directory with the conventional files; steps, statistics, sample sheets, snapshots that a
 * crash cannot destroy, and a resume that is exact to the bit on the CPU.
 */
package studio.ganvas.train;
