/** Commands without a window: the same engine, progress in the terminal, exit codes for scripts. */
package studio.ganvas.cli;
