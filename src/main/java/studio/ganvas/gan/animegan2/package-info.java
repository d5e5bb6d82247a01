/** AnimeGANv2: photos to drawings, with published generators. */
package studio.ganvas.gan.animegan2;
