/** Looks at every picture of a dataset once and says what would harm a training, and how to mend it without touching a file. */
package studio.ganvas.data.doctor;
