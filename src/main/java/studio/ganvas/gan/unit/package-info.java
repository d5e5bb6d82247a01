/** UNIT in the two forms that are in use: PyTorch-GAN's with shared blocks, and the authors' later one without. */
package studio.ganvas.gan.unit;
