/**
 * Guided tours: short steps beside the live panes. A tour is a file {@code tours/<id>.json} with its words under {@code
 * tour.<id>.…}; panes offer what tours need as {@link studio.ganvas.ui.shell.TourStage}.
 */
package studio.ganvas.ui.learn;
