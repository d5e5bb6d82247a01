/** From floats to pixels for the screen: plain arrays, no toolkit, no engine. */
package studio.ganvas.image;
