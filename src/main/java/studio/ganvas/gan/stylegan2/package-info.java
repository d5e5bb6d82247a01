/** StyleGAN2 (Karras et al. 2020, arXiv 1912.04958) and adaptive augmentation (Karras et al. 2020, arXiv 2006.06676). */
package studio.ganvas.gan.stylegan2;
