/**
 * One compute thread owns the native engine; panes and commands send it values and get values back. Interactive requests
 * come before the next training step, the newest replaces a waiting older one, and long work is a job in one list.
 */
package studio.ganvas.engine;
