/** What a paper is made of: layers under the names of the official state dicts, norms, initial values, averages. */
package studio.ganvas.nn;
