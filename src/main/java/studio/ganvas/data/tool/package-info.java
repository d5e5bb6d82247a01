/** Makes new datasets of old ones, videos and folders. Nothing is overwritten, and what is not finished is not there. */
package studio.ganvas.data.tool;
