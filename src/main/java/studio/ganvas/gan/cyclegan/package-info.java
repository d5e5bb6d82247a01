/** CycleGAN: translation learnt from two sets of pictures without pairs. */
package studio.ganvas.gan.cyclegan;
