/**
 * What pix2pix and CycleGAN have in common, as in their authors' code (junyanz/pytorch-CycleGAN-and-pix2pix): generators,
 * patch discriminators, learning-rate decay, options, and the reading of their files. Networks carry the names of that
 * code's state dicts.
 */
package studio.ganvas.gan.junyanz;
