/**
 * The mathematics of latents: seeds to w, ways between them, synthesis that repeats nothing, projection, directions, and
 * what layers do.
 */
package studio.ganvas.latent;
