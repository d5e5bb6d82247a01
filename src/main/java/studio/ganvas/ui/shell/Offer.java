package studio.ganvas.ui.shell;

/**
 * Something that a pane offers to do right after the start, said above whichever pane is in view until it is answered.
 *
 * @param title what happened, in a few words
 * @param text what it means, in one or two sentences
 * @param action words of the button
 * @param accepted what the button does; the pane that made the offer is in view by then
 */
public record Offer(String title, String text, String action, Runnable accepted) {}
