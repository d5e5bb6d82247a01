/**
 * Pictures from folders, zips and IDX files to plain float batches: layouts, decoding to what a person sees, transforms
 * with Pillow's and torchvision's arithmetic, seeded order, prefetching. Only this package touches ImageIO; no
 * {@code BufferedImage} leaves it.
 */
package studio.ganvas.data;
