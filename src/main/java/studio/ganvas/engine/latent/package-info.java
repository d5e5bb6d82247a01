/**
 * Exploring the pictures that a StyleGAN can make. One value describes a picture completely ({@link
 * studio.ganvas.engine.latent.LatentState}); the lab turns it into pixels, films, grids and views of layers. Nothing here
 * holds a tensor.
 */
package studio.ganvas.engine.latent;
