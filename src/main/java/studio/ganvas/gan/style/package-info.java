/** What the generators of the StyleGAN family share, seen by those who explore one. */
package studio.ganvas.gan.style;
