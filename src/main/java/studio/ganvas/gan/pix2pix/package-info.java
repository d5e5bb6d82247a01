/** Pix2pix: translation learnt from pairs. */
package studio.ganvas.gan.pix2pix;
