/** StyleGAN (Karras et al. 2019, arXiv 1812.04948), grown progressively (Karras et al. 2018, arXiv 1710.10196). */
package studio.ganvas.gan.stylegan1;
