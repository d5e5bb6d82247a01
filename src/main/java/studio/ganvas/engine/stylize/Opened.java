package studio.ganvas.engine.stylize;

/** What a dropped picture turned out to be. */
public sealed interface Opened {
    /** A photo to translate. */
    record Plain(Photo photo) implements Opened {}

    /** A picture that Ganvas made, with the photo that it was made from. */
    record Restored(Photo photo, StylizeSettings settings) implements Opened {}

    /** A picture that Ganvas made; the photo itself was not found, neither beside it nor where it was. */
    record PhotoMissing(Photo saved, StylizeSettings settings) implements Opened {}
}
