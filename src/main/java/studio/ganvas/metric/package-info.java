/**
 * How good and how varied pictures are: FID, KID, precision and recall, path length, perceptual distance, neighbours; and
 * the networks whose features these are measured in.
 */
package studio.ganvas.metric;
