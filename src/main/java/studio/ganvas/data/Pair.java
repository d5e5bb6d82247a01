package studio.ganvas.data;

/**
 * Two pictures that show the same thing in two domains.
 *
 * @param a of the first domain
 * @param b of the second
 */
public record Pair(Item a, Item b) {}
