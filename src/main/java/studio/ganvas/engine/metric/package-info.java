/** What may be asked about the quality of pictures; values only. */
package studio.ganvas.engine.metric;
