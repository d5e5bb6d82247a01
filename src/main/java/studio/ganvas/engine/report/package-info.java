/** Runs as pages to read, print and send: one HTML file that needs nothing else, and tables that compare. */
package studio.ganvas.engine.report;
