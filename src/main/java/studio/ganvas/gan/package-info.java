/** One paper, one place: networks, losses and training step; what a system declares, and the registry of systems. */
package studio.ganvas.gan;
