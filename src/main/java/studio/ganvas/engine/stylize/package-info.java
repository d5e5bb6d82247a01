/** Translating photos: one, or a folder of them. Pixels go in and come out; nothing here holds a tensor. */
package studio.ganvas.engine.stylize;
