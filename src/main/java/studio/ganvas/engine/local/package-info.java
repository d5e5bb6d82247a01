/** The studio of this machine: the compute thread, the data threads, runs, datasets and jobs behind {@code Studio}. */
package studio.ganvas.engine.local;
