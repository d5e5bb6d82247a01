package studio.ganvas.engine.stylize;

/**
 * What a picture was made with; it is written into the picture's file.
 *
 * @param modelName what the model was called, for when it can't be found
 * @param strength 0 (the photo) to 1 (the translation)
 * @param photoName file name of the photo; empty for a pasted one. Its folder is nobody's business but the user's.
 * @param photoPrint see {@link Photo#print()}
 */
public record StylizeSettings(
        String modelId,
        String modelName,
        String direction,
        SizeMode size,
        double strength,
        String photoName,
        String photoPrint) {
    /** Keyword of the text in a PNG file. */
    public static final String KEYWORD = "ganvas.stylize";
}
