package studio.ganvas.engine.latent;

import studio.ganvas.image.Pixels;

/**
 * One picture of a style-mixing grid.
 *
 * @param row from 0; −1 in the head of a column
 * @param column from 0; −1 in the head of a row
 * @param done how much of the grid is there, 0 to 1
 */
public record GridCell(int row, int column, Pixels picture, double done) {}
